// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Worker threads for RunTasks.

#include "base/parallel.hpp"

namespace mengpaneel::base {

/// Threads for `count`; 0: as many as the machine has.
[[nodiscard]] unsigned thread_count(unsigned count);

/// Runs tasks on `threads` threads, the caller's among them; on fewer where the machine gives no more. An
/// exception in a task (memory that is full) is thrown again in the caller's thread, when all have ended.
[[nodiscard]] RunTasks run_on_threads(unsigned threads);

}  // namespace mengpaneel::base

// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Threads that domain code was given. It starts none itself: the caller decides how many there are, and the
// result may never depend on it.

#include <cstddef>
#include <functional>

namespace mengpaneel::base {

/// Runs task(0) .. task(count - 1), in any order, perhaps at the same time, and returns when all are done.
using RunTasks = std::function<void(std::size_t count, const std::function<void(std::size_t)>& task)>;

/// One after another, on the caller's thread.
inline void run_in_turn(std::size_t count, const std::function<void(std::size_t)>& task) {
  for (std::size_t index = 0; index < count; ++index) {
    task(index);
  }
}

}  // namespace mengpaneel::base

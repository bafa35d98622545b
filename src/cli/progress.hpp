// SPDX-License-Identifier: EUPL-1.2
#pragma once
// One line on a terminal that says how far long work is; nothing anywhere else.

#include <cstdint>
#include <mutex>
#include <string>

#include "cli/options.hpp"

namespace mengpaneel::cli {

class Progress {
 public:
  Progress(const Session& session, base::texts::TextKey what) : session_(session), what_(what) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  /// Wipes the line.
  ~Progress();

  /// From any thread; shown when the percentage grew.
  void report(std::uint64_t done, std::uint64_t total);

 private:
  const Session& session_;
  base::texts::TextKey what_;
  std::mutex mutex_;
  std::uint64_t shown_ = 0;
  bool has_line_ = false;
};

}  // namespace mengpaneel::cli

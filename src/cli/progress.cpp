// SPDX-License-Identifier: EUPL-1.2
#include "cli/progress.hpp"

#include <algorithm>
#include <cstdio>

namespace mengpaneel::cli {

Progress::~Progress() {
  if (has_line_) {
    std::fputs("\r\x1b[K", stderr);
    std::fflush(stderr);
  }
}

void Progress::report(std::uint64_t done, std::uint64_t total) {
  if (!session_.shows_progress || total == 0) {
    return;
  }
  const std::uint64_t percent = std::min(done, total) * 100 / total;
  const std::scoped_lock lock(mutex_);
  if (has_line_ && percent <= shown_) {
    return;
  }
  shown_ = percent;
  has_line_ = true;
  const std::string line =
      "\r\x1b[K" + base::texts::format(session_.language, what_, {{"percent", std::to_string(percent)}});
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
}

}  // namespace mengpaneel::cli

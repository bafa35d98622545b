// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Real data that is not part of this repository: a folder shared/data beside it or beside one of its parents.
// Tests that need it skip, and say so, where it is absent.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace mengpaneel::test {

/// The folder shared/data, or an empty path.
inline std::filesystem::path shared_data() {
  for (std::filesystem::path folder = MENGPANEEL_SOURCE_DIR;; folder = folder.parent_path()) {
    if (std::filesystem::exists(folder / "shared" / "data")) {
      return folder / "shared" / "data";
    }
    if (folder == folder.parent_path()) {
      return {};
    }
  }
}

/// All bytes of a file; empty when it cannot be read.
inline std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace mengpaneel::test

/// Ends the test as skipped when shared/data/NAME is not there.
#define MENGPANEEL_NEEDS_SHARED_DATA(name)                                                  \
  do {                                                                                      \
    if (mengpaneel::test::shared_data().empty() ||                                          \
        !std::filesystem::exists(mengpaneel::test::shared_data() / (name))) {               \
      GTEST_SKIP() << "skipped: shared/data/" << (name) << " is not beside the repository"; \
    }                                                                                       \
  } while (false)

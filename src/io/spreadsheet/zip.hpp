// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The members of a zip file in memory, within limits: a file of some kilobytes may unpack to terabytes.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace mengpaneel::io::spreadsheet {

struct ZipLimits {
  std::uint64_t members_max = 4096;
  std::uint64_t member_bytes_max = std::uint64_t{256} << 20U;
  std::uint64_t ratio_max = 1000;  ///< unpacked to packed, of members over a MiB; text packs 5 to 50 times
};

class ZipFile {
 public:
  /// `bytes` must outlive it. Errors: unsafe_file for more members than allowed, not_this_kind_of_file for
  /// what is no zip file.
  [[nodiscard]] static base::Result<ZipFile> open(std::string_view bytes, const std::string& file,
                                                  const ZipLimits& limits = {});
  ZipFile(ZipFile&& other) noexcept;
  ZipFile& operator=(ZipFile&& other) noexcept;
  ~ZipFile();

  [[nodiscard]] bool has(const std::string& member) const;
  /// The member unpacked. Stops where a limit is passed, whatever the file says of its own size. Errors:
  /// not_this_kind_of_file (absent, damaged, encrypted), unsafe_file.
  [[nodiscard]] base::Result<std::string> read(const std::string& member) const;

 private:
  struct Archive;
  explicit ZipFile(std::unique_ptr<Archive> archive);
  std::unique_ptr<Archive> archive_;
};

}  // namespace mengpaneel::io::spreadsheet

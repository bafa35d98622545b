// SPDX-License-Identifier: EUPL-1.2
#include "io/spreadsheet/zip.hpp"

#include <zip.h>

#include <algorithm>
#include <utility>

namespace mengpaneel::io::spreadsheet {

using base::ErrorCode;

struct ZipFile::Archive {
  zip_t* handle = nullptr;
  std::string file;
  ZipLimits limits;

  Archive() = default;
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;
  ~Archive() {
    if (handle != nullptr) {
      zip_discard(handle);
    }
  }
};

namespace {

std::unexpected<base::ErrorList> damaged(const std::string& file, std::string value) {
  return base::fail({.code = ErrorCode::not_this_kind_of_file,
                     .file = file,
                     .value = std::move(value),
                     .expected = "ods, xlsx, CSV"});
}

std::unexpected<base::ErrorList> unsafe(const std::string& file, std::string value, std::uint64_t limit) {
  return base::fail({.code = ErrorCode::unsafe_file,
                     .file = file,
                     .value = std::move(value),
                     .expected = "<= " + std::to_string(limit)});
}

}  // namespace

ZipFile::ZipFile(std::unique_ptr<Archive> archive) : archive_(std::move(archive)) {}
ZipFile::ZipFile(ZipFile&& other) noexcept = default;
ZipFile& ZipFile::operator=(ZipFile&& other) noexcept = default;
ZipFile::~ZipFile() = default;

base::Result<ZipFile> ZipFile::open(std::string_view bytes, const std::string& file,
                                    const ZipLimits& limits) {
  auto archive = std::make_unique<Archive>();
  archive->file = file;
  archive->limits = limits;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) {
    archive->handle = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (archive->handle == nullptr) {
      zip_source_free(source);
    }
  }
  const std::string why = zip_error_strerror(&error);
  zip_error_fini(&error);
  if (archive->handle == nullptr) {
    return damaged(file, "zip: " + why);
  }
  const zip_int64_t members = zip_get_num_entries(archive->handle, 0);
  if (std::cmp_greater(members, limits.members_max)) {
    return unsafe(file, "zip: " + std::to_string(members) + " members", limits.members_max);
  }
  return ZipFile(std::move(archive));
}

bool ZipFile::has(const std::string& member) const {
  return zip_name_locate(archive_->handle, member.c_str(), 0) >= 0;
}

base::Result<std::string> ZipFile::read(const std::string& member) const {
  constexpr std::uint64_t ratio_from_bytes = std::uint64_t{1} << 20U;
  const zip_int64_t index = zip_name_locate(archive_->handle, member.c_str(), 0);
  zip_stat_t status;
  zip_stat_init(&status);
  if (index < 0 || zip_stat_index(archive_->handle, static_cast<zip_uint64_t>(index), 0, &status) != 0) {
    return damaged(archive_->file, member);
  }
  // What the directory says may be a lie, so the limits are held to what comes out.
  const std::uint64_t packed = std::max<std::uint64_t>(status.comp_size, 1);
  const ZipLimits& limits = archive_->limits;
  zip_file_t* const stream = zip_fopen_index(archive_->handle, static_cast<zip_uint64_t>(index), 0);
  if (stream == nullptr) {
    return damaged(archive_->file, member);
  }
  std::string out;
  std::string buffer(std::size_t{64} << 10U, '\0');
  zip_int64_t got = 0;
  while ((got = zip_fread(stream, buffer.data(), buffer.size())) > 0) {
    out.append(buffer, 0, static_cast<std::size_t>(got));
    const bool too_large = out.size() > limits.member_bytes_max;
    if (too_large || (out.size() > ratio_from_bytes && out.size() / packed > limits.ratio_max)) {
      zip_fclose(stream);
      return too_large ? unsafe(archive_->file, member + ": bytes", limits.member_bytes_max)
                       : unsafe(archive_->file, member + ": unpacked / packed", limits.ratio_max);
    }
  }
  zip_fclose(stream);
  if (got < 0) {
    return damaged(archive_->file, member);
  }
  return out;
}

}  // namespace mengpaneel::io::spreadsheet

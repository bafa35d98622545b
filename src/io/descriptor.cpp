// SPDX-License-Identifier: EUPL-1.2
#include "io/descriptor.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace mengpaneel::io {

using base::ErrorCode;

namespace {

/// The most that one write() of Linux takes is a little under 2 GiB.
constexpr std::size_t write_size_max = std::size_t{1} << 30U;

}  // namespace

bool Descriptor::close() {
  const int number = std::exchange(number_, -1);
  return number < 0 || ::close(number) == 0;
}

int Descriptor::release() { return std::exchange(number_, -1); }

base::Error system_error(ErrorCode code, const std::string& path) {
  return {.code = code, .file = path, .value = std::generic_category().message(errno)};
}

std::string temporary_name(const std::string& target) {
  const std::filesystem::path path(target);
  std::string name(".");
  name.append(path.filename().string()).append(".partial-").append(std::to_string(::getpid()));
  return (path.parent_path() / name).string();
}

base::Result<void> write_all(int descriptor, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), std::min(bytes.size(), write_size_max));
    if (written < 0 && errno == EPIPE) {
      return {};
    }
    if (written < 0 && errno != EINTR) {
      return base::fail(system_error(ErrorCode::file_unwritable, path));
    }
    bytes.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
  }
  return {};
}

base::Result<void> write_new_file(const std::string& file, std::string_view bytes, const std::string& path) {
  Descriptor descriptor(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!descriptor.valid()) {
    return base::fail(system_error(ErrorCode::file_unwritable, path));
  }
  base::Result<void> written = write_all(descriptor.get(), bytes, path);
  if (written && (::fsync(descriptor.get()) != 0 || !descriptor.close())) {
    written = base::fail(system_error(ErrorCode::file_unwritable, path));
  }
  return written;
}

base::Result<void> sync_folder(const std::string& folder, const std::string& path) {
  const Descriptor descriptor(
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // EINVAL: a file system that has nothing to sync.
  if (!descriptor.valid() || (::fsync(descriptor.get()) != 0 && errno != EINVAL)) {
    return base::fail(system_error(ErrorCode::file_unwritable, path));
  }
  return {};
}

}  // namespace mengpaneel::io

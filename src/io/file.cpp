// SPDX-License-Identifier: EUPL-1.2
#include "io/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "io/descriptor.hpp"

namespace mengpaneel::io {

using base::ErrorCode;

namespace {

/// Room to begin with where the size is not known beforehand (a pipe).
constexpr std::size_t first_room = std::size_t{64} * 1024;

struct Buffer {
  std::unique_ptr<char[]> data;
  std::size_t size = 0;
  std::size_t room = 0;

  void grow(std::size_t wanted) {
    auto larger = std::make_unique_for_overwrite<char[]>(wanted);
    std::copy_n(data.get(), size, larger.get());
    data = std::move(larger);
    room = wanted;
  }
};

base::Result<FileBytes> read_descriptor(int descriptor, const std::string& path, std::size_t expected_size) {
  Buffer buffer;
  buffer.grow(expected_size + 1);  // one more, so that the end is seen without growing
  for (;;) {
    if (buffer.size == buffer.room) {
      buffer.grow(2 * buffer.room);
    }
    const ssize_t got = ::read(descriptor, buffer.data.get() + buffer.size, buffer.room - buffer.size);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      return base::fail(system_error(ErrorCode::file_unreadable, path));
    }
    if (got == 0) {
      return FileBytes(std::move(buffer.data), buffer.size);
    }
    buffer.size += static_cast<std::size_t>(got);
  }
}

/// What `path` stands for when it is a link, so that a rename replaces the file and not the link.
std::string behind_links(const std::string& path) {
  std::error_code failed;
  const std::filesystem::path real = std::filesystem::canonical(path, failed);
  return failed ? path : real.string();
}

base::Result<void> unwritable(const std::string& path) {
  return base::fail(system_error(ErrorCode::file_unwritable, path));
}

/// A device or a pipe: there is nothing to rename.
base::Result<void> write_device(const std::string& path, std::string_view bytes) {
  Descriptor device(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!device.valid()) {
    return unwritable(path);
  }
  base::Result<void> written = write_all(device.get(), bytes, path);
  return written && !device.close() ? unwritable(path) : written;
}

}  // namespace

base::Result<FileBytes> read_file(const std::string& path) {
  if (path == "-") {
    return read_descriptor(STDIN_FILENO, path, first_room);
  }
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status{};
  if (!file.valid() || ::fstat(file.get(), &status) != 0) {
    const bool missing = errno == ENOENT || errno == ENOTDIR;
    return base::fail(system_error(missing ? ErrorCode::file_missing : ErrorCode::file_unreadable, path));
  }
  const bool regular = S_ISREG(status.st_mode);
  return read_descriptor(file.get(), path, regular ? static_cast<std::size_t>(status.st_size) : first_room);
}

base::Result<void> write_file(const std::string& path, std::string_view bytes) {
  if (path == "-") {
    return write_all(STDOUT_FILENO, bytes, path);
  }
  const std::string target = behind_links(path);
  struct stat status{};
  if (::stat(target.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
    return write_device(path, bytes);
  }
  const std::string temporary = temporary_name(target);
  base::Result<void> written = write_new_file(temporary, bytes, path);
  if (written && ::rename(temporary.c_str(), target.c_str()) != 0) {
    written = unwritable(path);
  }
  if (!written) {
    ::unlink(temporary.c_str());
    return written;
  }
  return sync_folder(std::filesystem::path(target).parent_path().string(), path);
}

}  // namespace mengpaneel::io

// SPDX-License-Identifier: EUPL-1.2
// How a folder appears at once. The files are written into `.NAME.partial-<pid>` beside the target and
// synced. Then one system call puts the folder in its place: rename() onto nothing or an empty folder, and
// with force renameat2(EXCHANGE), which swaps the two names, so that at no moment the target is absent or
// mixed. A file system without it gets two renames, the old folder aside and the new one in; that leaves a
// moment without target.
//
// The temporary folder is locked while its writer lives. What killed runs left is therefore known by its free
// lock, and the next writer of the same target removes it: it holds children's data.

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include "io/descriptor.hpp"
#include "io/file.hpp"

namespace mengpaneel::io {

using base::ErrorCode;
namespace filesystem = std::filesystem;

namespace {

base::Error unwritable(const std::string& path, const std::error_code& why) {
  return {.code = ErrorCode::file_unwritable, .file = path, .value = why.message()};
}

base::Error not_empty(const std::string& path) { return {.code = ErrorCode::folder_not_empty, .file = path}; }

void remove_quietly(const std::string& folder) {
  std::error_code ignored;  // nothing can be done about it here, and the name says what it is
  filesystem::remove_all(folder, ignored);
}

/// Absolute, without links and without a slash at its end: the parent is where the temporary folder belongs.
base::Result<filesystem::path> target_path(const std::string& path) {
  std::error_code failed;
  filesystem::path target = filesystem::weakly_canonical(filesystem::absolute(path, failed), failed);
  if (failed) {
    return base::fail(unwritable(path, failed));
  }
  if (!target.has_filename()) {
    target = target.parent_path();
  }
  return target;
}

/// Removes `.NAME.partial-*` folders whose writers are gone.
void remove_left_over(const filesystem::path& target) {
  std::string prefix(".");
  prefix.append(target.filename().string()).append(".partial-");
  std::error_code failed;
  for (filesystem::directory_iterator entry(target.parent_path(), failed), end; !failed && entry != end;
       entry.increment(failed)) {
    if (!entry->path().filename().string().starts_with(prefix)) {
      continue;
    }
    const Descriptor folder(::open(entry->path().c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (folder.valid() && ::flock(folder.get(), LOCK_EX | LOCK_NB) == 0) {
      remove_quietly(entry->path().string());
    }
  }
}

/// Whether the name still is that of the open folder.
bool stands_at(const Descriptor& open, const std::string& folder) {
  struct stat held{};
  struct stat named{};
  return ::fstat(open.get(), &held) == 0 && ::stat(folder.c_str(), &named) == 0 &&
         held.st_dev == named.st_dev && held.st_ino == named.st_ino;
}

/// Makes and locks the folder; -1 with errno on failure. Between the two another writer may take it for left
/// over, lock it and remove it; then it is made again.
int make_locked_folder(const std::string& folder) {
  constexpr int attempts_max = 1000;
  for (int attempt = 0; attempt < attempts_max; ++attempt) {
    if (::mkdir(folder.c_str(), 0777) != 0 && !(attempt > 0 && errno == EEXIST)) {
      return -1;
    }
    Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor.valid() && errno != ENOENT) {
      return -1;
    }
    if (descriptor.valid() && ::flock(descriptor.get(), LOCK_EX | LOCK_NB) == 0 &&
        stands_at(descriptor, folder)) {
      return descriptor.release();
    }
  }
  return -1;
}

}  // namespace

base::Result<FolderWriter> FolderWriter::open(const std::string& path, bool force) {
  const base::Result<filesystem::path> target = target_path(path);
  if (!target) {
    return std::unexpected(target.error());
  }
  std::error_code failed;
  const filesystem::file_status status = filesystem::status(*target, failed);
  if (filesystem::exists(status) && !filesystem::is_directory(status)) {
    return base::fail(unwritable(path, std::make_error_code(std::errc::not_a_directory)));
  }
  if (filesystem::exists(status) && !filesystem::is_empty(*target, failed) && !failed && !force) {
    return base::fail(not_empty(path));
  }
  filesystem::create_directories(target->parent_path(), failed);
  if (failed) {
    return base::fail(unwritable(path, failed));
  }
  remove_left_over(*target);
  FolderWriter writer;
  writer.target_ = target->string();
  writer.temporary_ = temporary_name(writer.target_);
  writer.force_ = force;
  writer.lock_ = make_locked_folder(writer.temporary_);
  if (writer.lock_ < 0) {
    const base::Error error = system_error(ErrorCode::file_unwritable, path);
    writer.temporary_.clear();  // not ours
    return base::fail(error);
  }
  return writer;
}

FolderWriter::FolderWriter(FolderWriter&& other) noexcept
    : target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, {})),
      lock_(std::exchange(other.lock_, -1)),
      force_(other.force_) {}

FolderWriter::~FolderWriter() {
  if (!temporary_.empty()) {
    remove_quietly(temporary_);
  }
  if (lock_ >= 0) {
    ::close(lock_);
  }
}

base::Result<void> FolderWriter::write(std::string_view name, std::string_view bytes) {
  const std::string shown = (filesystem::path(target_) / name).string();
  return write_new_file((filesystem::path(temporary_) / name).string(), bytes, shown);
}

base::Result<void> FolderWriter::commit() {
  base::Result<void> done = sync_folder(temporary_, target_);
  if (done && ::rename(temporary_.c_str(), target_.c_str()) != 0) {
    const bool occupied = errno == ENOTEMPTY || errno == EEXIST;
    if (!occupied) {
      return base::fail(system_error(ErrorCode::file_unwritable, target_));
    }
    done = force_ ? replace_target() : base::fail(not_empty(target_));
  } else if (done) {
    temporary_.clear();
  }
  if (!done) {
    return done;  // the destructor removes the temporary folder
  }
  return sync_folder(filesystem::path(target_).parent_path().string(), target_);
}

base::Result<void> FolderWriter::replace_target() {
#if defined(RENAME_EXCHANGE)
  if (::renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE) == 0) {
    remove_quietly(std::exchange(temporary_, {}));  // now the old one
    return {};
  }
#endif
  // Not a name that a later writer would clear away: for a moment it is all there is.
  const filesystem::path target(target_);
  std::string name(".");
  name.append(target.filename().string()).append(".old-").append(std::to_string(::getpid()));
  const std::string aside = (target.parent_path() / name).string();
  if (::rename(target_.c_str(), aside.c_str()) != 0) {
    return base::fail(system_error(ErrorCode::file_unwritable, target_));
  }
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) {
    const base::Error error = system_error(ErrorCode::file_unwritable, target_);
    static_cast<void>(::rename(aside.c_str(), target_.c_str()));
    return base::fail(error);
  }
  temporary_.clear();
  remove_quietly(aside);
  return {};
}

}  // namespace mengpaneel::io

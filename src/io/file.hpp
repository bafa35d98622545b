// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Files and folders of the outside world. Whatever is written appears whole, by rename, or not at all: a
// temporary name beside the target, `.NAME.partial-<pid>`, is all that an interrupted run can leave.
//
// Files are read, not mapped: a mapped file that another program shortens kills us with a signal, and reading
// costs 0.1 ns a byte. Everything is synced to the disk before the rename (see file.cpp for the price).

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.hpp"

namespace mengpaneel::io {

/// The bytes of a file, in memory of their own that never moves.
class FileBytes {
 public:
  FileBytes() = default;
  FileBytes(std::unique_ptr<char[]> data, std::size_t size) : data_(std::move(data)), size_(size) {}
  [[nodiscard]] std::string_view view() const { return {data_.get(), size_}; }

 private:
  std::unique_ptr<char[]> data_;
  std::size_t size_ = 0;
};

/// The whole file; `-` is standard input. Errors: file_missing, file_unreadable.
[[nodiscard]] base::Result<FileBytes> read_file(const std::string& path);

/// Writes or replaces one file at once; `-` is standard output. A device or a pipe is written as it is.
/// Errors: file_unwritable.
[[nodiscard]] base::Result<void> write_file(const std::string& path, std::string_view bytes);

/// A folder that is filled under a temporary name and appears under its own at commit().
class FolderWriter {
 public:
  /// Makes the temporary folder, and the folders above the target when they are not there. Errors:
  /// folder_not_empty when the target has anything in it and `force` is false; file_unwritable.
  [[nodiscard]] static base::Result<FolderWriter> open(const std::string& path, bool force);

  FolderWriter(FolderWriter&& other) noexcept;
  FolderWriter& operator=(FolderWriter&&) = delete;
  /// Removes the temporary folder unless commit() succeeded.
  ~FolderWriter();

  /// Adds a file; `name` has no folders in it. Errors: file_unwritable.
  [[nodiscard]] base::Result<void> write(std::string_view name, std::string_view bytes);

  /// Puts the folder in its place. With `force` what was there is exchanged in one step where the file system
  /// can do that, and then removed. Errors: folder_not_empty, file_unwritable; then the target is as it was.
  [[nodiscard]] base::Result<void> commit();

 private:
  FolderWriter() = default;
  [[nodiscard]] base::Result<void> replace_target();

  std::string target_;
  std::string temporary_;  ///< empty: nothing to remove
  int lock_ = -1;          ///< the temporary folder, locked while we live
  bool force_ = false;
};

}  // namespace mengpaneel::io

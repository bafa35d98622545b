// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What file.cpp and folder_writer.cpp share: descriptors that close themselves, and writing that checks every
// step. Nobody else needs it.

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace mengpaneel::io {

/// A file descriptor that is closed at the end of its scope.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { static_cast<void>(close()); }

  [[nodiscard]] bool valid() const { return number_ >= 0; }
  [[nodiscard]] int get() const { return number_; }
  /// False when the system could not keep what was written (a full disk may say so only now).
  [[nodiscard]] bool close();
  [[nodiscard]] int release();

 private:
  int number_;
};

/// The fault of the last system call, with the system's words as its value.
[[nodiscard]] base::Error system_error(base::ErrorCode code, const std::string& path);

/// `.NAME.partial-<pid>` beside `target`.
[[nodiscard]] std::string temporary_name(const std::string& target);

/// All of `bytes`, also where the system takes them in parts. A pipe whose reader went away (`| head`) has
/// had enough: no error. `path` is what errors name.
[[nodiscard]] base::Result<void> write_all(int descriptor, std::string_view bytes, const std::string& path);

/// Makes `file` with `bytes`, synced to the disk; a file of that name is replaced.
[[nodiscard]] base::Result<void> write_new_file(const std::string& file, std::string_view bytes,
                                                const std::string& path);

/// Makes the names in `folder` (empty: the current one) last through a power cut.
[[nodiscard]] base::Result<void> sync_folder(const std::string& folder, const std::string& path);

}  // namespace mengpaneel::io

// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What the use cases ask of the world: a round to read, a folder to write. io implements these on files;
// tests implement them in memory.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "place/round.hpp"
#include "place/rules/rules.hpp"

namespace mengpaneel::app {

struct NamedBytes {
  std::string name;
  std::string bytes;
};

/// A round folder, read and checked.
struct RoundPackage {
  place::Round round;
  place::Rules rules;
  std::string policy_toml;                                   ///< as it is, for the outcome
  std::vector<std::pair<std::string, std::string>> digests;  ///< file name, SHA-256 in hex; by name
  std::vector<std::string> notes;                            ///< columns that nobody uses
};

/// Writes a folder all at once or not at all.
class FolderSink {
 public:
  FolderSink() = default;
  FolderSink(const FolderSink&) = delete;
  FolderSink& operator=(const FolderSink&) = delete;
  virtual ~FolderSink() = default;
  /// The files appear together, by rename. Fails with folder_not_empty or file_unwritable; then nothing is
  /// there.
  [[nodiscard]] virtual base::Result<void> write(const std::vector<NamedBytes>& files) = 0;
};

}  // namespace mengpaneel::app

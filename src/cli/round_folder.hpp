// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Rounds and outcomes on disk, for the use cases of app.

#include <optional>
#include <string>
#include <vector>

#include "app/ports.hpp"
#include "base/error.hpp"
#include "io/file.hpp"
#include "io/round_reader.hpp"

namespace mengpaneel::cli {

/// The bytes of a round folder.
struct RoundBytes {
  std::string folder;
  io::OwnedRoundFiles tables;
  io::FileBytes policy;
  std::optional<io::FileBytes> provenance;  ///< PROVENANCE.txt, of a round that was made up or modelled
};

struct LoadedRound {
  app::RoundPackage package;
  std::string provenance;  ///< the text of PROVENANCE.txt, or empty
};

/// `folder`/`name`
[[nodiscard]] std::string path_in(const std::string& folder, std::string_view name);
[[nodiscard]] bool has_file(const std::string& folder, std::string_view name);

/// Files that are there, with their names without folder: tables, policy.toml and PROVENANCE.txt.
[[nodiscard]] std::vector<std::pair<std::string, std::string_view>> files_of(const RoundBytes& bytes);

[[nodiscard]] base::Result<RoundBytes> read_round(const std::string& folder);
/// Tables and rules together, so that all their faults come at once.
[[nodiscard]] base::Result<LoadedRound> parse_round(const RoundBytes& bytes);
[[nodiscard]] base::Result<LoadedRound> load_round(const std::string& folder);

/// The same errors, with the folder put before the name of a file of a round or an outcome.
[[nodiscard]] base::ErrorList in_folder(const base::ErrorList& errors, const std::string& folder);

/// Puts files in a folder through io::FolderWriter; an interruption leaves nothing.
class DiskFolder final : public app::FolderSink {
 public:
  DiskFolder(std::string path, bool force) : path_(std::move(path)), force_(force) {}
  [[nodiscard]] base::Result<void> write(const std::vector<app::NamedBytes>& files) override;

 private:
  std::string path_;
  bool force_;
};

/// One file, or standard output for `-`.
[[nodiscard]] base::Result<void> write_output_file(const std::string& path, std::string_view bytes);

}  // namespace mengpaneel::cli

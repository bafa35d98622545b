// SPDX-License-Identifier: EUPL-1.2
#include "cli/round_folder.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/hash.hpp"
#include "cli/interrupt.hpp"
#include "io/policy_toml.hpp"

namespace mengpaneel::cli {

using base::ErrorCode;

namespace {

constexpr std::string_view policy_name = "policy.toml";
constexpr std::string_view provenance_name = "PROVENANCE.txt";
/// What errors name without a folder.
constexpr std::array names_in_a_folder{std::string_view("programmes.csv"),  std::string_view("pupils.csv"),
                                       std::string_view("preferences.csv"), std::string_view("claims.csv"),
                                       std::string_view("priorities.csv"),  std::string_view("distances.csv"),
                                       std::string_view("lottery.csv"),     std::string_view("frozen.csv"),
                                       std::string_view("seats.csv"),       policy_name};

const std::array table_members{&io::RoundFiles::programmes,  &io::RoundFiles::pupils,
                               &io::RoundFiles::preferences, &io::RoundFiles::claims,
                               &io::RoundFiles::priorities,  &io::RoundFiles::distances,
                               &io::RoundFiles::lottery};

}  // namespace

std::string path_in(const std::string& folder, std::string_view name) {
  return (std::filesystem::path(folder) / name).string();
}

bool has_file(const std::string& folder, std::string_view name) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(path_in(folder, name), ignored);
}

std::vector<std::pair<std::string, std::string_view>> files_of(const RoundBytes& bytes) {
  std::vector<std::pair<std::string, std::string_view>> files;
  for (const auto member : table_members) {
    const io::RoundFile& file = bytes.tables.files.*member;
    if (file.bytes) {
      files.emplace_back(file.name, *file.bytes);
    }
  }
  files.emplace_back(policy_name, bytes.policy.view());
  if (bytes.provenance) {
    files.emplace_back(provenance_name, bytes.provenance->view());
  }
  std::ranges::sort(files);
  return files;
}

base::ErrorList in_folder(const base::ErrorList& errors, const std::string& folder) {
  base::ErrorList located;
  for (base::Error error : errors.shown()) {
    if (std::ranges::find(names_in_a_folder, error.file) != names_in_a_folder.end()) {
      error.file = path_in(folder, error.file);
    }
    located.add(std::move(error));
  }
  for (std::size_t hidden = errors.shown().size(); hidden < errors.total(); ++hidden) {
    located.add({.code = errors.shown().front().code});  // beyond those shown: counted only
  }
  return located;
}

base::Result<RoundBytes> read_round(const std::string& folder) {
  base::ErrorList errors;
  base::Result<io::OwnedRoundFiles> tables = io::read_round_files(folder);
  if (!tables) {
    return std::unexpected(std::move(tables.error()));
  }
  RoundBytes bytes{.folder = folder, .tables = std::move(*tables), .policy = {}, .provenance = {}};
  base::Result<io::FileBytes> policy = io::read_file(path_in(folder, policy_name));
  if (policy) {
    bytes.policy = std::move(*policy);
  } else {
    errors.append(std::move(policy.error()));
    // What is wrong with the tables is said in the same run.
    if (base::Result<place::Round> round = io::parse_round(bytes.tables.files); !round) {
      errors.append(in_folder(round.error(), folder));
    }
  }
  if (has_file(folder, provenance_name)) {
    base::Result<io::FileBytes> provenance = io::read_file(path_in(folder, provenance_name));
    if (provenance) {
      bytes.provenance = std::move(*provenance);
    } else {
      errors.append(std::move(provenance.error()));
    }
  }
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  return bytes;
}

base::Result<LoadedRound> parse_round(const RoundBytes& bytes) {
  LoadedRound loaded;
  base::ErrorList errors;
  base::Result<place::Round> round = io::parse_round(bytes.tables.files, &loaded.package.notes);
  if (!round) {
    errors.append(std::move(round.error()));
  }
  base::Result<place::Rules> rules = io::parse_policy(bytes.policy.view(), std::string(policy_name));
  if (!rules) {
    errors.append(std::move(rules.error()));
  }
  if (!errors.empty()) {
    return std::unexpected(in_folder(errors, bytes.folder));
  }
  loaded.package.round = std::move(*round);
  loaded.package.rules = std::move(*rules);
  loaded.package.policy_toml = bytes.policy.view();
  for (const auto& [name, content] : files_of(bytes)) {
    loaded.package.digests.emplace_back(name, base::to_hex(base::sha256(content)));
  }
  if (bytes.provenance) {
    loaded.provenance = bytes.provenance->view();
  }
  return loaded;
}

base::Result<LoadedRound> load_round(const std::string& folder) {
  base::Result<RoundBytes> bytes = read_round(folder);
  if (!bytes) {
    return std::unexpected(std::move(bytes.error()));
  }
  return parse_round(*bytes);
}

base::Result<void> DiskFolder::write(const std::vector<app::NamedBytes>& files) {
  const WritingSection section;
  base::Result<io::FolderWriter> folder = io::FolderWriter::open(path_, force_);
  if (!folder) {
    return std::unexpected(std::move(folder.error()));
  }
  for (const app::NamedBytes& file : files) {
    base::Result<void> written = folder->write(file.name, file.bytes);
    if (!written) {
      return written;
    }
    if (WritingSection::is_interrupted()) {
      return {};  // the writer cleans up, then the section ends the program
    }
  }
  return folder->commit();
}

base::Result<void> write_output_file(const std::string& path, std::string_view bytes) {
  const WritingSection section;
  return io::write_file(path, bytes);
}

}  // namespace mengpaneel::cli

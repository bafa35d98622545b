// SPDX-License-Identifier: EUPL-1.2
#include "io/round_reader.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include "io/round/tables.hpp"

namespace mengpaneel::io {

namespace {

using ReadTable = void (*)(const RoundFile&, RoundReading&);

struct Table {
  RoundFile RoundFiles::* file;
  ReadTable read;
  bool required;
};

/// In this order: a table may refer to those before it.
constexpr std::array tables{
    Table{&RoundFiles::programmes, read_programmes, true},
    Table{&RoundFiles::pupils, read_pupils, true},
    Table{&RoundFiles::preferences, read_preferences, true},
    Table{&RoundFiles::claims, read_claims, false},
    Table{&RoundFiles::priorities, read_priorities, false},
    Table{&RoundFiles::distances, read_distances, false},
    Table{&RoundFiles::lottery, read_lottery, false},
};

}  // namespace

void note_ignored_columns(const csv::Reader& reader, std::initializer_list<std::string_view> known,
                          RoundReading& reading) {
  for (const std::string& name : reader.header()) {
    if (std::ranges::find(known, name) == known.end()) {
      reading.ignored_columns.push_back(reader.file() + ": " + name);
    }
  }
}

base::Result<place::Round> parse_round(const RoundFiles& files, std::vector<std::string>* ignored_columns) {
  RoundReading reading;
  for (const Table& table : tables) {
    const RoundFile& file = files.*table.file;
    if (file.bytes) {
      table.read(file, reading);
    } else if (table.required) {
      reading.errors.add({.code = base::ErrorCode::file_missing, .file = file.name});
    }
  }
  if (!reading.errors.empty()) {
    return std::unexpected(std::move(reading.errors));
  }
  if (reading.round.claims.begin.empty()) {
    reading.round.claims.begin.assign(static_cast<std::size_t>(reading.round.pupils.size()) + 1, 0);
  }
  if (ignored_columns != nullptr) {
    *ignored_columns = std::move(reading.ignored_columns);
  }
  return std::move(reading.round);
}

base::Result<OwnedRoundFiles> read_round_files(const std::string& folder) {
  std::error_code failed;
  if (!std::filesystem::is_directory(folder, failed)) {
    return base::fail({.code = base::ErrorCode::file_missing, .file = folder});
  }
  OwnedRoundFiles owned;
  base::ErrorList errors;
  for (const Table& table : tables) {
    RoundFile& file = owned.files.*table.file;
    base::Result<FileBytes> bytes = read_file((std::filesystem::path(folder) / file.name).string());
    if (bytes) {
      owned.owned.push_back(std::make_unique<const FileBytes>(std::move(*bytes)));
      file.bytes = owned.owned.back()->view();
    } else if (bytes.error().shown().front().code != base::ErrorCode::file_missing) {
      errors.append(std::move(bytes.error()));
    }
  }
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  return owned;
}

}  // namespace mengpaneel::io

// SPDX-License-Identifier: EUPL-1.2
#include "app/outcome_of_round.hpp"

#include <algorithm>
#include <utility>

#include "base/hash.hpp"
#include "io/csv/reader.hpp"
#include "io/tables/frozen_tables.hpp"

namespace mengpaneel::app {

namespace {

using base::ErrorCode;

base::Error other_round(std::string file, std::string_view field, std::string_view value) {
  return {.code = ErrorCode::outcome_of_other_round,
          .file = std::move(file),
          .field = std::string(field),
          .value = std::string(value)};
}

/// The rows of one pupil as frozen.csv would have them.
std::string rows_of(const place::Frozen& frozen, std::uint32_t pupil) {
  std::vector<std::uint8_t> only(frozen.table.pupil_count(), 0);
  only[pupil] = 1;
  return io::tables::write_frozen(frozen, only);
}

/// At most as many as an error list shows: each costs a pass over the pupils.
base::ErrorList pupils_that_differ(const place::Frozen& now, const place::Frozen& then,
                                   const std::string& path) {
  base::ErrorList errors;
  for (std::uint32_t pupil = 0; pupil < then.table.pupil_count(); ++pupil) {
    const std::string_view id = then.table.pupils.name(pupil);
    const auto known = now.table.pupils.find(id);
    if (errors.total() < base::ErrorList::shown_max &&
        (!known || rows_of(now, *known) != rows_of(then, pupil))) {
      errors.add(other_round(path, "pupil", id));
    }
  }
  if (errors.empty()) {
    errors.add(other_round(path, "file", "frozen.csv"));
  }
  return errors;
}

}  // namespace

base::Result<io::ReadCertificate> check_outcome_files(const OutcomePackage& outcome) {
  base::ErrorList errors;
  for (const std::string_view name :
       {"certificate.json", "frozen.csv", "placements.csv", "policy.toml", "seats.csv"}) {
    if (!outcome.files.contains(name)) {
      errors.add({.code = ErrorCode::file_missing, .file = outcome.path_of(name)});
    }
  }
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  base::Result<io::ReadCertificate> certificate =
      io::parse_certificate(outcome.bytes_of("certificate.json"), outcome.path_of("certificate.json"));
  if (!certificate) {
    return certificate;
  }
  for (const auto& [name, digest] : certificate->outputs) {
    if (!outcome.files.contains(name)) {
      errors.add({.code = ErrorCode::file_missing, .file = outcome.path_of(name)});
    } else if (base::to_hex(base::sha256(outcome.bytes_of(name))) != digest) {
      errors.add({.code = ErrorCode::outcome_file_differs, .file = outcome.path_of(name)});
    }
  }
  for (const auto& [name, bytes] : outcome.files) {
    const bool is_named =
        std::ranges::any_of(certificate->outputs, [&](const auto& output) { return output.first == name; });
    if (name != "certificate.json" && !is_named) {
      errors.add({.code = ErrorCode::outcome_file_differs, .file = outcome.path_of(name)});
    }
  }
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  return certificate;
}

base::Result<std::vector<std::uint8_t>> find_drawn(const FrozenRound& frozen, const OutcomePackage& outcome) {
  base::ErrorList errors;
  if (frozen.policy_toml != outcome.bytes_of("policy.toml")) {
    errors.add(other_round(outcome.path_of("policy.toml"), "file", "policy.toml"));
  }
  if (frozen.seats_csv != outcome.bytes_of("seats.csv")) {
    errors.add(other_round(outcome.path_of("seats.csv"), "file", "seats.csv"));
  }
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  const std::string_view frozen_csv = outcome.bytes_of("frozen.csv");
  base::Result<place::Frozen> then = io::tables::read_frozen(frozen_csv, frozen.seats_csv);
  if (!then) {
    return std::unexpected(std::move(then.error()));
  }
  const place::Frozen& now = frozen.freeze.frozen;
  std::vector<std::uint8_t> drawn(now.table.pupil_count(), 0);
  for (std::uint32_t pupil = 0; pupil < then->table.pupil_count(); ++pupil) {
    if (const auto known = now.table.pupils.find(then->table.pupils.name(pupil))) {
      drawn[*known] = 1;
    }
  }
  if (io::tables::write_frozen(now, drawn) != frozen_csv) {
    return std::unexpected(pupils_that_differ(now, *then, outcome.path_of("frozen.csv")));
  }
  return drawn;
}

base::ErrorList compare_placements(const place::Frozen& frozen, const std::vector<std::uint32_t>& placed_row,
                                   const OutcomePackage& outcome) {
  const std::string path = outcome.path_of("placements.csv");
  const place::FrozenTable& table = frozen.table;
  base::ErrorList errors;
  io::csv::Reader reader(outcome.bytes_of("placements.csv"), path, errors);
  const io::csv::Column pupil_id = reader.required("pupil_id");
  const io::csv::Column programme_id = reader.required("programme_id");
  const io::csv::Column pool_name = reader.required("pool");
  std::vector<std::uint8_t> is_there(table.pupil_count(), 0);
  const auto& begin = frozen.seats.pool_begin;
  while (reader.next()) {
    const auto pupil = table.pupils.find(reader.text(pupil_id));
    bool is_same = false;
    if (pupil) {
      is_there[*pupil] = 1;
      const std::uint32_t row = placed_row[*pupil];
      const std::uint32_t pool = row == base::none ? base::none : table.row_pool[row];
      is_same = pool == base::none ? reader.text(programme_id).empty()
                                   : reader.text(pool_name) == frozen.seats.pool_name(pool) &&
                                         reader.text(programme_id) ==
                                             frozen.seats.programmes.name(static_cast<std::uint32_t>(
                                                 std::ranges::upper_bound(begin, pool) - begin.begin() - 1));
    }
    if (!is_same) {
      errors.add(other_round(path, "pupil", reader.text(pupil_id)));
    }
  }
  for (std::uint32_t pupil = 0; pupil < is_there.size(); ++pupil) {
    if (is_there[pupil] == 0 && placed_row[pupil] != base::none) {
      errors.add(other_round(path, "pupil", table.pupils.name(pupil)));
    }
  }
  return errors;
}

}  // namespace mengpaneel::app

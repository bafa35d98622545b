// SPDX-License-Identifier: EUPL-1.2
#include "io/counts_reader.hpp"

#include <array>
#include <utility>

#include "io/csv/decimal.hpp"
#include "io/csv/reader.hpp"
#include "io/duo/home_postcodes.hpp"

namespace mengpaneel::io {

namespace {

constexpr double count_max = 1e9;  ///< more pupils than there are
constexpr std::string_view count_expected = "0..1000000000 | <5 | -1";
constexpr std::array<std::string_view, 4> usual_counts{"n", "count", "aantal", "pupils"};

std::string usual_count_column(const csv::Reader& reader, const CountColumns& columns) {
  for (const std::string_view name : usual_counts) {
    if (name != columns.unit && name != columns.group && reader.optional(name) != csv::absent) {
      return std::string(name);
    }
  }
  return {};
}

using Field = std::string duo::HomePostcodeRow::*;

/// The columns of a DUO file by which pupils can be counted.
constexpr std::array<std::pair<std::string_view, Field>, 7> duo_fields{{
    {"VESTIGING", &duo::HomePostcodeRow::school_id},
    {"POSTCODE_LEERLING", &duo::HomePostcodeRow::postcode},
    {"GEMEENTENAAM_LEERLING", &duo::HomePostcodeRow::home_municipality},
    {"GEMEENTENAAM", &duo::HomePostcodeRow::municipality},
    {"DENOMINATIE_VESTIGING", &duo::HomePostcodeRow::denomination},
    {"BEVOEGD_GEZAG_NUMMER", &duo::HomePostcodeRow::board_id},
    {"POSTCODE_VESTIGING", &duo::HomePostcodeRow::school_postcode},
}};

Field duo_field(std::string_view name, const std::string& file, base::ErrorList& errors) {
  std::string known;
  for (const auto& [column, field] : duo_fields) {
    if (column == name) {
      return field;
    }
    known += (known.empty() ? "" : " | ") + std::string(column);
  }
  errors.add({.code = base::ErrorCode::column_missing,
              .file = file,
              .line = 1,
              .field = std::string(name),
              .expected = known});
  return nullptr;
}

base::Result<CountsFile> read_duo(std::string_view bytes, const std::string& file,
                                  const CountColumns& columns) {
  base::ErrorList errors;
  const Field unit = duo_field(columns.unit.empty() ? "VESTIGING" : columns.unit, file, errors);
  const Field group = duo_field(columns.group.empty() ? "POSTCODE_LEERLING" : columns.group, file, errors);
  std::vector<Field> levels;
  for (const std::string& level : columns.levels) {
    levels.push_back(duo_field(level, file, errors));
  }
  const std::vector<duo::HomePostcodeRow> rows = duo::read_home_postcodes(bytes, file, errors);
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  measure::CountsBuilder builder(columns.levels);
  std::vector<std::string_view> values(levels.size());
  for (const duo::HomePostcodeRow& row : rows) {
    if (row.kind != "Bo") {
      continue;
    }
    for (std::size_t level = 0; level < levels.size(); ++level) {
      values[level] = row.*levels[level];
    }
    for (const duo::HomePostcodeCell& cell : row.cells) {
      builder.add(row.*unit, row.*group, values,
                  {static_cast<double>(cell.pupils.low), static_cast<double>(cell.pupils.high)});
    }
  }
  return CountsFile{
      .counts = std::move(builder).build(), .count_column = "LEEFTIJD_*", .duo_postcodes = true};
}

}  // namespace

std::optional<measure::CountInterval> hidden_or_count(std::string_view text, bool decimal_comma) {
  if (text == "-1" || text == "<5") {
    return measure::CountInterval{1.0, 4.0};
  }
  const std::optional<double> number = csv::parse_decimal(text, decimal_comma);
  if (!number || *number < 0.0 || *number > count_max) {
    return std::nullopt;
  }
  return measure::CountInterval{*number, *number};
}

bool is_duo_postcodes(std::string_view bytes) {
  const std::string_view header = bytes.substr(0, bytes.find('\n'));
  return header.contains("POSTCODE_LEERLING") && header.contains("LEEFTIJD_");
}

base::Result<CountsFile> read_counts(std::string_view bytes, const std::string& file,
                                     const CountColumns& columns) {
  if (is_duo_postcodes(bytes)) {
    return read_duo(bytes, file, columns);
  }
  base::ErrorList errors;
  csv::Reader reader(bytes, file, errors);
  CountsFile out;
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  out.count_column = columns.count.empty() ? usual_count_column(reader, columns) : columns.count;
  const csv::Column unit = reader.required(columns.unit);
  const csv::Column group = reader.required(columns.group);
  const csv::Column count = out.count_column.empty() ? csv::absent : reader.required(out.count_column);
  std::vector<csv::Column> levels;
  for (const std::string& level : columns.levels) {
    levels.push_back(reader.required(level));
  }
  measure::CountsBuilder builder(columns.levels);
  std::vector<std::string_view> values(levels.size());
  while (reader.next()) {
    const auto unit_name = reader.identifier(unit);
    const auto group_name = reader.identifier(group);
    bool whole = unit_name && group_name;
    for (std::size_t level = 0; level < levels.size(); ++level) {
      const auto value = reader.identifier(levels[level]);
      whole = whole && value;
      values[level] = value.value_or(std::string_view());
    }
    std::optional<measure::CountInterval> pupils = measure::CountInterval{1.0, 1.0};
    if (count != csv::absent) {
      pupils = hidden_or_count(reader.text(count), reader.decimal_comma());
      if (!pupils) {
        reader.report(base::ErrorCode::not_a_number, count, std::string(count_expected));
      }
    }
    if (whole && pupils) {
      builder.add(*unit_name, *group_name, values, *pupils);
    }
  }
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  out.counts = std::move(builder).build();
  return out;
}

}  // namespace mengpaneel::io

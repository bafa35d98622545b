// SPDX-License-Identifier: EUPL-1.2
#include "io/duo/supply_tables.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "io/coordinate_text.hpp"
#include "io/csv/reader.hpp"
#include "io/csv/writer.hpp"
#include "io/duo/columns.hpp"
#include "io/json.hpp"

namespace mengpaneel::io::duo {

namespace {

using base::ErrorCode;
using simulate::Supply;

constexpr std::uint64_t count_max = 1'000'000'000;

void write_optional_point(csv::Writer& writer, const std::optional<base::GeoPoint>& point) {
  if (point) {
    write_point(writer, *point);
  } else {
    writer.empty().empty();
  }
}

std::string write_schools(const Supply& supply) {
  std::string out = "school_id,name,denomination,board_id,postcode,latitude,longitude,municipality\n";
  csv::Writer writer(out);
  for (const simulate::SupplySchool& school : supply.schools) {
    writer.field(school.school_id).field(school.name).field(school.denomination).field(school.board_id);
    writer.field(school.postcode);
    write_optional_point(writer, school.point);
    writer.field(school.municipality).end_row();
  }
  return out;
}

std::string write_postcodes(const Supply& supply) {
  std::string out = "postcode,municipality,latitude,longitude\n";
  csv::Writer writer(out);
  for (const simulate::SupplyPostcode& entry : supply.postcodes) {
    writer.field(entry.postcode).field(entry.municipality);
    write_optional_point(writer, entry.point);
    writer.end_row();
  }
  return out;
}

std::string write_counts(const Supply& supply) {
  std::string out = "postcode,school_id,age,low,high\n";
  csv::Writer writer(out);
  for (const simulate::SupplyCount& count : supply.counts) {
    writer.field(supply.postcodes[count.postcode].postcode).field(supply.schools[count.school].school_id);
    if (count.age == simulate::age_younger) {
      writer.plain("younger");
    } else if (count.age == simulate::age_older) {
      writer.plain("older");
    } else {
      writer.field(std::uint32_t{count.age});
    }
    writer.field(count.pupils.low).field(count.pupils.high).end_row();
  }
  return out;
}

json::Value texts(const std::vector<std::string>& list) {
  json::Value::Array out;
  for (const std::string& text : list) {
    out.emplace_back(text);
  }
  return out;
}

json::Value interval(simulate::CountInterval interval) {
  return json::Value::Array{interval.low, interval.high};
}

std::string write_report(const Supply& supply, const ImportReport& report) {
  json::Value::Object kinds;
  for (const auto& [kind, rows] : report.rows_by_kind) {
    kinds.push_back({kind, rows});
  }
  return json::write(json::Value::Object{
      {"format", std::uint32_t{1}},
      {"source", supply.source},
      {"reference_date", supply.reference_date},
      {"files", texts(report.files)},
      {"empty_files", texts(report.empty_files)},
      {"rows_read", report.rows_read},
      {"rows_by_kind", std::move(kinds)},
      {"rows", report.rows},
      {"schools", report.schools},
      {"postcodes", report.postcodes},
      {"pupils", interval(report.pupils)},
      {"aged_four", interval(report.aged_four)},
      {"in_own_postcode", interval(report.in_own_postcode)},
      {"cells_not_zero", report.cells_not_zero},
      {"cells_suppressed", report.cells_suppressed},
      {"sites_repeated", report.sites_repeated},
      {"schools_without_site", texts(report.schools_without_site)},
      {"postcodes_without_point", texts(report.postcodes_without_point)},
      {"rows_without_point", report.rows_without_point},
  });
}

/// "younger" and "older" are the open ends; nothing for what is no age.
std::optional<simulate::Age> age_from_text(std::string_view text) {
  if (text == "younger") {
    return simulate::age_younger;
  }
  if (text == "older") {
    return simulate::age_older;
  }
  if (text.empty() || text.size() > 2 || text.front() == '0') {
    return std::nullopt;
  }
  unsigned age = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') {
      return std::nullopt;
    }
    age = age * 10 + static_cast<unsigned>(digit - '0');
  }
  return static_cast<simulate::Age>(age);
}

/// Index by identifier; valid as long as the supply's vectors are not changed.
using Indices = std::map<std::string, std::uint32_t, std::less<>>;

Indices read_schools(const std::string& bytes, const std::string& file, Supply& supply,
                     base::ErrorList& errors) {
  csv::Reader reader(bytes, file, errors);
  const csv::Column id = reader.required("school_id");
  const csv::Column name = reader.required("name");
  const csv::Column denomination = reader.required("denomination");
  const csv::Column board = reader.required("board_id");
  const csv::Column postcode = reader.required("postcode");
  const csv::Column latitude = reader.required("latitude");
  const csv::Column longitude = reader.required("longitude");
  const csv::Column municipality = reader.required("municipality");
  while (reader.next()) {
    if (const auto text = reader.identifier(id)) {
      supply.schools.push_back({std::string(*text), std::string(reader.text(name)),
                                std::string(reader.text(denomination)), std::string(reader.text(board)),
                                std::string(reader.text(postcode)), std::string(reader.text(municipality)),
                                point(reader, latitude, longitude)});
    }
  }
  std::ranges::stable_sort(supply.schools, {}, &simulate::SupplySchool::school_id);
  Indices indices;
  for (const simulate::SupplySchool& school : supply.schools) {
    if (!indices.emplace(school.school_id, static_cast<std::uint32_t>(indices.size())).second) {
      errors.add(
          {.code = ErrorCode::duplicate, .file = file, .field = "school_id", .value = school.school_id});
    }
  }
  return indices;
}

Indices read_postcodes(const std::string& bytes, const std::string& file, Supply& supply,
                       base::ErrorList& errors) {
  csv::Reader reader(bytes, file, errors);
  const csv::Column postcode = reader.required("postcode");
  const csv::Column municipality = reader.required("municipality");
  const csv::Column latitude = reader.required("latitude");
  const csv::Column longitude = reader.required("longitude");
  while (reader.next()) {
    if (const auto text = reader.identifier(postcode)) {
      supply.postcodes.push_back(
          {std::string(*text), std::string(reader.text(municipality)), point(reader, latitude, longitude)});
    }
  }
  std::ranges::stable_sort(supply.postcodes, {}, &simulate::SupplyPostcode::postcode);
  Indices indices;
  for (const simulate::SupplyPostcode& entry : supply.postcodes) {
    if (!indices.emplace(entry.postcode, static_cast<std::uint32_t>(indices.size())).second) {
      errors.add({.code = ErrorCode::duplicate, .file = file, .field = "postcode", .value = entry.postcode});
    }
  }
  return indices;
}

void read_counts(const std::string& bytes, const std::string& file, const Indices& schools,
                 const Indices& postcodes, Supply& supply, base::ErrorList& errors) {
  csv::Reader reader(bytes, file, errors);
  const csv::Column postcode = reader.required("postcode");
  const csv::Column school = reader.required("school_id");
  const csv::Column age = reader.required("age");
  const csv::Column low = reader.required("low");
  const csv::Column high = reader.required("high");
  std::set<std::tuple<std::uint32_t, std::uint32_t, simulate::Age>> seen;
  while (reader.next()) {
    const auto known_postcode = postcodes.find(reader.text(postcode));
    const auto known_school = schools.find(reader.text(school));
    const auto years = age_from_text(reader.text(age));
    const auto least = reader.whole_number(low, 0, count_max);
    const auto most = reader.whole_number(high, 0, count_max);
    if (known_postcode == postcodes.end()) {
      reader.report(ErrorCode::not_an_allowed_word, postcode, "postcodes.csv");
    }
    if (known_school == schools.end()) {
      reader.report(ErrorCode::not_an_allowed_word, school, "schools.csv");
    }
    if (!years) {
      reader.report(ErrorCode::not_an_allowed_word, age, "younger, 1..99, older");
    }
    if (least && most && (*least > *most || *most == 0)) {
      reader.report(ErrorCode::out_of_range, high, "low <= high, high >= 1");
    }
    if (known_postcode == postcodes.end() || known_school == schools.end() || !years || !least || !most) {
      continue;
    }
    if (!seen.emplace(known_postcode->second, known_school->second, *years).second) {
      reader.report(ErrorCode::duplicate, postcode);
    }
    supply.counts.push_back({known_postcode->second, known_school->second, *years, {*least, *most}});
  }
  std::ranges::sort(supply.counts, {}, [](const simulate::SupplyCount& count) {
    return std::tuple(count.postcode, count.school, count.age);
  });
}

void read_report(const std::string& bytes, const std::string& file, Supply& supply, base::ErrorList& errors) {
  base::Result<json::Value> report = json::parse(bytes, file);
  if (!report) {
    errors.append(std::move(report.error()));
    return;
  }
  const auto take = [&](std::string_view key, std::string& out) {
    const json::Value* value = report->find(key);
    if (value == nullptr || value->text() == nullptr) {
      errors.add({.code = ErrorCode::key_missing, .file = file, .field = std::string(key)});
    } else {
      out = *value->text();
    }
  };
  const json::Value* format = report->find("format");
  if (format == nullptr || format->whole_number() != 1) {
    errors.add({.code = ErrorCode::format_unknown, .file = file, .field = "format", .expected = "1"});
  }
  take("source", supply.source);
  take("reference_date", supply.reference_date);
}

}  // namespace

std::vector<std::pair<std::string_view, std::string_view>> files_of(const SupplyTables& tables) {
  return {{"schools.csv", tables.schools_csv},
          {"counts.csv", tables.counts_csv},
          {"postcodes.csv", tables.postcodes_csv},
          {"import.json", tables.import_json}};
}

SupplyTables write_supply(const Import& import) {
  return {.schools_csv = write_schools(import.supply),
          .counts_csv = write_counts(import.supply),
          .postcodes_csv = write_postcodes(import.supply),
          .import_json = write_report(import.supply, import.report)};
}

base::Result<Supply> read_supply(const SupplyTables& tables, const std::string& folder) {
  const std::string prefix = folder.empty() || folder.ends_with('/') ? folder : folder + "/";
  base::ErrorList errors;
  Supply supply;
  const Indices schools = read_schools(tables.schools_csv, prefix + "schools.csv", supply, errors);
  const Indices postcodes = read_postcodes(tables.postcodes_csv, prefix + "postcodes.csv", supply, errors);
  read_counts(tables.counts_csv, prefix + "counts.csv", schools, postcodes, supply, errors);
  read_report(tables.import_json, prefix + "import.json", supply, errors);
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  return supply;
}

}  // namespace mengpaneel::io::duo

// SPDX-License-Identifier: EUPL-1.2
#include "io/open_data/import.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/hash.hpp"
#include "io/open_data/encoding.hpp"
#include "io/open_data/read_table.hpp"
#include "io/open_data/totals.hpp"

namespace mengpaneel::io::open_data {

namespace {

using base::ErrorCode;

class Importer {
 public:
  Importer(const KindRecord& kind, const Options& options) : kind_(kind), options_(options) {
    out_.table.kind = &kind;
    out_.table.definition = definition();
  }

  void add_file(const InputFile& file) {
    if (file.bytes.empty()) {
      out_.report.empty_files.push_back(file.name);
      return;
    }
    FileReport report{.name = file.name, .sha256 = base::to_hex(base::sha256(file.bytes))};
    add_text(file, report);
    out_.report.files.push_back(std::move(report));
  }

  base::Result<Import> finish(const std::vector<InputFile>& files) {
    if (out_.report.empty_files.size() == files.size()) {
      for (const InputFile& file : files) {
        errors_.add({.code = ErrorCode::file_empty, .file = file.name});
      }
    }
    check_repeats();
    if (!errors_.empty()) {
      return std::unexpected(std::move(errors_));
    }
    narrow_by_totals(out_.table, out_.report);
    sort_records(out_.table);
    sum_up();
    return std::move(out_);
  }

 private:
  [[nodiscard]] Definition definition() const {
    Definition out{.definition = std::string(kind_.definition), .geography_year = {}};
    if (options_.geography_year) {
      out.geography_year = std::to_string(*options_.geography_year);
    }
    return out;
  }

  void add_text(const InputFile& file, FileReport& report) {
    TextToRead text{.csv = file.bytes, .name = file.name, .file = file_index(), .year = {}};
    report.encoding = "utf-8";
    if (auto converted = utf8_from_windows_1252(file.bytes)) {
      text.csv = out_.table.keep(std::move(*converted));
      report.encoding = "windows-1252";
    }
    read_table(text, options_, out_.table, report, out_.report, errors_);
  }

  [[nodiscard]] std::uint32_t file_index() const {
    return static_cast<std::uint32_t>(out_.report.files.size());
  }

  /// One year, unit, home postcode and kind of school has one row.
  void check_repeats() {
    std::unordered_map<std::string, const Record*> seen;
    seen.reserve(out_.table.records.size());
    std::string key;
    for (const Record& record : out_.table.records) {
      key.clear();
      for (const Field field :
           {Field::year, Field::site_id, Field::area_id, Field::home_postcode, Field::school_kind}) {
        key.append(record[field]).push_back('\n');
      }
      const auto [first, is_new] = seen.emplace(key, &record);
      if (!is_new) {
        errors_.add({.code = ErrorCode::duplicate,
                     .file = file_name(record),
                     .line = record.line,
                     .field = std::string(field_name(key_field())),
                     .value = std::string(record[key_field()]),
                     .expected = file_name(*first->second) + ":" + std::to_string(first->second->line)});
      }
    }
  }

  [[nodiscard]] Field key_field() const {
    return kind_.unit == Unit::areas ? Field::area_id : Field::site_id;
  }

  [[nodiscard]] std::string file_name(const Record& record) const {
    return out_.report.files[record.file].name;
  }

  void sum_up() {
    Report& report = out_.report;
    report.rows = out_.table.records.size();
    std::set<std::string_view> units;
    std::set<std::string_view> years;
    for (const Record& record : out_.table.records) {
      units.insert(record[key_field()]);
      years.insert(record[Field::year]);
    }
    report.units = units.size();
    report.years.assign(years.begin(), years.end());
    for (const Cell& cell : out_.table.cells) {
      report.pupils += cell.count;
    }
    std::ranges::sort(report.empty_files);
  }

  const KindRecord& kind_;
  const Options& options_;
  Import out_;
  base::ErrorList errors_;
};

}  // namespace

base::Result<Import> import_files(const KindRecord& kind, const std::vector<InputFile>& files,
                                  const Options& options) {
  // By name, so that neither the order on the command line nor that of a folder matters.
  std::vector<InputFile> in_order = files;
  std::ranges::stable_sort(in_order, {}, &InputFile::name);
  Importer importer(kind, options);
  for (const InputFile& file : in_order) {
    importer.add_file(file);
  }
  return importer.finish(files);
}

}  // namespace mengpaneel::io::open_data

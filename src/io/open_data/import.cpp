// SPDX-License-Identifier: EUPL-1.2
#include "io/open_data/import.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/hash.hpp"
#include "io/open_data/area_import.hpp"
#include "io/open_data/encoding.hpp"
#include "io/open_data/mapping.hpp"
#include "io/open_data/postcode_areas.hpp"
#include "io/open_data/read_table.hpp"
#include "io/open_data/sheets.hpp"
#include "io/open_data/totals.hpp"
#include "io/spreadsheet/workbook.hpp"

namespace mengpaneel::io::open_data {

namespace {

using base::ErrorCode;

class Importer {
 public:
  Importer(const KindRecord& kind, const Options& options) : kind_(kind), options_(options) {
    out_.table.kind = &kind;
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
    if (out_.table.definition.definition.empty()) {
      out_.table.definition.definition = kind_.definition;
    }
    check_repeats();
    join_to_areas();
    if (options_.points && kind_.content == Content::areas) {
      out_.postcodes_csv = write_postcodes(options_, areas_, out_.report, errors_);
    }
    if (!errors_.empty()) {
      return std::unexpected(std::move(errors_));
    }
    narrow_by_totals(out_.table, out_.report);
    sort_records(out_.table);
    sum_up();
    return std::move(out_);
  }

 private:
  void add_text(const InputFile& file, FileReport& report) {
    if (kind_.content == Content::areas) {
      Table piece{.kind = &kind_};
      add_areas(file, file_index(), options_, piece, areas_, report, errors_);
      add_table(file.name, std::move(piece));
      return;
    }
    if (spreadsheet::format_of(file.bytes) != spreadsheet::Format::none) {
      add_workbook(file, report);
      return;
    }
    Table piece{.kind = &kind_};
    TextToRead text{.csv = file.bytes, .name = file.name, .file = file_index()};
    report.encoding = "utf-8";
    if (auto converted = utf8_from_windows_1252(file.bytes)) {
      text.csv = piece.keep(std::move(*converted));
      report.encoding = "windows-1252";
    }
    add_piece(text, std::move(piece), report);
  }

  void add_workbook(const InputFile& file, FileReport& report) {
    report.encoding = spreadsheet::format_of(file.bytes) == spreadsheet::Format::ods ? "ods" : "xlsx";
    auto sheets = sheets_with_table(kind_, file, options_);
    if (!sheets) {
      errors_.append(std::move(sheets.error()));
      return;
    }
    for (SheetWithTable& sheet : *sheets) {
      report.sheets.push_back(sheet.name);
      Table piece{.kind = &kind_};
      const TextToRead text{.csv = piece.keep(std::move(sheet.csv)),
                            .name = file.name + "#" + sheet.name,
                            .file = file_index(),
                            .year = sheet.year,
                            .is_sheet = true};
      add_piece(text, std::move(piece), report);
    }
  }

  void add_piece(const TextToRead& text, Table piece, FileReport& report) {
    read_table(text, options_, piece, report, out_.report, errors_);
    add_table(text.name, std::move(piece));
  }

  void add_table(const std::string& name, Table piece) {
    if (piece.records.empty()) {
      return;
    }
    if (out_.table.records.empty()) {
      out_.table = std::move(piece);
      return;
    }
    base::Result<void> joined = join(out_.table, std::move(piece));
    if (!joined) {
      base::Error error = joined.error().shown().front();
      error.file = name;
      errors_.add(std::move(error));
    }
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
      key.append(std::to_string(record.group));
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

  void join_to_areas() {
    if (!options_.areas) {
      return;
    }
    const PostcodeAreas areas =
        read_postcode_areas(options_.areas->bytes, options_.areas->name, out_.table, errors_);
    for (Record& record : out_.table.records) {
      const auto found = areas.find(record[Field::home_postcode]);
      if (found != areas.end()) {
        record[Field::home_area_id] = found->second;
        ++out_.report.rows_joined;
      } else {
        record[Field::home_area_id] = area_not_found;
        ++out_.report.not_joined[std::string(record[Field::home_postcode])];
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
  std::vector<Area> areas_;
  base::ErrorList errors_;
};

}  // namespace

base::Result<Import> import_files(const KindRecord& kind, const std::vector<InputFile>& files,
                                  const Options& options) {
  Options used = options;
  std::shared_ptr<const KindRecord> own_kind;
  if (kind.needs_mapping) {
    if (!options.mapping) {
      return base::fail(
          {.code = ErrorCode::option_missing, .field = "--mapping", .expected = "--mapping MAPPING.toml"});
    }
    const auto mapping = read_mapping(options.mapping->bytes, options.mapping->name, kind);
    if (!mapping) {
      return std::unexpected(mapping.error());
    }
    own_kind = std::shared_ptr<const KindRecord>(*mapping, &(*mapping)->kind);
    used.year = options.year ? options.year : (*mapping)->year;
    used.geography_year = options.geography_year ? options.geography_year : (*mapping)->geography_year;
  }
  // By name, so that neither the order on the command line nor that of a folder matters.
  std::vector<InputFile> in_order = files;
  std::ranges::stable_sort(in_order, {}, &InputFile::name);
  Importer importer(own_kind ? *own_kind : kind, used);
  for (const InputFile& file : in_order) {
    importer.add_file(file);
  }
  base::Result<Import> import = importer.finish(files);
  if (import) {
    import->table.own_kind = own_kind;
  }
  return import;
}

}  // namespace mengpaneel::io::open_data

// SPDX-License-Identifier: EUPL-1.2
#include "io/open_data/table.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "io/csv/writer.hpp"

namespace mengpaneel::io::open_data {

namespace {

base::Result<void> series_break(std::string_view field, const std::string& value,
                                const std::string& expected) {
  return base::fail({.code = base::ErrorCode::series_break,
                     .field = std::string(field),
                     .value = value,
                     .expected = expected});
}

/// Fields that some record fills, other than the year.
std::vector<Field> fields_in_use(const Table& table) {
  std::vector<Field> used;
  for (std::size_t index = 1; index < field_count; ++index) {
    const auto field = static_cast<Field>(index);
    if (std::ranges::any_of(table.records, [&](const Record& record) { return !record[field].empty(); })) {
      used.push_back(field);
    }
  }
  return used;
}

/// The columns that every row of a record begins with.
std::string leading_columns(const Table& table, const Record& record, const std::vector<Field>& fields) {
  std::string out;
  csv::Writer writer(out);
  const std::string_view year = record[Field::year];
  writer.field(year).field(table.definition.definition);
  writer.field(table.definition.geography_year.empty() ? year : table.definition.geography_year);
  for (const Field field : fields) {
    writer.field(record[field]);
  }
  return out;
}

}  // namespace

base::Result<void> check_joinable(const Table& left, const Table& right) {
  if (left.definition.definition != right.definition.definition) {
    return series_break("definition", right.definition.definition, left.definition.definition);
  }
  const bool within_borders = left.kind->unit == Unit::areas || right.kind->unit == Unit::areas;
  if (within_borders && (left.definition.geography_year != right.definition.geography_year ||
                         left.definition.geography_year == borders_not_said)) {
    return series_break("geography_year", right.definition.geography_year, left.definition.geography_year);
  }
  return {};
}

base::Result<void> join(Table& left, Table right) {
  base::Result<void> joinable = check_joinable(left, right);
  if (!joinable) {
    return joinable;
  }
  std::map<std::string, std::uint32_t> known;
  for (std::uint32_t index = 0; index < left.categories.size(); ++index) {
    known.emplace(left.categories[index], index);
  }
  std::vector<std::uint32_t> category_of;
  for (const std::string& category : right.categories) {
    const auto next = static_cast<std::uint32_t>(left.categories.size());
    const auto [place, is_new] = known.emplace(category, next);
    if (is_new) {
      left.categories.push_back(category);
    }
    category_of.push_back(place->second);
  }
  const std::size_t shift = left.cells.size();
  for (Cell& cell : right.cells) {
    cell.category = category_of[cell.category];
  }
  for (Record& record : right.records) {
    record.group = category_of.empty() ? 0 : category_of[record.group];
    record.cells_begin += shift;
    record.cells_end += shift;
  }
  left.cells.insert(left.cells.end(), right.cells.begin(), right.cells.end());
  left.records.insert(left.records.end(), right.records.begin(), right.records.end());
  left.texts.splice(left.texts.end(), right.texts);
  return {};
}

void sort_records(Table& table) { std::ranges::stable_sort(table.records, {}, &Record::fields); }

std::string_view csv_name(Content content) {
  switch (content) {
    case Content::counts:
      return "counts.csv";
    case Content::values:
      return "values.csv";
    case Content::areas:
      return "areas.csv";
    case Content::sites:
      break;
  }
  return "sites.csv";
}

std::string write_csv(const Table& table) {
  std::string out;
  csv::Writer writer(out);
  const std::vector<Field> fields = fields_in_use(table);
  writer.plain("year").plain("definition").plain("geography_year");
  for (const Field field : fields) {
    writer.plain(field_name(field));
  }
  const bool has_cells = table.kind->content == Content::counts || table.kind->content == Content::values;
  if (has_cells) {
    writer.field(table.kind->category_name).plain(table.kind->content == Content::counts ? "count" : "value");
  }
  writer.end_row();
  for (const Record& record : table.records) {
    const std::string leading = leading_columns(table, record, fields);
    if (!has_cells) {
      out.append(leading).push_back('\n');
    }
    for (std::size_t index = record.cells_begin; index < record.cells_end; ++index) {
      const Cell& cell = table.cells[index];
      out.append(leading).push_back(',');
      csv::Writer(out).field(table.categories[cell.category]);
      out.push_back(',');
      if (table.kind->content == Content::counts) {
        append_count(cell.count, out);
      } else {
        out.append(cell.value);
      }
      out.push_back('\n');
    }
  }
  return out;
}

}  // namespace mengpaneel::io::open_data

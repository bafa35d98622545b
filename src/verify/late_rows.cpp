// SPDX-License-Identifier: EUPL-1.2
#include "verify/late_rows.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "verify/canonical_csv.hpp"

namespace mengpaneel::verify {

namespace {

constexpr std::size_t column_count = 14;
constexpr std::size_t pupil_id = 1;

struct Row {
  std::string pupil;
  std::string text;
};

std::vector<Row> read_rows(std::string_view bytes, std::string_view file, std::string_view header,
                           Findings& findings) {
  std::vector<Row> rows;
  CanonicalCsv csv(bytes);
  if (!csv.take_header(header)) {
    findings.add({.code = FindingCode::header_wrong,
                  .file = std::string(file),
                  .line = 1,
                  .expected = std::string(header.substr(0, header.find('\n')))});
    return rows;
  }
  std::array<std::string_view, column_count> fields;
  for (ReadResult result; (result = csv.read(fields)) != ReadResult::end;) {
    if (result == ReadResult::malformed) {
      findings.add({.code = FindingCode::row_malformed, .file = std::string(file), .line = csv.line()});
      continue;
    }
    Row row{std::string(fields[pupil_id]), {}};
    for (std::size_t column = 0; column < column_count; ++column) {
      row.text.append(column == 0 ? "" : ",");
      append_field(row.text, fields.at(column));
    }
    row.text.push_back('\n');
    if (!rows.empty() && rows.back().pupil > row.pupil) {
      findings.add({.code = FindingCode::row_out_of_order,
                    .file = std::string(file),
                    .line = csv.line(),
                    .pupil_id = row.pupil});
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

WholeTable join_late_rows(std::string_view frozen_csv, std::string_view late_csv, Findings& findings) {
  const std::string_view header =
      frozen_csv.substr(0, std::min(frozen_csv.find('\n'), frozen_csv.size() - 1) + 1);
  WholeTable whole;
  if (late_csv == header) {  // nobody entered: nothing to join
    whole.frozen_csv = frozen_csv;
    return whole;
  }
  std::vector<Row> rows = read_rows(frozen_csv, "frozen.csv", header, findings);
  std::set<std::string_view> drawn;
  for (const Row& row : rows) {
    drawn.insert(row.pupil);
  }
  std::vector<Row> late = read_rows(late_csv, "late.csv", header, findings);
  for (const Row& row : late) {
    if (whole.late.insert(row.pupil).second && drawn.contains(row.pupil)) {
      findings.add({.code = FindingCode::frozen_list_contradicts, .file = "late.csv", .pupil_id = row.pupil});
    }
  }
  std::vector<const Row*> sorted;
  for (const std::vector<Row>* part : {&rows, &late}) {
    for (const Row& row : *part) {
      sorted.push_back(&row);
    }
  }
  std::ranges::stable_sort(sorted, {}, [](const Row* row) { return std::string_view(row->pupil); });
  whole.frozen_csv = header;
  for (const Row* row : sorted) {
    whole.frozen_csv += row->text;
  }
  return whole;
}

}  // namespace mengpaneel::verify

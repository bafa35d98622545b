// SPDX-License-Identifier: EUPL-1.2
#include <utility>

#include "io/json.hpp"
#include "io/open_data/import.hpp"

namespace mengpaneel::io::open_data {

namespace {

json::Value interval(CountInterval count) {
  return json::Value::Object{{"low", count.low}, {"high", count.high}};
}

json::Value texts(const std::vector<std::string>& list) {
  json::Value::Array out;
  for (const std::string& text : list) {
    out.emplace_back(text);
  }
  return out;
}

json::Value file_value(const FileReport& file) {
  return json::Value::Object{{"name", file.name},
                             {"sha256", file.sha256},
                             {"encoding", file.encoding},
                             {"sheets", texts(file.sheets)},
                             {"rows_read", file.rows_read},
                             {"rows_passed_over", file.rows_passed_over},
                             {"columns_passed_over", texts(file.columns_passed_over)}};
}

}  // namespace

std::string write_report(const Import& import) {
  const KindRecord& kind = *import.table.kind;
  const Report& report = import.report;
  json::Value::Array files;
  for (const FileReport& file : report.files) {
    files.push_back(file_value(file));
  }
  json::Value::Object not_joined;
  for (const auto& [postcode, rows] : report.not_joined) {
    not_joined.push_back({postcode, rows});
  }
  const Definition& definition = import.table.definition;
  json::Value::Object out{
      {"format", std::uint32_t{1}},
      {"kind", kind.name},
      {"source", kind.source},
      {"reader", kind.tried ? "tried on a real file" : "from the documented layout, untried"},
      {"definition", definition.definition},
      {"geography_year", definition.geography_year.empty() ? json::Value("of each row's year")
                                                           : json::Value(definition.geography_year)},
      {"years", texts(report.years)},
      {"files", std::move(files)},
      {"empty_files", texts(report.empty_files)},
      {"rows", report.rows},
      {"units", report.units}};
  if (kind.content == Content::counts) {
    out.push_back({"pupils", interval(report.pupils)});
    out.push_back({"cells_not_zero", report.cells});
    out.push_back({"cells_suppressed", report.cells_suppressed});
    out.push_back({"rows_with_total", report.rows_with_total});
    out.push_back({"cells_narrowed", report.cells_narrowed});
    out.push_back({"totals_that_do_not_fit", texts(report.totals_that_do_not_fit)});
  } else if (kind.content == Content::values) {
    out.push_back({"cells", report.cells});
    out.push_back({"cells_missing", report.cells_missing});
  }
  if (has_field(kind, Field::home_postcode) || !import.postcodes_csv.empty()) {
    out.push_back({"joined", report.rows_joined});
    out.push_back({"not_joined", std::move(not_joined)});
  }
  return json::write(out);
}

}  // namespace mengpaneel::io::open_data

// SPDX-License-Identifier: EUPL-1.2
#include "io/tables/comparison_tables.hpp"

#include <cstdio>
#include <optional>
#include <string_view>

#include "io/csv/writer.hpp"
#include "io/tables/summary_json.hpp"

namespace mengpaneel::io::tables {

namespace {

class Rows {
 public:
  Rows(std::string& out, const ComparedSummary& compared)
      : writer_(out), mechanism_(compared.mechanism), summary_(*compared.summary) {}

  void write() {
    count("pupils", {}, summary_.pupils);
    count("placed", {}, summary_.placed);
    count("unplaced", {}, summary_.unplaced);
    for (const auto& [rank, placed] : summary_.by_rank) {
      count("by_rank", std::to_string(rank), placed);
    }
    count("blocking_pairs", {}, summary_.blocking_pairs);
    count("wasted_seats", {}, summary_.wasted_seats);
    count("improvable", {}, summary_.improvable);
    number("mean_metres", {}, summary_.mean_metres, "%.1f");
    for (const place::IndexValue& index : summary_.ses_indices) {
      number(index.key, {}, index.value, "%.6f");
    }
    for (const place::GroupCount& group : summary_.by_attribute) {
      if (group.column == "ses") {
        count("ses_pupils", group.value, group.pupils);
        count("ses_placed", group.value, group.placed);
        count("ses_first_choice", group.value, group.first_choice);
      }
    }
    for (const place::BoardCount& board : summary_.by_board) {
      count("board_seats", board.board_id, board.seats);
      count("board_placed", board.board_id, board.placed);
    }
  }

 private:
  void count(std::string_view figure, std::string_view group, std::uint64_t value) {
    writer_.plain(mechanism_).plain(figure).field(group).field(value);
    writer_.end_row();
  }
  void number(std::string_view figure, std::string_view group, std::optional<double> value,
              const char* format) {
    char text[32] = "";
    if (value) {
      std::snprintf(text, sizeof text, format, *value);
    }
    writer_.plain(mechanism_).plain(figure).field(group).plain(text);
    writer_.end_row();
  }

  csv::Writer writer_;
  const std::string& mechanism_;
  const place::Summary& summary_;
};

}  // namespace

std::string write_comparison_csv(std::span<const ComparedSummary> rows) {
  std::string out = "mechanism,figure,group,value\n";
  for (const ComparedSummary& row : rows) {
    Rows(out, row).write();
  }
  return out;
}

std::string write_comparison_json(std::span<const ComparedSummary> rows, bool rehearsal) {
  std::string out = "{\n\"format\": 1,\n\"comparison\": [\n";
  for (const ComparedSummary& row : rows) {
    std::string summary = write_summary(*row.summary, {rehearsal, row.mechanism});
    summary.pop_back();  // the line end
    out.append(summary).append(&row == &rows.back() ? "\n" : ",\n");
  }
  return out.append("]\n}\n");
}

}  // namespace mengpaneel::io::tables

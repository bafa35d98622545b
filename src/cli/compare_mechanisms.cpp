// SPDX-License-Identifier: EUPL-1.2
#include "app/compare_mechanisms.hpp"

#include <array>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/round_folder.hpp"
#include "cli/shared_options.hpp"
#include "cli/terminal.hpp"
#include "cli/usage.hpp"
#include "io/tables/comparison_tables.hpp"

namespace mengpaneel::cli {

using base::texts::format;
using base::texts::TextKey;

namespace {

constexpr std::uint32_t ranks_shown = 3;

base::Result<std::vector<place::Mechanism>> compared_of(const Values& values) {
  std::vector<place::Mechanism> mechanisms;
  const std::string words = values.required("--compare");
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(',', begin), words.size());
    const std::string word = words.substr(begin, end - begin);
    const std::optional<place::Mechanism> mechanism = place::mechanism_from_name(word);
    if (!mechanism) {
      const std::vector<std::string_view> known(place::mechanism_words.begin(), place::mechanism_words.end());
      return base::fail({.code = base::ErrorCode::option_value_invalid,
                         .field = "--compare",
                         .value = word,
                         .expected = joined(known, " | ")});
    }
    mechanisms.push_back(*mechanism);
    begin = end + 1;
  }
  return mechanisms;
}

class ComparisonPage {
 public:
  ComparisonPage(const app::Comparison& comparison, const Session& session)
      : comparison_(comparison), session_(session) {}

  std::string make(const std::string& title) {
    out_.append(printable(title)).append("\n");
    out_.append("  ").append(wrapped(text(TextKey::cli_comparison_same_lists), 2)).append("\n");
    ranks();
    costs();
    attribute_table();
    boards();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string text(TextKey key) const { return format(session_.language, key); }
  [[nodiscard]] std::string number(std::uint64_t count) const { return count_text(count, session_.language); }

  void table(TextKey title, std::vector<std::string> columns, const auto& cells) {
    out_.append("\n").append(text(title)).append("\n");
    std::vector<Table::Column> heads{{"", Align::left}};
    for (std::string& column : columns) {
      heads.push_back({std::move(column), Align::right});
    }
    Table rows(std::move(heads));
    for (const app::ComparedMechanism& row : comparison_.rows) {
      std::vector<std::string> line = cells(row.summary);
      line.insert(line.begin(), place::mechanism_name(row.mechanism));
      rows.add_row(std::move(line));
    }
    out_.append(rows.render());
  }

  void ranks() {
    table(TextKey::cli_comparison_ranks_title,
          {"1", "2", "3", text(TextKey::cli_comparison_later), text(TextKey::cli_place_unplaced)},
          [this](const place::Summary& summary) {
            std::array<std::uint64_t, ranks_shown + 1> placed{};
            for (const auto& [rank, count] : summary.by_rank) {
              placed[std::min(rank, ranks_shown + 1) - 1] += count;
            }
            std::vector<std::string> cells;
            for (std::size_t rank = 0; rank < ranks_shown; ++rank) {
              cells.push_back(percentage(placed[rank], summary.pupils));
            }
            cells.push_back(number(placed[ranks_shown]));
            cells.push_back(number(summary.unplaced));
            return cells;
          });
  }

  void costs() {
    table(TextKey::cli_comparison_costs_title,
          {text(TextKey::cli_comparison_envy), text(TextKey::cli_comparison_waste),
           text(TextKey::cli_comparison_improvable), text(TextKey::cli_comparison_metres), "D", "H"},
          [this](const place::Summary& summary) {
            std::vector<std::string> cells{number(summary.blocking_pairs), number(summary.wasted_seats),
                                           number(summary.improvable)};
            cells.push_back(summary.mean_metres ? decimal_text(*summary.mean_metres, 0, session_.language)
                                                : "–");
            for (const place::IndexValue& index : summary.ses_indices) {
              cells.push_back(index.value ? decimal_text(*index.value, 3, session_.language) : "–");
            }
            return cells;
          });
    out_.append("  ").append(wrapped(text(TextKey::cli_comparison_costs_note), 2)).append("\n");
  }

  /// First choices and placements of each SES band; the applicants are the same in every row.
  void attribute_table() {
    std::vector<std::string> columns;
    for (const place::GroupCount& group : comparison_.rows.front().summary.by_attribute) {
      if (group.column == "ses") {
        columns.push_back(group.value.empty() ? text(TextKey::cli_place_ses_unknown)
                                              : printable(group.value));
      }
    }
    if (columns.empty()) {
      return;
    }
    table(TextKey::cli_comparison_ses_title, columns, [](const place::Summary& summary) {
      std::vector<std::string> cells;
      for (const place::GroupCount& group : summary.by_attribute) {
        if (group.column == "ses") {
          cells.push_back(percentage(group.first_choice, group.pupils) + " / " +
                          percentage(group.placed, group.pupils));
        }
      }
      return cells;
    });
  }

  /// As many boards as fit on a page; all of them are in comparison.csv.
  void boards() {
    constexpr std::size_t boards_max = 6;
    std::vector<std::string> columns;
    for (const place::BoardCount& board : comparison_.rows.front().summary.by_board) {
      if (columns.size() < boards_max) {
        columns.push_back(fitted(printable(board.board_id.empty() ? "–" : board.board_id), 8));
      }
    }
    if (columns.empty()) {
      return;
    }
    table(TextKey::cli_comparison_boards_title, columns, [this](const place::Summary& summary) {
      std::vector<std::string> cells;
      for (const place::BoardCount& board : summary.by_board) {
        if (cells.size() < boards_max) {
          cells.push_back(number(board.placed));
        }
      }
      return cells;
    });
  }

  const app::Comparison& comparison_;
  const Session& session_;
  std::string out_;
};

}  // namespace

base::Result<Answer> run_compare_mechanisms(const Values& values, const Session& session) {
  base::Result<std::vector<place::Mechanism>> mechanisms = compared_of(values);
  base::Result<app::DrawChoice> draw = draw_of(values);
  base::Result<LoadedRound> round = load_round(values.required("ROUND"));
  base::ErrorList errors;
  if (values.text("--mechanism")) {
    errors.add(
        {.code = base::ErrorCode::options_exclude_each_other, .field = "--mechanism", .value = "--compare"});
  }
  errors.append(mechanisms ? base::ErrorList() : std::move(mechanisms.error()));
  errors.append(draw ? base::ErrorList() : std::move(draw.error()));
  errors.append(round ? base::ErrorList() : std::move(round.error()));
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  const base::Result<app::Comparison> comparison =
      app::compare_mechanisms(round->package, *mechanisms, *draw);
  if (!comparison) {
    return std::unexpected(in_folder(comparison.error(), values.required("ROUND")));
  }
  std::vector<io::tables::ComparedSummary> rows;
  for (const app::ComparedMechanism& row : comparison->rows) {
    rows.push_back({place::mechanism_name(row.mechanism), &row.summary});
  }
  const std::string json = io::tables::write_comparison_json(rows, comparison->draw.is_rehearsal());
  if (const std::optional<std::string> out = values.text("--out")) {
    base::Result<void> written =
        DiskFolder(*out, session.force)
            .write({{"comparison.csv", io::tables::write_comparison_csv(rows)}, {"comparison.json", json}});
    if (!written) {
      return std::unexpected(std::move(written.error()));
    }
  }
  if (session.json) {
    return Answer{json};
  }
  return Answer{session.quiet ? std::string()
                              : ComparisonPage(*comparison, session)
                                    .make(round->package.rules.name + " " + round->package.rules.version)};
}

}  // namespace mengpaneel::cli

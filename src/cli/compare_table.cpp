// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cmath>

#include "cli/compare_output.hpp"
#include "cli/terminal.hpp"

namespace mengpaneel::cli {

using base::texts::format;
using base::texts::TextKey;
using measure::Change;
using measure::Undefined;

namespace {

constexpr std::size_t units_shown = 10;
/// A change that the page would show as 0.0000.
constexpr double too_small_to_show = 0.00005;
constexpr double seldom = 0.05;

class Page {
 public:
  Page(const app::Compared& compared, const CompareContext& context)
      : compared_(compared), context_(context) {}

  std::string text() {
    heading(format(language(), TextKey::cli_compare_title,
                   {{"before", printable(compared_.years.front().name)},
                    {"after", printable(compared_.years.back().name)}}));
    if (!compared_.exact()) {
      hidden();
    } else if (!compared_.direct) {
      line(format(language(), measure::text_of(compared_.direct.error())));
    } else {
      whole(*compared_.direct);
      parts(*compared_.direct);
      fit(*compared_.direct);
      schools(*compared_.direct);
    }
    if (compared_.exact()) {
      steps();
      transitions();
    }
    notes();
    return out_;
  }

 private:
  [[nodiscard]] base::texts::Language language() const { return context_.language; }
  [[nodiscard]] std::string decimal(double value, int places = 4) const {
    return decimal_text(value, places, language());
  }
  [[nodiscard]] std::string with_sign(double value) const {
    return std::abs(value) < too_small_to_show ? decimal(0.0) : (value > 0.0 ? "+" : "") + decimal(value);
  }
  [[nodiscard]] std::string number(std::uint64_t count) const { return count_text(count, language()); }

  void heading(const std::string& words) {
    out_ += (out_.empty() ? "" : "\n") + (context_.colour ? "\x1b[1m" + words + "\x1b[0m" : words) + "\n";
  }
  void line(const std::string& words) { out_ += "  " + wrapped(words, 2) + "\n"; }

  /// Where counts are hidden there is only what the change surely lies between.
  void hidden() {
    if (!*compared_.change_of_M) {
      line(format(language(), measure::text_of(compared_.change_of_M->error())));
      return;
    }
    const measure::Bounds& bounds = **compared_.change_of_M;
    line(format(language(), TextKey::cli_compare_bounds,
                {{"low", with_sign(bounds.low)}, {"high", with_sign(bounds.high)}}));
    const TextKey says = bounds.low > 0.0    ? TextKey::cli_compare_surely_up
                         : bounds.high < 0.0 ? TextKey::cli_compare_surely_down
                                             : TextKey::cli_compare_up_or_down;
    line(format(language(), says));
  }

  void whole(const Change& change) {
    std::size_t opened = 0;
    std::size_t closed = 0;
    for (const measure::UnitChange& unit : change.units) {
      opened += unit.presence == measure::Presence::opened ? 1U : 0U;
      closed += unit.presence == measure::Presence::closed ? 1U : 0U;
    }
    line(format(language(), TextKey::cli_compare_counted,
                {{"units", number(change.units_in_both)},
                 {"groups", number(change.groups_in_both)},
                 {"opened", number(opened)},
                 {"closed", number(closed)}}));
    const TextKey says = std::abs(change.M.change()) < too_small_to_show ? TextKey::cli_compare_same
                         : change.M.change() > 0.0                       ? TextKey::cli_compare_up
                                                                         : TextKey::cli_compare_down;
    line(
        format(language(), says, {{"before", decimal(change.M.before)}, {"after", decimal(change.M.after)}}));
  }

  void parts(const Change& change) {
    heading(format(language(), TextKey::cli_compare_parts_title));
    Table table({{""}, {"M", Align::right}, {"H", Align::right}});
    for (std::size_t part = 0; part < measure::change_parts_count; ++part) {
      table.add_row({format(language(), measure::change_parts()[part].name), with_sign(change.M.parts[part]),
                     with_sign(change.H.parts[part])});
    }
    table.add_row({format(language(), TextKey::cli_compare_together), with_sign(change.M.change()),
                   with_sign(change.H.change())});
    out_ += table.render() + "\n";
    for (std::size_t part = 0; part < measure::change_parts_count; ++part) {
      const double value = change.M.parts[part];
      if (std::abs(value) >= too_small_to_show) {
        const measure::ChangePart& words = measure::change_parts()[part];
        line("→ " + format(language(), value > 0.0 ? words.rises : words.falls,
                           {{"value", decimal(std::abs(value))}}));
      }
    }
  }

  void fit(const Change& change) {
    if (!change.convergence.reached || change.sensitivity >= too_small_to_show) {
      line(format(language(), TextKey::cli_compare_not_reached,
                  {{"error", decimal(100.0 * change.convergence.error, 6)},
                   {"difference", decimal(change.sensitivity, 6)}}));
    } else {
      line(format(language(), TextKey::cli_compare_reached, {{"steps", number(change.convergence.steps)}}));
    }
  }

  [[nodiscard]] std::string presence(measure::Presence presence) const {
    return presence == measure::Presence::opened   ? format(language(), TextKey::cli_compare_new)
           : presence == measure::Presence::closed ? format(language(), TextKey::cli_compare_gone)
                                                   : std::string();
  }

  void schools(const Change& change) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t unit = 0; unit < change.units.size(); ++unit) {
      if (std::abs(change.units[unit].M.change()) >= too_small_to_show) {
        order.push_back(unit);
      }
    }
    if (order.empty()) {
      return;
    }
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](std::uint32_t unit) { return std::abs(change.units[unit].M.change()); });
    heading(format(language(), TextKey::cli_compare_schools_title));
    line(format(language(), TextKey::cli_compare_schools_meaning));
    Table table({{format(language(), TextKey::cli_compare_school)},
                 {format(language(), TextKey::cli_compare_change), Align::right},
                 {format(language(), TextKey::cli_compare_of_structure), Align::right},
                 {""}});
    for (std::size_t place = 0; place < std::min(units_shown, order.size()); ++place) {
      const measure::UnitChange& unit = change.units[order[place]];
      table.add_row({printable(compared_.units.name(order[place])), with_sign(unit.M.change()),
                     with_sign(unit.M.parts[0]), presence(unit.presence)});
    }
    out_ += table.render();
  }

  void steps() {
    if (compared_.steps.size() < 2) {
      return;
    }
    heading(format(language(), TextKey::cli_compare_steps_title));
    line(format(language(), TextKey::cli_compare_steps_meaning));
    std::vector<Table::Column> columns{{""}, {"M", Align::right}};
    for (const measure::ChangePart& part : measure::change_parts()) {
      columns.push_back({format(language(), part.heading), Align::right});
    }
    Table table(std::move(columns));
    measure::IndexChange sum;
    bool whole = true;
    for (std::size_t step = 0; step < compared_.steps.size(); ++step) {
      const std::string name = printable(compared_.years[step + 1].name);
      if (!compared_.steps[step]) {
        table.add_row({name, "–", "–", "–", "–", "–", "–"});
        whole = false;
        continue;
      }
      const measure::IndexChange& change = compared_.steps[step]->M;
      step_row(table, name, change);
      sum.after += change.change();
      for (std::size_t part = 0; part < measure::change_parts_count; ++part) {
        sum.parts[part] += change.parts[part];
      }
    }
    if (whole) {
      step_row(table, format(language(), TextKey::cli_compare_together), sum);
    }
    if (compared_.direct) {
      step_row(table, format(language(), TextKey::cli_compare_direct), compared_.direct->M);
    }
    out_ += table.render();
  }

  void step_row(Table& table, const std::string& name, const measure::IndexChange& change) const {
    std::vector<std::string> cells{name, with_sign(change.change())};
    for (const double part : change.parts) {
      cells.push_back(with_sign(part));
    }
    table.add_row(std::move(cells));
  }

  void transitions() {
    for (const app::GroupTransition& of_group : compared_.transitions) {
      heading(
          format(language(), TextKey::cli_compare_moves_title,
                 {{"group", printable(compared_.groups.name(static_cast<std::uint32_t>(of_group.group)))}}));
      if (!of_group.table) {
        line(format(language(), measure::text_of(of_group.table.error())));
      } else {
        moves(*of_group.table);
      }
    }
  }

  void moves(const measure::Transition& moves) {
    constexpr std::array<TextKey, measure::deviations> names{
        TextKey::cli_compare_below, TextKey::cli_compare_within, TextKey::cli_compare_above};
    line(format(language(), TextKey::cli_compare_moves_meaning,
                {{"points", decimal(100.0 * context_.threshold, 0)}}));
    std::vector<Table::Column> columns{{format(language(), TextKey::cli_compare_before_after)}};
    for (const TextKey name : names) {
      columns.push_back({format(language(), name), Align::right});
    }
    Table table(std::move(columns));
    for (std::size_t from = 0; from < measure::deviations; ++from) {
      std::vector<std::string> cells{format(language(), names[from])};
      for (const measure::TransitionCell& cell : moves.cells[from]) {
        cells.push_back(number(cell.units) + " (" + decimal(cell.noise_low, 0) + "–" +
                        decimal(cell.noise_high, 0) + ")");
      }
      table.add_row(std::move(cells));
    }
    out_ += table.render() + "\n";
    line("→ " + format(language(), TextKey::cli_compare_moved,
                       {{"moved", number(moves.moved.units)},
                        {"low", decimal(moves.moved.noise_low, 0)},
                        {"high", decimal(moves.moved.noise_high, 0)}}));
    line(format(language(), moves.p_value < seldom ? TextKey::cli_compare_more_than_noise
                                                   : TextKey::cli_compare_maybe_noise));
  }

  void notes() {
    if (context_.notes.empty()) {
      return;
    }
    heading(format(language(), TextKey::cli_measure_notes));
    for (const std::string& note : context_.notes) {
      out_ += "  " + wrapped(printable(note), 2) + "\n";
    }
  }

  const app::Compared& compared_;
  const CompareContext& context_;
  std::string out_;
};

}  // namespace

std::string compared_table(const app::Compared& compared, const CompareContext& context) {
  return Page(compared, context).text();
}

}  // namespace mengpaneel::cli

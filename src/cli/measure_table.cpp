// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cmath>

#include "cli/measure_output.hpp"
#include "cli/terminal.hpp"

namespace mengpaneel::cli {

using base::texts::format;
using base::texts::TextKey;
using measure::IndexValue;
using measure::Shape;

namespace {

constexpr std::size_t sentences_by_group_max = 8;
constexpr std::size_t units_shown = 10;

class Page {
 public:
  Page(const app::Measured& measured, const MeasureContext& context)
      : measured_(measured), context_(context) {}

  std::string text() {
    heading(format(language(), TextKey::cli_measure_title, {{"file", printable(context_.file)}}));
    counted();
    for (const app::Figure& figure : measured_.figures) {
      figure_lines(figure);
    }
    levels();
    ordered();
    schools();
    if (!context_.notes.empty()) {
      heading(format(language(), TextKey::cli_measure_notes));
      for (const std::string& note : context_.notes) {
        out_ += "  " + wrapped(printable(note), 2) + "\n";
      }
    }
    return out_;
  }

 private:
  [[nodiscard]] base::texts::Language language() const { return context_.language; }
  [[nodiscard]] std::string decimal(double value, int places = 3) const {
    return decimal_text(value, places, language());
  }

  void heading(const std::string& words) {
    out_ += (out_.empty() ? "" : "\n") + (context_.colour ? "\x1b[1m" + words + "\x1b[0m" : words) + "\n";
  }
  void line(const std::string& words) { out_ += "  " + wrapped(words, 2) + "\n"; }

  [[nodiscard]] std::string whole(double count) const {
    return count_text(static_cast<std::uint64_t>(std::llround(count)), language());
  }

  void counted() {
    const measure::IntervalTable& table = measured_.intervals;
    const std::string units = count_text(measured_.counts.units.size(), language());
    const std::string groups = count_text(measured_.counts.groups.size(), language());
    if (table.exact()) {
      line(format(language(), TextKey::cli_measure_counted,
                  {{"pupils", whole(table.low.total())}, {"units", units}, {"groups", groups}}));
    } else {
      line(format(language(), TextKey::cli_measure_counted_between,
                  {{"low", whole(table.low.total())},
                   {"high", whole(table.high.total())},
                   {"units", units},
                   {"groups", groups},
                   {"cells", count_text(table.hidden_cells, language())}}));
    }
  }

  /// 0.42; or between 0.31 and 0.55; or 0.42 (0.40 to 0.44).
  [[nodiscard]] std::string shown(const app::Figure& figure, std::size_t place, double factor) const {
    const int places = factor > 1.0 ? 0 : 3;
    if (!figure.bounds.empty() && figure.bounds[place]) {
      return format(language(), TextKey::cli_measure_between,
                    {{"low", decimal(figure.bounds[place]->low * factor, places)},
                     {"high", decimal(figure.bounds[place]->high * factor, places)}});
    }
    return decimal(*figure.values[place] * factor, places);
  }

  void figure_lines(const app::Figure& figure) {
    const bool pairs = figure.index->shape == Shape::by_pair;
    const std::size_t groups = measured_.counts.groups.size();
    if (pairs && groups * groups > sentences_by_group_max * 2) {
      return;  // all pairs are in the other formats
    }
    heading(format(language(), figure.index->name));
    line(format(language(), figure.index->meaning));
    std::size_t lines = 0;
    for (std::size_t place = 0; place < figure.values.size(); ++place) {
      const ValuePlace at = place_of(measured_, figure, place);
      if (!at.other.empty() && (at.group == at.other || (figure.index->unevenness && at.group > at.other))) {
        continue;
      }
      if (++lines > sentences_by_group_max) {
        line(format(language(), TextKey::cli_measure_more,
                    {{"count", count_text(figure.values.size() - sentences_by_group_max, language())}}));
        break;
      }
      sentence(figure, place, at);
    }
  }

  void sentence(const app::Figure& figure, std::size_t place, const ValuePlace& at) {
    const IndexValue& value = figure.values[place];
    const std::string group = at.group.empty() && figure.index->shape == Shape::two_groups
                                  ? std::string(measured_.counts.groups.name(0))
                                  : std::string(at.group);
    if (!value) {
      line((group.empty() ? "" : printable(group) + ": ") +
           format(language(), measure::text_of(value.error())));
      return;
    }
    std::string words = "→ " + format(language(), figure.index->sentence,
                                      {{"value", shown(figure, place, 1.0)},
                                       {"percent", shown(figure, place, 100.0)},
                                       {"group", printable(group)},
                                       {"other", printable(std::string(at.other))}});
    words += " [" + shown(figure, place, 1.0) + "]";
    if (!figure.uncertainty.empty() && figure.uncertainty[place]) {
      const measure::Uncertainty& spread = *figure.uncertainty[place];
      words += " " + format(language(), TextKey::cli_measure_spread,
                            {{"low", decimal(spread.low)}, {"high", decimal(spread.high)}});
    }
    line(words);
  }

  void levels() {
    if (measured_.within && *measured_.within) {
      const measure::Decomposition& parts = **measured_.within;
      heading(format(language(), TextKey::cli_measure_within_title,
                     {{"level", printable(measured_.counts.levels.front().name)}}));
      const double all = parts.between_M + parts.within_M;
      line(format(language(), TextKey::cli_measure_within,
                  {{"between", percent(parts.between_M, all)}, {"inside", percent(parts.within_M, all)}}));
    }
    if (measured_.nested && *measured_.nested) {
      heading(format(language(), TextKey::cli_measure_nested_title));
      const std::vector<measure::LevelTerm>& terms = **measured_.nested;
      double all = 0.0;
      for (const measure::LevelTerm& term : terms) {
        all += term.M;
      }
      const std::size_t first = measured_.within ? 1 : 0;
      Table table({{""}, {"M", Align::right}, {"H", Align::right}, {"%", Align::right}});
      for (std::size_t term = 0; term < terms.size(); ++term) {
        table.add_row({term + 1 == terms.size() ? format(language(), TextKey::cli_measure_units)
                                                : printable(measured_.counts.levels[first + term].name),
                       decimal(terms[term].M), decimal(terms[term].H), percent(terms[term].M, all)});
      }
      out_ += table.render();
    }
  }

  [[nodiscard]] std::string percent(double part, double all) const {
    return all > 0.0 ? decimal(100.0 * part / all, 0) : "–";
  }

  void ordered() {
    if (!measured_.ordered || !measured_.ordered->H) {
      return;
    }
    heading(format(language(), TextKey::cli_measure_ordered_title));
    line(format(language(), TextKey::cli_measure_ordered,
                {{"information", decimal(measured_.ordered->H->index)},
                 {"variance", decimal(measured_.ordered->R ? measured_.ordered->R->index : 0.0)}}));
  }

  /// The schools that differ most from the whole.
  void schools() {
    std::vector<std::uint32_t> order;
    for (std::uint32_t unit = 0; unit < measured_.units.size(); ++unit) {
      if (measured_.units[unit].part_of_D) {
        order.push_back(unit);
      }
    }
    if (order.size() < 2) {
      return;
    }
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](std::uint32_t unit) { return *measured_.units[unit].part_of_D; });
    double all = 0.0;
    for (const std::uint32_t unit : order) {
      all += *measured_.units[unit].part_of_D;
    }
    heading(format(language(), TextKey::cli_measure_schools_title));
    if (!measured_.intervals.exact()) {
      line(format(language(), TextKey::cli_measure_schools_middle));
    }
    Table table({{format(language(), TextKey::cli_measure_units)},
                 {format(language(), TextKey::cli_measure_pupils), Align::right},
                 {format(language(), TextKey::cli_measure_part), Align::right}});
    for (std::size_t place = 0; place < std::min(units_shown, order.size()); ++place) {
      const std::uint32_t unit = order[place];
      table.add_row({printable(measured_.counts.units.name(unit)),
                     whole(measured_.table.of(measure::UnitIndex{unit})),
                     (all > 0.0 ? decimal(100.0 * *measured_.units[unit].part_of_D / all, 1) : "0") + "%"});
    }
    out_ += table.render();
  }

  const app::Measured& measured_;
  const MeasureContext& context_;
  std::string out_;
};

}  // namespace

std::string measured_table(const app::Measured& measured, const MeasureContext& context) {
  return Page(measured, context).text();
}

}  // namespace mengpaneel::cli

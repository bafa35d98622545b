// SPDX-License-Identifier: EUPL-1.2
#include <array>
#include <charconv>

#include "base/json_writer.hpp"
#include "cli/measure_output.hpp"
#include "io/csv/writer.hpp"

namespace mengpaneel::cli {

using measure::IndexValue;
using measure::Shape;
using measure::Undefined;

namespace {

/// Enough to add terms up to 1e-12.
constexpr int decimals = 15;
/// Location quotients of [units x groups] up to so many groups.
constexpr std::uint32_t quotient_groups_max = 64;

std::string_view group_name(const app::Measured& measured, std::size_t group) {
  return measured.counts.groups.name(static_cast<std::uint32_t>(group));
}

class Writer {
 public:
  Writer(const app::Measured& measured, const MeasureContext& context, std::string& out)
      : measured_(measured), context_(context), json_(out) {}

  void write() {
    json_.begin_object();
    about();
    for (const app::Figure& figure : measured_.figures) {
      json_.key(figure.index->key);
      values(figure);
    }
    against_the_rest();
    closed_form();
    if (measured_.ordered) {
      ordered(*measured_.ordered);
    }
    if (measured_.within) {
      within();
    }
    if (measured_.nested) {
      nested();
    }
    local();
    json_.end_object();
  }

 private:
  void about() {
    json_.key("units").number(measured_.counts.units.size());
    json_.key("groups").begin_array();
    for (std::uint32_t group = 0; group < measured_.counts.groups.size(); ++group) {
      json_.text(group_name(measured_, group));
    }
    json_.end_array();
    const measure::IntervalTable& table = measured_.intervals;
    json_.key("pupils");
    if (table.exact()) {
      json_.decimal(table.low.total(), 0);
    } else {
      json_.begin_row().key("bounds").begin_array();
      json_.decimal(table.low.total(), 0).decimal(table.high.total(), 0).end_array().end_object();
    }
    json_.key("hidden_cells").number(table.hidden_cells);
    json_.key("notes").begin_array();
    for (const std::string& note : context_.notes) {
      json_.text(note);
    }
    json_.end_array();
  }

  void undefined(Undefined reason) {
    json_.begin_row().key("value").null().key("reason").text(measure::name_of(reason)).end_object();
  }

  void plain(const IndexValue& value) {
    if (value) {
      json_.decimal(*value, decimals);
    } else {
      undefined(value.error());
    }
  }

  void value(const app::Figure& figure, std::size_t place) {
    const IndexValue& value = figure.values[place];
    const bool bounded = !figure.bounds.empty();
    const bool uncertain = !figure.uncertainty.empty() && figure.uncertainty[place].has_value();
    if (!value || (!bounded && !uncertain)) {
      plain(value);
      return;
    }
    json_.begin_row().key("value").decimal(*value, decimals);
    if (uncertain) {
      const measure::Uncertainty& spread = *figure.uncertainty[place];
      json_.key("se").decimal(spread.se, decimals).key("bias").decimal(spread.bias, decimals);
      json_.key("low").decimal(spread.low, decimals).key("high").decimal(spread.high, decimals);
      json_.key("level").decimal(context_.level, 2);
    }
    if (bounded && figure.bounds[place]) {
      const measure::Bounds& bounds = *figure.bounds[place];
      json_.key("bounds").begin_array();
      json_.decimal(bounds.low, decimals).decimal(bounds.high, decimals).end_array();
      json_.key("bounds_are").text(bounds.exact ? "exact" : "outer");
      json_.key("value_at").text("middle");
    }
    json_.end_object();
  }

  void values(const app::Figure& figure) {
    const std::size_t groups = measured_.counts.groups.size();
    if (figure.values.size() == 1 && figure.index->shape != Shape::by_group) {
      value(figure, 0);
      return;
    }
    json_.begin_object();
    const bool pairs = figure.index->shape == Shape::by_pair;
    for (std::size_t group = 0; group < groups; ++group) {
      json_.key(group_name(measured_, group));
      if (!pairs) {
        value(figure, group);
        continue;
      }
      json_.begin_object();
      for (std::size_t other = 0; other < groups; ++other) {
        if (group != other || !figure.index->unevenness) {
          json_.key(group_name(measured_, other));
          value(figure, group * groups + other);
        }
      }
      json_.end_object();
    }
    json_.end_object();
  }

  /// D, gini and H of each group, beside those of all groups together.
  void against_the_rest() {
    if (measured_.counts.groups.size() < 3 || measured_.counts.groups.size() > quotient_groups_max) {
      return;
    }
    json_.key("against_the_rest").begin_object();
    for (std::uint32_t group = 0; group < measured_.counts.groups.size(); ++group) {
      const measure::ContingencyTable table = measured_.table.against_the_rest(measure::GroupIndex{group});
      json_.key(group_name(measured_, group)).begin_row();
      for (const std::string_view key : {"D", "gini", "H", "M"}) {
        json_.key(key);
        plain(measure::evaluate(*measure::find_index(key), table).front());
      }
      json_.end_object();
    }
    json_.end_object();
  }

  void closed_form() {
    json_.key("closed_form").begin_row().key("M_se");
    plain(measured_.se_of_M);
    json_.key("M_bias");
    plain(measured_.bias_of_M);
    json_.end_object();
  }

  void ordered(const app::Ordered& ordered) {
    constexpr std::array names{"H", "R", "S", "L"};
    json_.key("ordinal").begin_row();
    for (std::size_t kind = 0; kind < names.size(); ++kind) {
      json_.key(names.at(kind));
      plain(ordered.ordinal.at(kind));
    }
    json_.end_object();
    json_.key("rank_order").begin_object();
    for (const auto& [name, found] : {std::pair{"H", &ordered.H}, std::pair{"R", &ordered.R}}) {
      json_.key(name);
      if (!*found) {
        undefined(found->error());
        continue;
      }
      json_.begin_row().key("value").decimal((*found)->index, decimals);
      for (const auto& [label, p] : {std::pair{"p10", 0.1}, std::pair{"p50", 0.5}, std::pair{"p90", 0.9}}) {
        json_.key(label).decimal((*found)->at(p), decimals);
      }
      json_.end_object();
    }
    json_.end_object();
  }

  void both(double M, double H) { json_.key("M").decimal(M, decimals).key("H").decimal(H, decimals); }

  void within() {
    const measure::Level& level = measured_.counts.levels.front();
    json_.key("within").begin_object().key("by").text(level.name);
    if (!*measured_.within) {
      json_.key("value").null().key("reason").text(measure::name_of(measured_.within->error())).end_object();
      return;
    }
    const measure::Decomposition& parts = **measured_.within;
    json_.key("between").begin_row();
    both(parts.between_M, parts.between_H);
    json_.end_object().key("within").begin_row();
    both(parts.within_M, parts.within_H);
    json_.end_object().key("parts").begin_object();
    for (std::uint32_t part = 0; part < level.parts.size(); ++part) {
      const measure::PartInside& inside = parts.parts[part];
      json_.key(level.parts.name(part)).begin_row().key("M");
      plain(inside.M);
      json_.key("p").decimal(inside.share, decimals).key("H");
      plain(inside.H);
      json_.key("ent_ratio").decimal(inside.entropy_ratio, decimals).end_object();
    }
    json_.end_object().end_object();
  }

  void nested() {
    json_.key("nested");
    if (!*measured_.nested) {
      undefined(measured_.nested->error());
      return;
    }
    const std::vector<measure::LevelTerm>& terms = **measured_.nested;
    const std::size_t first = measured_.within ? 1 : 0;
    json_.begin_array();
    for (std::size_t term = 0; term < terms.size(); ++term) {
      json_.begin_row().key("level");
      json_.text(term + 1 == terms.size() ? "unit" : measured_.counts.levels[first + term].name);
      both(terms[term].M, terms[term].H);
      json_.end_object();
    }
    json_.end_array();
  }

  void locals(const base::IdTable& names, const std::vector<measure::LocalSegregation>& locals, bool units) {
    json_.begin_object();
    const std::uint32_t groups = measured_.counts.groups.size();
    for (std::uint32_t place = 0; place < names.size(); ++place) {
      const measure::LocalSegregation& local = locals[place];
      json_.key(names.name(place)).begin_row().key("share").decimal(local.share, decimals).key("M");
      plain(local.M);
      json_.key("H");
      plain(local.H);
      json_.key("part_of_D");
      plain(local.part_of_D);
      if (units && groups <= quotient_groups_max) {
        json_.key("location_quotients").begin_row();
        for (std::uint32_t group = 0; group < groups; ++group) {
          json_.key(group_name(measured_, group));
          plain(measure::location_quotient(measured_.table, measure::UnitIndex{place},
                                           measure::GroupIndex{group}));
        }
        json_.end_object();
      }
      json_.end_object();
    }
    json_.end_object();
  }

  void local() {
    json_.key("local").begin_object().key("groups");
    locals(measured_.counts.groups, measured_.groups, false);
    json_.key("units");
    locals(measured_.counts.units, measured_.units, true);
    json_.end_object();
  }

  const app::Measured& measured_;
  const MeasureContext& context_;
  base::JsonWriter json_;
};

std::string number(double value) {
  std::array<char, 400> digits{};
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(),
                                       value == 0.0 ? 0.0 : value, std::chars_format::fixed, decimals)
                             .ptr};
}

}  // namespace

ValuePlace place_of(const app::Measured& measured, const app::Figure& figure, std::size_t place) {
  const std::size_t groups = measured.counts.groups.size();
  if (figure.index->shape == Shape::by_pair && figure.values.size() == groups * groups) {
    return {group_name(measured, place / groups), group_name(measured, place % groups)};
  }
  if (figure.values.size() == groups && figure.index->shape != Shape::whole) {
    return {group_name(measured, place), {}};
  }
  return {};
}

std::string measured_json(const app::Measured& measured, const MeasureContext& context) {
  std::string out;
  Writer(measured, context, out).write();
  return out + "\n";
}

std::string measured_csv(const app::Measured& measured) {
  std::string out = "index,group,other,value,se,bias,low,high,min,max,reason\n";
  io::csv::Writer csv(out);
  const auto optional = [&](bool there, double value) {
    if (there) {
      csv.plain(number(value));
    } else {
      csv.empty();
    }
  };
  for (const app::Figure& figure : measured.figures) {
    for (std::size_t place = 0; place < figure.values.size(); ++place) {
      const ValuePlace at = place_of(measured, figure, place);
      if (figure.index->unevenness && !at.other.empty() && at.group == at.other) {
        continue;
      }
      const IndexValue& value = figure.values[place];
      csv.plain(figure.index->key).field(at.group).field(at.other);
      optional(value.has_value(), value.value_or(0.0));
      const bool uncertain = !figure.uncertainty.empty() && figure.uncertainty[place].has_value();
      const measure::Uncertainty spread = uncertain ? *figure.uncertainty[place] : measure::Uncertainty{};
      for (const double part : {spread.se, spread.bias, spread.low, spread.high}) {
        optional(uncertain, part);
      }
      const bool bounded = !figure.bounds.empty() && figure.bounds[place].has_value();
      optional(bounded, bounded ? figure.bounds[place]->low : 0.0);
      optional(bounded, bounded ? figure.bounds[place]->high : 0.0);
      csv.plain(value ? std::string_view() : measure::name_of(value.error()));
      csv.end_row();
    }
  }
  return out;
}

}  // namespace mengpaneel::cli

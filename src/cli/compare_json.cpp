// SPDX-License-Identifier: EUPL-1.2
#include <array>
#include <charconv>

#include "base/json_writer.hpp"
#include "cli/compare_output.hpp"
#include "io/csv/writer.hpp"

namespace mengpaneel::cli {

using measure::Change;
using measure::IndexChange;
using measure::Undefined;

namespace {

/// Enough to add parts up to 1e-12.
constexpr int decimals = 15;

constexpr std::array<std::string_view, measure::deviations> deviation_names{"below", "within", "above"};

class Writer {
 public:
  Writer(const app::Compared& compared, const CompareContext& context, std::string& out)
      : compared_(compared), context_(context), json_(out) {}

  void write() {
    json_.begin_object();
    about();
    json_.key("direct");
    change(compared_.direct, compared_.years.front().name, compared_.years.back().name, true);
    json_.key("steps").begin_array();
    for (std::size_t step = 0; step < compared_.steps.size(); ++step) {
      change(compared_.steps[step], compared_.years[step].name, compared_.years[step + 1].name,
             compared_.steps.size() > 1);
    }
    json_.end_array();
    transitions();
    json_.end_object();
  }

 private:
  void about() {
    json_.key("years").begin_array();
    for (const app::ComparedYear& year : compared_.years) {
      json_.begin_row().key("name").text(year.name).key("pupils").decimal(year.table.total(), 0);
      json_.key("units")
          .number(year.table.occupied_units())
          .key("groups")
          .number(year.table.occupied_groups());
      json_.key("hidden_cells").number(year.intervals.hidden_cells).end_object();
    }
    json_.end_array().key("groups").begin_array();
    for (std::uint32_t group = 0; group < compared_.groups.size(); ++group) {
      json_.text(compared_.groups.name(group));
    }
    json_.end_array().key("notes").begin_array();
    for (const std::string& note : context_.notes) {
      json_.text(note);
    }
    json_.end_array();
    if (!compared_.exact()) {
      json_.key("value_at").text("middle");
      json_.key("change_of_M");
      bounds(*compared_.change_of_M);
      json_.key("change_of_H");
      bounds(*compared_.change_of_H);
    }
  }

  void bounds(const measure::IndexBounds& bounds) {
    if (!bounds) {
      undefined(bounds.error());
      return;
    }
    json_.begin_row().key("bounds").begin_array();
    json_.decimal(bounds->low, decimals).decimal(bounds->high, decimals).end_array();
    json_.key("bounds_are").text("outer").end_object();
  }

  void undefined(Undefined reason) {
    json_.begin_row().key("value").null().key("reason").text(measure::name_of(reason)).end_object();
  }

  void index(std::string_view key, const IndexChange& change) {
    json_.key(key).begin_row().key("before").decimal(change.before, decimals);
    json_.key("after").decimal(change.after, decimals).key("change").decimal(change.change(), decimals);
    for (std::size_t part = 0; part < measure::change_parts_count; ++part) {
      json_.key(measure::change_parts()[part].key).decimal(change.parts[part], decimals);
    }
    json_.end_object();
  }

  void change(const std::expected<Change, Undefined>& found, std::string_view from, std::string_view to,
              bool with_units) {
    json_.begin_object().key("from").text(from).key("to").text(to);
    if (!found) {
      json_.key("value").null().key("reason").text(measure::name_of(found.error())).end_object();
      return;
    }
    index("M", found->M);
    index("H", found->H);
    json_.key("units_in_both").number(found->units_in_both);
    json_.key("groups_in_both").number(found->groups_in_both);
    json_.key("fit").begin_row().key("reached").boolean(found->convergence.reached);
    json_.key("steps").number(found->convergence.steps).key("error").decimal(found->convergence.error, 18);
    json_.key("sensitivity").decimal(found->sensitivity, decimals).end_object();
    if (with_units) {
      json_.key("units").begin_object();
      for (std::uint32_t unit = 0; unit < compared_.units.size(); ++unit) {
        const measure::UnitChange& of_unit = found->units[unit];
        if (of_unit.presence == measure::Presence::never) {
          continue;
        }
        json_.key(compared_.units.name(unit)).begin_row().key("presence").text(name_of(of_unit.presence));
        index("M", of_unit.M);
        index("H", of_unit.H);
        json_.end_object();
      }
      json_.end_object();
    }
    json_.end_object();
  }

  void cell(const measure::TransitionCell& cell) {
    json_.begin_row().key("units").number(cell.units).key("noise_mean").decimal(cell.noise_mean, 6);
    json_.key("noise_low").decimal(cell.noise_low, 0).key("noise_high").decimal(cell.noise_high, 0);
    json_.end_object();
  }

  void margin(std::string_view key, const std::array<std::uint32_t, measure::deviations>& counts) {
    json_.key(key).begin_row();
    for (std::size_t kind = 0; kind < measure::deviations; ++kind) {
      json_.key(deviation_names[kind]).number(counts[kind]);
    }
    json_.end_object();
  }

  void transitions() {
    json_.key("transitions").begin_object();
    json_.key("threshold").decimal(context_.threshold, 4).key("draws").number(context_.draws);
    json_.key("level").decimal(context_.level, 2).key("by_group").begin_object();
    for (const app::GroupTransition& of_group : compared_.transitions) {
      json_.key(compared_.groups.name(static_cast<std::uint32_t>(of_group.group)));
      if (!of_group.table) {
        undefined(of_group.table.error());
        continue;
      }
      json_.begin_object();
      for (std::size_t from = 0; from < measure::deviations; ++from) {
        json_.key(deviation_names[from]).begin_object();
        for (std::size_t to = 0; to < measure::deviations; ++to) {
          json_.key(deviation_names[to]);
          cell(of_group.table->cells[from][to]);
        }
        json_.end_object();
      }
      margin("opened", of_group.table->opened);
      margin("closed", of_group.table->closed);
      json_.key("moved");
      cell(of_group.table->moved);
      json_.key("p_value").decimal(of_group.table->p_value, 6);
      kinds_of_units(*of_group.table);
      json_.end_object();
    }
    json_.end_object().end_object();
  }

  void kinds_of_units(const measure::Transition& table) {
    json_.key("units").begin_object();
    for (std::uint32_t unit = 0; unit < compared_.units.size(); ++unit) {
      const auto& kinds = table.of_unit[unit];
      if (!kinds[0] && !kinds[1]) {
        continue;
      }
      json_.key(compared_.units.name(unit)).begin_row();
      for (std::size_t year = 0; year < 2; ++year) {
        json_.key(year == 0 ? "before" : "after");
        if (kinds[year]) {
          json_.text(deviation_names[static_cast<std::size_t>(*kinds[year])]);
        } else {
          json_.null();
        }
      }
      json_.end_object();
    }
    json_.end_object();
  }

  const app::Compared& compared_;
  const CompareContext& context_;
  base::JsonWriter json_;
};

class Rows {
 public:
  explicit Rows(std::string& out) : csv_(out) {}

  void change(const app::Compared& compared, const std::expected<Change, Undefined>& found,
              std::string_view from, std::string_view to) {
    if (!found) {
      csv_.field(from).field(to);
      for (std::size_t column = 2; column < 8 + measure::change_parts_count; ++column) {
        csv_.empty();
      }
      csv_.plain(measure::name_of(found.error())).end_row();
      return;
    }
    for (const bool of_H : {false, true}) {
      row(from, to, {}, {}, of_H, of_H ? found->H : found->M);
    }
    for (std::uint32_t unit = 0; unit < compared.units.size(); ++unit) {
      const measure::UnitChange& of_unit = found->units[unit];
      for (const bool of_H : {false, true}) {
        if (of_unit.presence != measure::Presence::never) {
          row(from, to, compared.units.name(unit), name_of(of_unit.presence), of_H,
              of_H ? of_unit.H : of_unit.M);
        }
      }
    }
  }

 private:
  void row(std::string_view from, std::string_view to, std::string_view unit, std::string_view presence,
           bool of_H, const IndexChange& change) {
    csv_.field(from).field(to).field(unit).plain(presence).plain(of_H ? "H" : "M");
    for (const double value : {change.before, change.after, change.change()}) {
      number(value);
    }
    for (const double part : change.parts) {
      number(part);
    }
    csv_.empty();
    csv_.end_row();
  }

  void number(double value) {
    std::array<char, 400> digits{};
    csv_.plain({digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(),
                                             value == 0.0 ? 0.0 : value, std::chars_format::fixed, decimals)
                                   .ptr});
  }

  io::csv::Writer csv_;
};

}  // namespace

std::string_view name_of(measure::Presence presence) {
  constexpr std::array<std::string_view, 4> names{"both", "opened", "closed", "never"};
  return names.at(static_cast<std::size_t>(presence));
}

std::string compared_json(const app::Compared& compared, const CompareContext& context) {
  std::string out;
  Writer(compared, context, out).write();
  return out + "\n";
}

std::string compared_csv(const app::Compared& compared) {
  std::string out = "from,to,unit,presence,index,before,after,change";
  for (const measure::ChangePart& part : measure::change_parts()) {
    out += "," + std::string(part.key);
  }
  out += ",reason\n";
  Rows rows(out);
  if (compared.steps.size() > 1) {
    for (std::size_t step = 0; step < compared.steps.size(); ++step) {
      rows.change(compared, compared.steps[step], compared.years[step].name, compared.years[step + 1].name);
    }
  }
  rows.change(compared, compared.direct, compared.years.front().name, compared.years.back().name);
  return out;
}

}  // namespace mengpaneel::cli

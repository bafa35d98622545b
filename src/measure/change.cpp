// SPDX-License-Identifier: EUPL-1.2
//
// Everything is kept by unit: what unit j adds to the index of a table. Parts are the same sums of those for
// each unit, so that units add up to parts and parts to the change without a further thought.
//
// A loose fit is not a small error here. R's segregation stops at a precision of 1e-3, and on its own
// example the structure then has the wrong sign (-0.0035 where the fit that is carried through says +0.0032).
#include "measure/change.hpp"

#include <algorithm>
#include <cmath>

#include "measure/indices/unevenness.hpp"

namespace mengpaneel::measure {

namespace {

using base::texts::TextKey;

constexpr std::array<ChangePart, change_parts_count> parts_list{{
    {"structure", TextKey::change_structure_name, TextKey::change_structure_short,
     TextKey::change_structure_rises, TextKey::change_structure_falls},
    {"group_margins", TextKey::change_group_margins_name, TextKey::change_group_margins_short,
     TextKey::change_group_margins_rises, TextKey::change_group_margins_falls},
    {"unit_margins", TextKey::change_unit_margins_name, TextKey::change_unit_margins_short,
     TextKey::change_unit_margins_rises, TextKey::change_unit_margins_falls},
    {"opened", TextKey::change_opened_name, TextKey::change_opened_short, TextKey::change_opened_rises,
     TextKey::change_opened_falls},
    {"closed", TextKey::change_closed_name, TextKey::change_closed_short, TextKey::change_closed_rises,
     TextKey::change_closed_falls},
}};

/// The ten tables: eight (groups, units, structure) of years A and B, in that order as bits, and the two
/// whole years.
enum Table : std::uint8_t { AAA, AAB, ABA, ABB, BAA, BAB, BBA, BBB, whole_A, whole_B, tables };
using ByTable = std::array<double, tables>;

/// Which tables each part is a sum of.
constexpr std::array<ByTable, change_parts_count> weights{{
    {-0.5, 0.5, 0, 0, 0, 0, -0.5, 0.5, 0, 0},
    {-0.25, -0.25, -0.25, -0.25, 0.25, 0.25, 0.25, 0.25, 0, 0},
    {-0.25, -0.25, 0.25, 0.25, -0.25, -0.25, 0.25, 0.25, 0, 0},
    {0, 0, 0, 0, 0, 0, 0, -1, 0, 1},
    {1, 0, 0, 0, 0, 0, 0, 0, -1, 0},
}};

/// The units and groups of both years, and the two years' pupils among them.
struct Common {
  std::vector<std::uint32_t> units;
  std::vector<std::uint32_t> groups;
  std::array<std::vector<double>, 2> cells;         ///< [units x groups] pupils
  std::array<std::vector<double>, 2> unit_shares;   ///< [units]
  std::array<std::vector<double>, 2> group_shares;  ///< [groups]
};

/// Pupils of `table` in the rows and columns that are kept.
std::vector<double> cells_of(const ContingencyTable& table, const Common& common) {
  std::vector<double> out;
  out.reserve(common.units.size() * common.groups.size());
  for (const std::uint32_t unit : common.units) {
    for (const std::uint32_t group : common.groups) {
      out.push_back(table.at(UnitIndex{unit}, GroupIndex{group}));
    }
  }
  return out;
}

void add_margins(Common& common, std::size_t year) {
  const std::size_t groups = common.groups.size();
  std::vector<double>& units = common.unit_shares[year];
  std::vector<double>& shares = common.group_shares[year];
  units.assign(common.units.size(), 0.0);
  shares.assign(groups, 0.0);
  double total = 0.0;
  for (std::size_t cell = 0; cell < common.cells[year].size(); ++cell) {
    units[cell / groups] += common.cells[year][cell];
    shares[cell % groups] += common.cells[year][cell];
    total += common.cells[year][cell];
  }
  for (std::vector<double>* sums : {&units, &shares}) {
    for (double& sum : *sums) {
      sum /= total;
    }
  }
}

/// What has pupils in both years. Leaving out a group can empty a school and the other way round, so until
/// nothing more goes.
Common common_of(const ContingencyTable& before, const ContingencyTable& after) {
  Common common;
  for (std::uint32_t unit = 0; unit < before.units(); ++unit) {
    common.units.push_back(unit);
  }
  for (std::uint32_t group = 0; group < before.groups(); ++group) {
    common.groups.push_back(group);
  }
  for (bool less = true; less;) {
    common.cells = {cells_of(before, common), cells_of(after, common)};
    std::vector<bool> unit_in(common.units.size(), true);
    std::vector<bool> group_in(common.groups.size(), true);
    for (std::size_t year = 0; year < 2; ++year) {
      add_margins(common, year);
      for (std::size_t place = 0; place < unit_in.size(); ++place) {
        unit_in[place] = unit_in[place] && common.unit_shares[year][place] > 0.0;
      }
      for (std::size_t place = 0; place < group_in.size(); ++place) {
        group_in[place] = group_in[place] && common.group_shares[year][place] > 0.0;
      }
    }
    std::size_t place = 0;
    const std::size_t gone = std::erase_if(common.units, [&](std::uint32_t) { return !unit_in[place++]; });
    place = 0;
    less = std::erase_if(common.groups, [&](std::uint32_t) { return !group_in[place++]; }) + gone > 0;
  }
  return common;
}

double entropy_of(std::span<const double> shares) {
  double sum = 0.0;
  for (const double share : shares) {
    sum -= share > 0.0 ? share * std::log(share) : 0.0;
  }
  return sum;
}

/// M and H of the ten tables by unit.
class Contributions {
 public:
  Contributions(const ContingencyTable& before, const ContingencyTable& after)
      : M_(before.units()), entropy_{}, common_(common_of(before, after)) {
    if (common_.units.size() < 2 || common_.groups.size() < 2) {
      return;
    }
    whole(before, whole_A);
    whole(after, whole_B);
    restricted(AAA, common_.cells[0], 1.0 / sum(common_.cells[0]));
    restricted(BBB, common_.cells[1], 1.0 / sum(common_.cells[1]));
  }

  /// Fills the six tables that are no year's own.
  Convergence fit(const ChangeOptions& options) {
    std::array<std::vector<double>, 2> structure = common_.cells;
    for (std::vector<double>& cells : structure) {
      for (double& cell : cells) {
        cell = cell > 0.0 ? cell : options.fill;
      }
    }
    Convergence worst{.reached = true};
    for (const Table table : {AAB, ABA, ABB, BAA, BAB, BBA}) {
      const Fitted found = fitted(structure[table & 1U], common_.unit_shares[(table >> 1U) & 1U],
                                  common_.group_shares[(table >> 2U) & 1U], options.fit);
      restricted(table, found.shares, 1.0);
      worst.steps = std::max(worst.steps, found.convergence.steps);
      worst.error = std::max(worst.error, found.convergence.error);
      worst.reached = worst.reached && found.convergence.reached;
    }
    return worst;
  }

  [[nodiscard]] const Common& common() const { return common_; }
  [[nodiscard]] IndexChange M(std::size_t unit) const { return change_of(M_[unit]); }
  [[nodiscard]] IndexChange H(std::size_t unit) const {
    ByTable shares = M_[unit];
    for (std::size_t table = 0; table < tables; ++table) {
      shares[table] /= entropy_[table];
    }
    return change_of(shares);
  }

 private:
  static double sum(std::span<const double> cells) {
    double total = 0.0;
    for (const double cell : cells) {
      total += cell;
    }
    return total;
  }

  static IndexChange change_of(const ByTable& values) {
    IndexChange out{.before = values[whole_A], .after = values[whole_B]};
    for (std::size_t part = 0; part < change_parts_count; ++part) {
      for (std::size_t table = 0; table < tables; ++table) {
        out.parts[part] += weights[part][table] * values[table];
      }
    }
    return out;
  }

  void whole(const ContingencyTable& table, Table place) {
    for (const Cell& cell : table.cells()) {
      M_[static_cast<std::size_t>(cell.unit)][place] +=
          cell.pupils / table.total() *
          std::log(cell.pupils * table.total() / (table.of(cell.unit) * table.of(cell.group)));
    }
    std::vector<double> shares(table.group_counts().begin(), table.group_counts().end());
    for (double& share : shares) {
      share /= table.total();
    }
    entropy_[place] = entropy_of(shares);
  }

  void restricted(Table table, std::span<const double> cells, double factor) {
    const std::vector<double>& unit_shares = common_.unit_shares[(table >> 1U) & 1U];
    const std::vector<double>& group_shares = common_.group_shares[(table >> 2U) & 1U];
    const std::size_t groups = group_shares.size();
    for (std::size_t unit = 0; unit < unit_shares.size(); ++unit) {
      double sum = 0.0;
      for (std::size_t group = 0; group < groups; ++group) {
        const double share = cells[unit * groups + group] * factor;
        sum += share > 0.0 ? share * std::log(share / (unit_shares[unit] * group_shares[group])) : 0.0;
      }
      M_[common_.units[unit]][table] = sum;
    }
    entropy_[table] = entropy_of(group_shares);
  }

  std::vector<ByTable> M_;  ///< [units]
  ByTable entropy_;
  Common common_;
};

void add(IndexChange& sum, const IndexChange& change) {
  sum.before += change.before;
  sum.after += change.after;
  for (std::size_t part = 0; part < change_parts_count; ++part) {
    sum.parts[part] += change.parts[part];
  }
}

double largest_difference(const Change& left, const Change& right) {
  double largest = 0.0;
  for (std::size_t part = 0; part < change_parts_count; ++part) {
    largest = std::max({largest, std::abs(left.M.parts[part] - right.M.parts[part]),
                        std::abs(left.H.parts[part] - right.H.parts[part])});
  }
  return largest;
}

Presence presence_of(const ContingencyTable& before, const ContingencyTable& after, std::uint32_t unit) {
  const bool then = before.of(UnitIndex{unit}) > 0.0;
  const bool now = after.of(UnitIndex{unit}) > 0.0;
  return then && now ? Presence::both : then ? Presence::closed : now ? Presence::opened : Presence::never;
}

Change added_up(const Contributions& contributions, std::size_t units) {
  Change out;
  out.units.resize(units);
  for (std::size_t unit = 0; unit < units; ++unit) {
    out.units[unit].M = contributions.M(unit);
    out.units[unit].H = contributions.H(unit);
    add(out.M, out.units[unit].M);
    add(out.H, out.units[unit].H);
  }
  return out;
}

}  // namespace

std::span<const ChangePart, change_parts_count> change_parts() { return parts_list; }

std::expected<Change, Undefined> change_between(const ContingencyTable& before, const ContingencyTable& after,
                                                const ChangeOptions& options) {
  for (const ContingencyTable* table : {&before, &after}) {
    if (const auto possible = can_be_uneven(*table); !possible) {
      return std::unexpected(possible.error());
    }
    if (table->occupied_units() < 2) {
      return std::unexpected(Undefined::one_unit);
    }
  }
  Contributions contributions(before, after);
  const Common& common = contributions.common();
  if (common.units.size() < 2 || common.groups.size() < 2) {
    return std::unexpected(Undefined::little_in_common);
  }
  ChangeOptions filled = options;
  filled.fill *= 100.0;
  static_cast<void>(contributions.fit(filled));
  const Change other = added_up(contributions, before.units());
  const Convergence convergence = contributions.fit(options);
  Change out = added_up(contributions, before.units());
  out.convergence = convergence;
  out.sensitivity = largest_difference(out, other);
  out.units_in_both = static_cast<std::uint32_t>(common.units.size());
  out.groups_in_both = static_cast<std::uint32_t>(common.groups.size());
  for (std::uint32_t unit = 0; unit < before.units(); ++unit) {
    out.units[unit].presence = presence_of(before, after, unit);
  }
  return out;
}

}  // namespace mengpaneel::measure

// SPDX-License-Identifier: EUPL-1.2
//
// A shuffle with fixed sums is drawn cell by cell: how many of a group's pupils sit in a unit is
// hypergeometric given what is left of both. That is as many numbers as cells, not as pupils.
#include "measure/chance_alone.hpp"

#include <cmath>

#include "measure/binomial.hpp"
#include "measure/indices/unevenness.hpp"

namespace mengpaneel::measure {

namespace {

double ln_choose(double n, double k) {
  return std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0);
}

/// The rows of one part: their seats are given to the part's groups in turn.
struct Pool {
  std::vector<std::uint32_t> rows;
  std::vector<std::uint64_t> of_group;
  std::uint64_t pupils = 0;
};

std::vector<Pool> pools_of(const ContingencyTable& table, const std::optional<Partition>& inside) {
  std::vector<Pool> pools(inside ? inside->parts : 1);
  for (Pool& pool : pools) {
    pool.of_group.resize(table.groups());
  }
  for (std::uint32_t unit = 0; unit < table.units(); ++unit) {
    Pool& pool = pools[inside ? static_cast<std::size_t>(inside->of_unit[unit]) : 0];
    pool.rows.push_back(unit);
    const ContingencyTable::Row row = table.row(UnitIndex{unit});
    for (std::size_t place = 0; place < row.groups.size(); ++place) {
      const auto pupils = static_cast<std::uint64_t>(std::llround(row.pupils[place]));
      pool.of_group[static_cast<std::size_t>(row.groups[place])] += pupils;
      pool.pupils += pupils;
    }
  }
  return pools;
}

std::uint64_t seats_of(const ContingencyTable& table, std::uint32_t unit) {
  std::uint64_t seats = 0;
  for (const double pupils : table.row(UnitIndex{unit}).pupils) {
    seats += static_cast<std::uint64_t>(std::llround(pupils));
  }
  return seats;
}

}  // namespace

IndexValue expected_dissimilarity(const ContingencyTable& table) {
  if (const auto possible = can_be_uneven(table); !possible) {
    return std::unexpected(possible.error());
  }
  const double P = table.of(GroupIndex{0}) / table.total();
  double deviation = 0.0;
  for (const double count : table.unit_counts()) {
    const double t = std::round(count);
    const double v = std::floor(t * P) + 1.0;
    if (t > 0.0 && v <= t) {
      deviation += 2.0 * v * std::exp(ln_choose(t, v) + v * std::log(P) + (t - v + 1.0) * std::log1p(-P));
    }
  }
  return deviation / (2.0 * table.total() * P * (1.0 - P));
}

IndexValue beyond_chance(double value, double expected) {
  if (!(expected > 0.0) && value < expected) {
    return std::unexpected(Undefined::one_unit);
  }
  if (expected >= 1.0) {
    return std::unexpected(Undefined::one_unit);
  }
  return value >= expected ? (value - expected) / (1.0 - expected) : (value - expected) / expected;
}

ContingencyTable shuffled(const ContingencyTable& table, const base::Digest& seed, std::uint32_t draw,
                          const std::optional<Partition>& inside) {
  const base::RandomStream stream(seed, "permutation");
  DrawNumbers numbers(stream, draw);
  std::vector<Cell> cells;
  for (Pool& pool : pools_of(table, inside)) {
    for (const std::uint32_t unit : pool.rows) {
      std::uint64_t seats = seats_of(table, unit);
      std::uint64_t others = pool.pupils;  // of the groups that have not had their turn at this unit
      pool.pupils -= seats;
      for (std::uint32_t group = 0; group < table.groups() && seats > 0; ++group) {
        const std::uint64_t members = pool.of_group[group];
        const std::uint64_t seated = hypergeometric(members, others - members, seats, numbers);
        others -= members;
        seats -= seated;
        pool.of_group[group] -= seated;
        if (seated > 0) {
          cells.push_back({UnitIndex{unit}, GroupIndex{group}, static_cast<double>(seated)});
        }
      }
    }
  }
  return {UnitCount{table.units()}, GroupCount{table.groups()}, cells};
}

std::expected<PermutationTest, Undefined> permutation_test(const ContingencyTable& table,
                                                           const IndexDefinition& index,
                                                           const base::Digest& seed,
                                                           const PermutationOptions& options,
                                                           const std::optional<Partition>& schools) {
  const auto measured = [&](const ContingencyTable& rows) {
    return evaluate(index, schools ? rows.merged(*schools) : rows).front();
  };
  const IndexValue value = measured(table);
  if (!value) {
    return std::unexpected(value.error());
  }
  std::vector<double> draws(options.draws, *value);
  options.run_tasks(options.draws, [&](std::size_t draw) {
    draws[draw] =
        measured(shuffled(table, seed, static_cast<std::uint32_t>(draw), options.inside)).value_or(*value);
  });
  PermutationTest out{.value = *value};
  std::uint32_t reached = 0;
  for (const double drawn : draws) {
    out.mean += drawn / static_cast<double>(options.draws);
    reached += drawn >= *value - 1e-12 ? 1U : 0U;
  }
  for (const double drawn : draws) {
    out.se +=
        (drawn - out.mean) * (drawn - out.mean) / std::max(1.0, static_cast<double>(options.draws) - 1.0);
  }
  out.se = std::sqrt(out.se);
  out.p_value = (1.0 + reached) / (1.0 + static_cast<double>(options.draws));
  return out;
}

}  // namespace mengpaneel::measure

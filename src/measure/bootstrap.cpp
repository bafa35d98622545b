// SPDX-License-Identifier: EUPL-1.2
#include "measure/bootstrap.hpp"

#include <algorithm>
#include <cmath>

#include "measure/binomial.hpp"
#include "measure/indices/information.hpp"

namespace mengpaneel::measure {

namespace {

/// Divides `pupils` over cells in proportion: what is left goes on to the cells that are left.
template <typename Span>
void scatter(std::uint64_t pupils, Span cells, DrawNumbers& numbers) {
  double left = 0.0;
  for (const Cell& cell : cells) {
    left += cell.pupils;
  }
  for (std::size_t place = 0; place < cells.size(); ++place) {
    const double weight = cells[place].pupils;
    const bool last = place + 1 == cells.size();
    const std::uint64_t drawn =
        last ? pupils : binomial(pupils, left > 0.0 ? std::min(1.0, weight / left) : 0.0, numbers);
    cells[place].pupils = static_cast<double>(drawn);
    pupils -= drawn;
    left -= weight;
  }
}

std::optional<Uncertainty> summarised(double figure, std::vector<double> draws, double level,
                                      std::size_t wanted) {
  if (draws.size() < 2 || draws.size() < wanted) {
    return std::nullopt;
  }
  double mean = 0.0;
  for (const double draw : draws) {
    mean += draw / static_cast<double>(draws.size());
  }
  double squares = 0.0;
  for (double& draw : draws) {
    squares += (draw - mean) * (draw - mean);
    draw = 2.0 * figure - draw;
  }
  std::ranges::sort(draws);
  const auto quantile = [&](double share) {  // between neighbours, as R's type 7
    const double at = share * static_cast<double>(draws.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, draws.size() - 1);
    return draws[below] + (at - static_cast<double>(below)) * (draws[above] - draws[below]);
  };
  return Uncertainty{.se = std::sqrt(squares / static_cast<double>(draws.size() - 1)),
                     .bias = mean - figure,
                     .low = quantile((1.0 - level) / 2.0),
                     .high = quantile((1.0 + level) / 2.0)};
}

}  // namespace

IndexValue standard_error_of_M(const ContingencyTable& table) {
  if (!(table.total() > 0.0)) {
    return std::unexpected(Undefined::no_pupils);
  }
  double mean = 0.0;
  double squares = 0.0;
  for (const Cell& cell : table.cells()) {
    const double share = cell.pupils / table.total();
    const double log = std::log(cell.pupils * table.total() / (table.of(cell.unit) * table.of(cell.group)));
    mean += share * log;
    squares += share * log * log;
  }
  return std::sqrt(std::max(0.0, squares - mean * mean) / table.total());
}

IndexValue bias_of_M(const ContingencyTable& table) {
  if (!(table.total() > 0.0)) {
    return std::unexpected(Undefined::no_pupils);
  }
  return (static_cast<double>(table.occupied_units()) - 1.0) *
         (static_cast<double>(table.occupied_groups()) - 1.0) / (2.0 * table.total());
}

ContingencyTable resampled(const ContingencyTable& table, const base::Digest& seed, std::uint32_t draw,
                           Resampling resampling) {
  const base::RandomStream stream(seed, "bootstrap");
  DrawNumbers numbers(stream, draw);
  std::vector<Cell> cells = table.cells();
  if (resampling == Resampling::all_pupils) {
    scatter(static_cast<std::uint64_t>(std::llround(table.total())), std::span(cells), numbers);
  } else {
    std::size_t begin = 0;
    for (std::uint32_t unit = 0; unit < table.units(); ++unit) {
      const std::size_t size = table.row(UnitIndex{unit}).groups.size();
      scatter(static_cast<std::uint64_t>(std::llround(table.of(UnitIndex{unit}))),
              std::span(cells).subspan(begin, size), numbers);
      begin += size;
    }
  }
  return {UnitCount{table.units()}, GroupCount{table.groups()}, cells};
}

std::vector<std::vector<std::optional<Uncertainty>>> bootstrap(const ContingencyTable& table,
                                                               std::span<const IndexDefinition> indices,
                                                               const base::Digest& seed,
                                                               const BootstrapOptions& options) {
  std::vector<std::vector<IndexValue>> figures;
  for (const IndexDefinition& index : indices) {
    figures.push_back(evaluate(index, table));
  }
  std::vector<std::vector<std::vector<IndexValue>>> draws(options.draws);  // [draws][indices][values]
  options.run_tasks(options.draws, [&](std::size_t draw) {
    const ContingencyTable drawn =
        resampled(table, seed, static_cast<std::uint32_t>(draw), options.resampling);
    for (const IndexDefinition& index : indices) {
      draws[draw].push_back(evaluate(index, drawn));
    }
  });
  std::vector<std::vector<std::optional<Uncertainty>>> out(indices.size());
  for (std::size_t index = 0; index < indices.size(); ++index) {
    for (std::size_t place = 0; place < figures[index].size(); ++place) {
      std::vector<double> values;
      for (const auto& draw : draws) {
        if (draw[index].size() > place && draw[index][place]) {
          values.push_back(*draw[index][place]);
        }
      }
      const IndexValue& figure = figures[index][place];
      out[index].push_back(figure ? summarised(*figure, std::move(values), options.level, options.draws)
                                  : std::nullopt);
    }
  }
  return out;
}

}  // namespace mengpaneel::measure

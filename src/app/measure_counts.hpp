// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Everything that `measure` says of a table of counts, as numbers.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "measure/bootstrap.hpp"
#include "measure/local.hpp"
#include "measure/nested.hpp"
#include "measure/ordinal.hpp"

namespace mengpaneel::app {

struct MeasureRequest {
  bool within = false;            ///< the first level of the counts is --within
  std::size_t nested = 0;         ///< how many levels after it are --nested
  bool numbers_are_order = true;  ///< groups that are called by numbers are in their order
  std::uint32_t bootstrap = 0;    ///< draws; 0: none
  base::Digest seed{};
  base::RunTasks run_tasks = base::run_in_turn;
};

/// One index with all its values.
struct Figure {
  const measure::IndexDefinition* index;
  std::vector<measure::IndexValue> values;                       ///< hidden cells in the middle
  std::vector<measure::IndexBounds> bounds;                      ///< empty where nothing is hidden
  std::vector<std::optional<measure::Uncertainty>> uncertainty;  ///< empty without bootstrap
};

struct Ordered {
  std::vector<measure::GroupIndex> order;  ///< by the numbers that the groups are called
  std::array<measure::IndexValue, 4> ordinal;
  std::expected<measure::RankOrder, measure::Undefined> H;
  std::expected<measure::RankOrder, measure::Undefined> R;
};

struct Measured {
  measure::Counts counts;
  measure::ContingencyTable table;   ///< [units x groups], hidden cells in the middle
  measure::IntervalTable intervals;  ///< [units x groups]
  std::vector<Figure> figures;
  std::vector<measure::LocalSegregation> units;
  std::vector<measure::LocalSegregation> groups;
  std::optional<std::expected<measure::Decomposition, measure::Undefined>> within;
  measure::Partition within_parts;
  std::optional<std::expected<std::vector<measure::LevelTerm>, measure::Undefined>> nested;
  std::optional<Ordered> ordered;
  measure::IndexValue se_of_M = std::unexpected(measure::Undefined::no_pupils);
  measure::IndexValue bias_of_M = std::unexpected(measure::Undefined::no_pupils);
  bool bootstrap_left_out = false;  ///< asked for, but cells are hidden
};

/// The polynomial of the rank-order indices.
inline constexpr unsigned rank_order_degree = 4;

[[nodiscard]] Measured measure_counts(measure::Counts counts, const MeasureRequest& request);

}  // namespace mengpaneel::app

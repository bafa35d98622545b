// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Why segregation changed between two years: because pupils sit otherwise (structure), because there are
// other pupils (group margins), because schools grew and shrank (unit margins), or because schools opened and
// closed.

#include <array>
#include <cstdint>
#include <expected>
#include <span>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "measure/contingency_table.hpp"
#include "measure/fitting.hpp"
#include "measure/undefined.hpp"

namespace mengpaneel::measure {

/// A part of a change. A new part is a line in change.cpp with its texts.
struct ChangePart {
  std::string_view key;  ///< as JSON and CSV name it
  base::texts::TextKey name;
  base::texts::TextKey heading;  ///< a word for it, above a column
  base::texts::TextKey rises;    ///< the sentence for a part above 0: {value}
  base::texts::TextKey falls;
};
inline constexpr std::size_t change_parts_count = 5;
/// structure, group_margins, unit_margins, opened, closed.
[[nodiscard]] std::span<const ChangePart, change_parts_count> change_parts();

using PartValues = std::array<double, change_parts_count>;  ///< in that order

/// The change of one index. The parts add up to after - before, to 1e-12.
struct IndexChange {
  double before = 0.0;
  double after = 0.0;
  PartValues parts{};
  [[nodiscard]] double change() const { return after - before; }
};

enum class Presence : std::uint8_t { both, opened, closed, never };

/// What one unit adds to the indices, t_j / T times its local segregation, and to each part of their change.
/// A school that stays has something in `opened` and `closed` too: others change the whole it is compared
/// with.
struct UnitChange {
  Presence presence = Presence::never;
  IndexChange M;
  IndexChange H;
};

struct ChangeOptions {
  FitOptions fit;
  /// Pupils in an empty cell of a year whose structure is used, so that the other year's margins can be met.
  double fill = 1e-10;
};

struct Change {
  IndexChange M;
  IndexChange H;
  std::vector<UnitChange> units;  ///< [units]; they add up to M and H, part by part
  std::uint32_t units_in_both = 0;
  std::uint32_t groups_in_both = 0;
  Convergence convergence;  ///< the worst of six fits
  /// The largest change of a part when a hundred times `fill` is filled in.
  double sensitivity = 0.0;
};

/// The exact Shapley decomposition of the change of M and H from `before` to `after`, which number the same
/// units and groups (those of either year). With m(g, u, s) the index of the table that has the group shares
/// of year g, the unit shares of year u and the odds ratios of year s, over the units and groups of both
/// years: structure is the mean of m(A,A,B) - m(A,A,A) and m(B,B,B) - m(B,B,A), the two kinds of margins
/// share the rest, each the mean over the orders in which they can change. Opened is M(after) - m(B,B,B),
/// closed m(A,A,A) - M(before); groups that appear or go are in there too.
///
/// Undefined: of either table what can_be_uneven() says, and one_unit; little_in_common with fewer than two
/// units or two groups in both years. Six fits and as many again for the sensitivity.
/// Elbers 2021 (Sociological Methods & Research 52); Deutsch, Fluckiger and Silber 2009.
[[nodiscard]] std::expected<Change, Undefined> change_between(const ContingencyTable& before,
                                                              const ContingencyTable& after,
                                                              const ChangeOptions& options = {});

}  // namespace mengpaneel::measure

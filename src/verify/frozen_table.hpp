// SPDX-License-Identifier: EUPL-1.2
#pragma once
// frozen.csv as the checker reads it, with the lottery numbers that the seed gives to each row.
//
// Three levels, each a run of the one below (compressed rows): a pupil has choices (programmes, most wanted
// first), a choice has rows (the pools in which the pupil may take a seat, by the bytes of the pool's name).
// Of several stages the choices stand together, those of earlier stages first.

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash.hpp"
#include "base/ids.hpp"
#include "verify/canonical_csv.hpp"
#include "verify/findings.hpp"
#include "verify/seats_table.hpp"

namespace mengpaneel::verify {

enum class NumberKind : std::uint8_t { unknown, single, per_programme, given };

/// The pupils who apply together (decision 29).
struct Group {
  std::string_view name;      ///< `KIND/GROUP_ID`
  std::string_view together;  ///< or-separately | or-nothing
  std::string_view number;    ///< first | best | mean | worst
  std::vector<std::uint32_t> members;
};

/// What events after the draw made of the pupils; empty where there are none [pupils].
struct AfterDraw {
  std::vector<std::uint32_t>
      entered;  ///< 0: was in the draw; else the place in the order of entering, from 1
  std::vector<bool> withdrawn;
  std::vector<bool> accepted;

  [[nodiscard]] bool left_the_lists(std::uint32_t pupil) const {
    return !withdrawn.empty() && (withdrawn[pupil] || accepted[pupil]);
  }
};

struct FrozenRows {
  static constexpr unsigned order_bits = 48;

  std::vector<std::string_view> pupils;            ///< by bytes; only those with a row [pupils]
  std::vector<std::uint32_t> first_choice;         ///< [pupils + 1]
  std::vector<std::uint32_t> choice_pupil;         ///< [choices]
  std::vector<std::uint32_t> choice_programme;     ///< [choices]
  std::vector<std::uint32_t> choice_rank;          ///< as given [choices]
  std::vector<std::uint32_t> first_row;            ///< [choices + 1]
  std::vector<std::uint32_t> row_choice;           ///< [rows]
  std::vector<std::uint32_t> row_pool;             ///< [rows]
  std::vector<std::uint64_t> row_class_and_order;  ///< class_index * 2^48 + order [rows]
  std::vector<std::uint64_t> row_number;           ///< what decides within a class and order [rows]; a
                                                   ///< group's only once replay_groups() set it
  std::vector<std::uint64_t> row_own;              ///< the pupil's own number, for ties [rows]

  std::vector<std::uint8_t> choice_stage;  ///< from 0; empty where there is one stage [choices]

  [[nodiscard]] std::uint32_t stage_of(std::uint32_t choice) const {
    return choice_stage.empty() ? 0 : choice_stage[choice];
  }
  /// The choices of a pupil in a stage.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> choices_of(std::uint32_t pupil,
                                                                   std::uint32_t stage) const;
  [[nodiscard]] std::uint32_t class_index(std::uint32_t row) const {
    return static_cast<std::uint32_t>(row_class_and_order[row] >> order_bits);
  }
  [[nodiscard]] std::uint64_t order(std::uint32_t row) const {
    return row_class_and_order[row] & ((std::uint64_t{1} << order_bits) - 1);
  }
  /// The row of a choice in a pool, or base::none.
  [[nodiscard]] std::uint32_t find_row(std::uint32_t choice, std::uint32_t pool) const;
  /// The choice of a pupil for a programme, or base::none.
  [[nodiscard]] std::uint32_t find_choice(std::uint32_t pupil, std::uint32_t programme) const;
};

struct FrozenTable : FrozenRows {
  explicit FrozenTable(std::string_view bytes) : csv(bytes) {}

  CanonicalCsv csv;                     ///< owns names that stood in quotes
  std::vector<NumberKind> numbers;      ///< [stages]
  std::vector<Group> groups;            ///< by the bytes of the name
  std::vector<std::uint32_t> group_of;  ///< base::none: single; empty where there are no groups [pupils]
  AfterDraw after;

  /// What goes before class and order in a key: the stage, or who entered later; never both.
  [[nodiscard]] std::uint32_t tier_of(std::uint32_t row) const {
    const std::uint32_t choice = row_choice[row];
    return after.entered.empty() ? stage_of(choice) : after.entered[choice_pupil[choice]];
  }
  [[nodiscard]] std::uint32_t group_of_pupil(std::uint32_t pupil) const {
    return group_of.empty() ? base::none : group_of[pupil];
  }
  [[nodiscard]] bool has_given_numbers() const {
    return std::ranges::find(numbers, NumberKind::given) != numbers.end();
  }
};

/// The rows of the stages as one table. `parts` are by stage.
[[nodiscard]] FrozenRows join_stages(const std::vector<FrozenRows>& parts);

/// Reads and checks the table and draws its numbers; every fault is a finding. After a finding the table may
/// be partly filled and must not be used. Cost: about 0.1 us a row, and 0.2 us for each number drawn.
void read_frozen(FrozenTable& table, const SeatsTable& seats, const base::Digest& seed, Findings& findings);

}  // namespace mengpaneel::verify

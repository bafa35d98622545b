// SPDX-License-Identifier: EUPL-1.2
#pragma once
// frozen.csv as the checker reads it, with the lottery numbers that the seed gives to each row.
//
// Three levels, each a run of the one below (compressed rows): a pupil has choices (programmes, most wanted
// first), a choice has rows (the pools in which the pupil may take a seat, by the bytes of the pool's name).

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/hash.hpp"
#include "verify/canonical_csv.hpp"
#include "verify/findings.hpp"
#include "verify/seats_table.hpp"

namespace mengpaneel::verify {

enum class NumberKind : std::uint8_t { unknown, single, per_programme, given };

struct FrozenTable {
  explicit FrozenTable(std::string_view bytes) : csv(bytes) {}

  static constexpr unsigned order_bits = 48;

  CanonicalCsv csv;  ///< owns names that stood in quotes
  NumberKind numbers = NumberKind::unknown;

  std::vector<std::string_view> pupils;            ///< by bytes; only those with a row [pupils]
  std::vector<std::uint32_t> first_choice;         ///< [pupils + 1]
  std::vector<std::uint32_t> choice_pupil;         ///< [choices]
  std::vector<std::uint32_t> choice_programme;     ///< [choices]
  std::vector<std::uint32_t> choice_rank;          ///< as given [choices]
  std::vector<std::uint32_t> first_row;            ///< [choices + 1]
  std::vector<std::uint32_t> row_choice;           ///< [rows]
  std::vector<std::uint32_t> row_pool;             ///< [rows]
  std::vector<std::uint64_t> row_class_and_order;  ///< class_index * 2^48 + order [rows]
  std::vector<std::uint64_t> row_number;           ///< what decides within a class and order [rows]
  std::vector<std::uint64_t> row_own;              ///< the pupil's own number, for ties [rows]

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

/// Reads and checks the table and draws its numbers; every fault is a finding. After a finding the table may
/// be partly filled and must not be used. Cost: about 0.1 us a row, and 0.2 us for each number drawn.
void read_frozen(FrozenTable& table, const SeatsTable& seats, const base::Digest& seed, Findings& findings);

}  // namespace mengpaneel::verify

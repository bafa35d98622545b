// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The placement problem in the form that the mechanisms work on: every pupil has a row for each pool in which
// a seat would do, best first; every row is one 64-bit word.
//
//   word = key bits | pool bits | 1 bit
//
// The key (class, order, as much of the number as fits) stands in the high bits, so words of one pool compare
// as their keys do. The lowest bit marks the last row of a pupil, so that nobody has to be looked up to see
// where a list ends. Eight rows fill a cache line: deferred acceptance is bound by memory latency, not by
// arithmetic. Equal keys are left to a tie-breaker that looks at everything.

#include <cstdint>
#include <span>
#include <vector>

#include "base/hash.hpp"
#include "base/ids.hpp"
#include "place/frozen.hpp"
#include "place/lottery/numbers.hpp"

namespace mengpaneel::place {

/// A pool as the mechanisms see it.
struct MarketPool {
  std::uint32_t seats = 0;                        ///< of its own; base::no_limit without limit
  bool as_needed = false;                         ///< takes everyone
  std::uint32_t pays_for_as_needed = base::none;  ///< of an as-needed pool: the rest pool that shrinks
  std::uint32_t passes_to = base::none;           ///< pool that gets the seats this one leaves
};

/// A pupil at a row.
struct Applicant {
  std::uint32_t row;
  std::uint32_t pupil;
};

/// Decides between two pupils whose words are equal. Without a function: the smaller pupil index.
struct TieBreak {
  bool (*before)(const void* context, Applicant left, Applicant right) = nullptr;
  const void* context = nullptr;

  [[nodiscard]] bool operator()(Applicant left, Applicant right) const {
    return before == nullptr ? left.pupil < right.pupil : before(context, left, right);
  }
};

/// Borrowed columns; n pupils, r rows.
struct Market {
  std::span<const std::uint32_t> row_begin;  ///< [n+1]
  std::span<const std::uint64_t> words;      ///< [r]
  std::span<const MarketPool> pools;
  std::uint32_t pool_bits = 1;
  TieBreak tie_break;
  std::span<const std::uint8_t> absent = {};  ///< [n], not 0: takes no part; empty: everyone takes part

  [[nodiscard]] bool takes_part(std::uint32_t pupil) const { return absent.empty() || absent[pupil] == 0; }
  [[nodiscard]] std::uint32_t pupil_count() const { return static_cast<std::uint32_t>(row_begin.size() - 1); }
  [[nodiscard]] std::uint32_t pool_of(std::uint64_t word) const {
    return static_cast<std::uint32_t>(word >> 1U) & ((1U << pool_bits) - 1U);
  }
};

/// Bits for `pool_count` pools, so that a pool of all ones never occurs (that word means "no cut-off").
[[nodiscard]] std::uint32_t pool_bits_for(std::size_t pool_count);

/// Pools with their overflow and as-needed links, [pools].
[[nodiscard]] std::vector<MarketPool> market_pools(const SeatTable& seats);

/// What is left of each pool's own seats: a pool uses its own first, then those passed on to it, nearest pool
/// first; as-needed pools use those of the rest (docs/formats.md, decision 36). [pools]
[[nodiscard]] std::vector<std::uint32_t> seats_left(std::span<const MarketPool> pools,
                                                    std::span<const std::uint32_t> filled);

/// Seats each pool could have filled: its own (of rest: less what as-needed pools took) and what flowed in
/// from the pools before it, given how many each took. [pools]
[[nodiscard]] std::vector<std::uint32_t> seats_after_overflow(std::span<const MarketPool> pools,
                                                              std::span<const std::uint32_t> filled);

/// Whether (class, order) count, or the number alone (serial dictatorship).
enum class KeyParts : std::uint8_t { all, number_only };

/// Compares any two rows of one pool completely: (class, order, number, own number, pupil).
class KeyOrder {
 public:
  KeyOrder(const Frozen& frozen, const LotteryNumbers& numbers, const OwnNumbers& own, KeyParts parts);
  /// Of a published draw.
  KeyOrder(const Frozen& frozen, const LotteryNumbers& numbers, const base::Digest& seed, KeyParts parts)
      : KeyOrder(frozen, numbers, OwnNumbers(seed), parts) {}

  [[nodiscard]] bool before(Applicant left, Applicant right) const;
  /// The order of a waiting list that turns luck round: numbers descending, the rest as before.
  [[nodiscard]] bool before_reversed(Applicant left, Applicant right) const;
  [[nodiscard]] TieBreak tie_break() const;

 private:
  [[nodiscard]] std::uint64_t number(Applicant applicant) const;
  [[nodiscard]] std::uint64_t own_number(Applicant applicant) const;
  [[nodiscard]] bool compare(Applicant left, Applicant right, bool reversed) const;

  const Frozen& frozen_;
  const LotteryNumbers& numbers_;
  OwnNumbers own_;
  KeyParts parts_;
};

/// How a key is laid out in a word; the same for all rows of a round.
struct KeyLayout {
  std::uint32_t pool_bits = 1;
  std::uint32_t class_bits = 0;
  std::uint32_t order_bits = 0;
  std::uint32_t number_bits = 64;  ///< significant bits of the largest number
  std::uint32_t number_bits_kept = 0;

  /// `frozen` decides the width of class and order. `number_bits`: 64 for drawn numbers.
  [[nodiscard]] static KeyLayout of(const Frozen& frozen, KeyParts parts, std::uint32_t number_bits);

  /// Class, order, pool and the last-row bit, with the number left 0.
  [[nodiscard]] std::uint64_t standing(std::uint32_t class_index, std::uint32_t order, std::uint32_t pool,
                                       bool last) const {
    std::uint64_t key = 0;
    if (class_bits != 0) {
      key = class_index;
    }
    if (order_bits != 0) {
      key = (key << order_bits) | order;
    }
    return (((key << number_bits_kept) << pool_bits | pool) << 1U) | (last ? 1U : 0U);
  }
  [[nodiscard]] std::uint64_t number_part(std::uint64_t number) const {
    if (number_bits_kept == 0) {
      return 0;
    }
    const std::uint64_t kept =
        number_bits > number_bits_kept ? number >> (number_bits - number_bits_kept) : number;
    return kept << (pool_bits + 1U);
  }
};

/// Rows of `frozen` as words. The last row of a pupil is marked; of members of groups, the last row at each
/// programme, since they go down their list together (groups/). O(rows).
struct PackedRows {
  KeyLayout layout;
  std::vector<std::uint32_t> row_begin;  ///< [n+1]
  std::vector<std::uint64_t> words;      ///< [rows]
};
/// `group_of`: [n] or empty, as Groups::of, without the groups whose members have become singles.
[[nodiscard]] PackedRows pack_rows(const Frozen& frozen, const LotteryNumbers& numbers, KeyParts parts,
                                   std::span<const std::uint32_t> group_of = {});

/// The rows of each pupil, all choices together. [n+1]
[[nodiscard]] std::vector<std::uint32_t> pupil_row_begin(const FrozenTable& table);

/// The choice to which a row of a pupil belongs. O(log choices of the pupil).
[[nodiscard]] std::uint32_t choice_of_row(const FrozenTable& table, Applicant applicant);

}  // namespace mengpaneel::place

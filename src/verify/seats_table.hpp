// SPDX-License-Identifier: EUPL-1.2
#pragma once
// seats.csv as the checker reads it: the pools of each programme in order, and how many seats each can fill.

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id_table.hpp"
#include "verify/canonical_csv.hpp"
#include "verify/findings.hpp"

namespace mengpaneel::verify {

enum class Mechanism : std::uint8_t {
  deferred_acceptance,
  school_proposing,
  immediate_acceptance,
  parallel,
  top_trading_cycles,
  stable_improvement_cycles,
  serial_dictatorship
};
enum class WaitingOrder : std::uint8_t { not_kept, priority, reversed_lottery };
enum class SeatKind : std::uint8_t { number, as_needed, no_limit };

struct Pool {
  std::uint32_t programme;
  std::string_view name;
  SeatKind kind;
  std::uint64_t seats;  ///< before overflow; 0 unless kind is number
  bool keeps_unfilled;  ///< `unfilled` is `empty`
  bool is_last;         ///< of its programme
};

struct Programme {
  std::string_view name;
  std::optional<std::uint64_t> capacity;
  std::uint32_t first_pool;
  std::uint32_t end_pool;
};

/// A round has one, or several that each take the seats which earlier ones left.
struct Stage {
  std::string_view name;
  std::string_view mechanism_name;
  Mechanism mechanism = Mechanism::deferred_acceptance;
  std::uint32_t band = 0;  ///< positions, of parallel

  /// Nobody with a better key is passed over, and no seat is wasted.
  [[nodiscard]] bool promises_stability() const {
    return is_pupil_optimal() || mechanism == Mechanism::school_proposing;
  }
  /// And it is the best of such placements for every pupil.
  [[nodiscard]] bool is_pupil_optimal() const {
    return mechanism == Mechanism::deferred_acceptance || mechanism == Mechanism::serial_dictatorship;
  }
  /// Seats go in turns, for good, so that `rest` may be full before an as-needed pool takes from it.
  [[nodiscard]] bool gives_in_turns() const {
    return mechanism == Mechanism::immediate_acceptance || mechanism == Mechanism::parallel ||
           mechanism == Mechanism::top_trading_cycles;
  }
};

struct SeatsTable {
  explicit SeatsTable(std::string_view bytes) : csv(bytes) {}

  CanonicalCsv csv;                   ///< owns names that stood in quotes
  base::IdTable ids;                  ///< programme names; the numbers are those of `programmes`
  std::vector<Programme> programmes;  ///< by the bytes of the name
  std::vector<Pool> pools;            ///< by programme, then position
  std::vector<Stage> stages;          ///< at least one, once read
  WaitingOrder waiting_order = WaitingOrder::not_kept;

  /// The pool of that name, or base::none. O(pools of the programme).
  [[nodiscard]] std::uint32_t find_pool(std::uint32_t programme, std::string_view name) const;
  /// As the certificate has them: joined by commas.
  [[nodiscard]] std::string mechanism_names() const;
};

/// Reads and checks the table; every fault is a finding. Contradictions within it are findings too.
void read_seats(SeatsTable& table, Findings& findings);

/// How many seats each pool of one programme can fill, going through its pools in order: what a pool leaves
/// flows to the next, past as-needed pools, not out of a pool that keeps its own or has no limit (decisions
/// 3, 4 and 17).
class SeatFlow {
 public:
  static constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();

  [[nodiscard]] std::uint64_t available(const Pool& pool) const {
    if (pool.kind != SeatKind::number) {
      return unlimited;
    }
    const std::uint64_t used = pool.is_last && as_needed_ < pool.seats ? as_needed_
                               : pool.is_last                          ? pool.seats
                                                                       : 0;
    return inflow_ + pool.seats - used;
  }
  /// `filled` seats of the pool are taken; goes on to the next.
  void fill(const Pool& pool, std::uint64_t filled) {
    if (pool.kind == SeatKind::as_needed) {
      as_needed_ += filled;
    } else if (pool.kind == SeatKind::no_limit || pool.keeps_unfilled) {
      inflow_ = 0;
    } else {
      const std::uint64_t seats = available(pool);
      inflow_ = seats > filled ? seats - filled : 0;
    }
  }

 private:
  std::uint64_t inflow_ = 0;
  std::uint64_t as_needed_ = 0;
};

}  // namespace mengpaneel::verify

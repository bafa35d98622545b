// SPDX-License-Identifier: EUPL-1.2
#include "place/rules/programme_pools.hpp"

#include <algorithm>
#include <string>

#include "place/rules/capacity_rules.hpp"
#include "place/rules/decimal.hpp"

namespace mengpaneel::place {

namespace {

constexpr std::uint64_t ppm = 1'000'000;

bool in_force(const Override& rule, std::string_view date) {
  return (!rule.from || *rule.from <= date) && (!rule.until || date <= *rule.until);
}

std::uint64_t share_of(std::uint32_t capacity, const Pool& pool) {
  const std::uint64_t product = static_cast<std::uint64_t>(capacity) * pool.seats.share_ppm;
  switch (pool.rounding) {
    case Rounding::down:
      return product / ppm;
    case Rounding::nearest:
      return (product + ppm / 2) / ppm;
    case Rounding::up:
      return (product + ppm - 1) / ppm;
  }
  __builtin_unreachable();
}

class SeatCounter {
 public:
  SeatCounter(const Round& round, const Rules& rules, base::ErrorList& errors)
      : round_(round), rules_(rules), errors_(errors) {}

  /// Adds the pools of one programme, at a capacity, to `out`.
  void add(std::uint32_t programme, std::uint32_t capacity, const std::vector<Pool>& pools,
           ProgrammePools& out) {
    std::uint64_t promised = 0;  // S of every pool but rest
    std::uint64_t occupied = 0;  // seats and less of every pool, of rest its less
    const Pool* rest = nullptr;
    std::size_t rest_at = 0;
    for (const Pool& pool : pools) {
      const std::uint64_t less = pool.less ? whole_number(programme, *pool.less, pool) : 0;
      PoolSeats seats{out.seats.pool_names.intern(pool.name).index, 0, false, pool.unfilled};
      if (pool.seats.kind == SeatsKind::rest) {
        rest = &pool;
        rest_at = out.seats.pools.size();
        occupied += less;
      } else if (pool.seats.kind == SeatsKind::as_needed) {
        seats.as_needed = true;
      } else {
        const std::uint64_t size = size_of(programme, capacity, pool);
        promised += size;
        const std::uint64_t free = size - std::min(size, less);
        occupied += free + less;
        seats.seats = static_cast<std::uint32_t>(std::min<std::uint64_t>(free, base::no_limit - 1));
      }
      out.seats.pools.push_back(seats);
      out.rule.push_back(&pool);
    }
    check_sum(programme, capacity, promised, rest, pools);
    if (rest != nullptr) {
      out.seats.pools[rest_at].seats =
          capacity == base::no_limit
              ? base::no_limit
              : static_cast<std::uint32_t>(capacity - std::min<std::uint64_t>(capacity, occupied));
    }
  }

 private:
  std::uint64_t size_of(std::uint32_t programme, std::uint32_t capacity, const Pool& pool) {
    if (pool.seats.kind == SeatsKind::number) {
      return pool.seats.number;
    }
    if (pool.seats.kind == SeatsKind::column) {
      return whole_number(programme, pool.seats.column, pool);
    }
    if (capacity == base::no_limit) {
      errors_.add({base::ErrorCode::share_without_limit,
                   rules_.file,
                   pool.at.line,
                   pool.at.column,
                   pool.name,
                   std::string(round_.programmes.ids.name(programme)),
                   {}});
      return 0;
    }
    return share_of(capacity, pool);
  }

  std::uint64_t whole_number(std::uint32_t programme, std::string_view name, const Pool& pool) {
    const TextColumn* column = round_.programmes.columns.find(name);
    if (column == nullptr) {
      if (std::ranges::find(missing_columns_, name) == missing_columns_.end()) {
        missing_columns_.emplace_back(name);
        errors_.add({base::ErrorCode::column_needed_by_rules, rules_.file, pool.at.line, pool.at.column,
                     pool.name, std::string(name), "programmes.csv"});
      }
      return 0;
    }
    const std::string_view text = column->text(programme);
    const std::optional<std::int64_t> value = decimal_millionths(text.empty() ? "0" : text);
    if (!value || *value < 0 || *value % static_cast<std::int64_t>(ppm) != 0) {
      errors_.add({base::ErrorCode::not_a_whole_number, "programmes.csv", round_.programmes.line[programme],
                   0, std::string(name), std::string(text), "0.."});
      return 0;
    }
    return static_cast<std::uint64_t>(*value) / ppm;
  }

  void check_sum(std::uint32_t programme, std::uint32_t capacity, std::uint64_t promised, const Pool* rest,
                 const std::vector<Pool>& pools) {
    const SourcePosition at = pools.empty() ? SourcePosition{} : pools.front().at;
    const std::string name(round_.programmes.ids.name(programme));
    const auto report = [&](base::ErrorCode code) {
      errors_.add(
          {code, rules_.file, at.line, at.column, name, std::to_string(promised), std::to_string(capacity)});
    };
    if (capacity == base::no_limit) {
      if (rest == nullptr) {
        errors_.add({base::ErrorCode::rest_missing, rules_.file, at.line, at.column, "pool", name,
                     "seats = \"rest\""});
      }
    } else if (promised > capacity) {
      report(base::ErrorCode::seats_exceed_capacity);
    } else if (rest == nullptr && promised < capacity) {
      report(base::ErrorCode::seats_below_capacity);
    }
  }

  const Round& round_;
  const Rules& rules_;
  base::ErrorList& errors_;
  std::vector<std::string> missing_columns_;
};

/// The override of each programme, or null. Reports programmes that no file knows.
std::vector<const Override*> overrides_of(const Round& round, const Rules& rules, const Criteria& criteria,
                                          base::ErrorList& errors) {
  std::vector<const Override*> chosen(round.programmes.size(), nullptr);
  for (const Override& rule : rules.overrides) {
    std::vector<bool> named(round.programmes.size(), false);
    for (const std::string& id : rule.programmes) {
      if (const auto programme = round.programmes.ids.find(id)) {
        named[*programme] = true;
      } else {
        errors.add({base::ErrorCode::unknown_programme, rules.file, rule.at.line, rule.at.column,
                    "programmes", id, "programmes.csv"});
      }
    }
    if (!in_force(rule, rules.date)) {
      continue;
    }
    for (std::uint32_t programme = 0; programme < round.programmes.size(); ++programme) {
      const bool holds =
          named[programme] || (rule.where && rule.where->holds(criteria.of_programme(programme)));
      if (holds && chosen[programme] == nullptr) {
        chosen[programme] = &rule;
      }
    }
  }
  return chosen;
}

}  // namespace

ProgrammePools programme_pools(const Round& round, const Rules& rules, const Criteria& criteria,
                               base::ErrorList& errors) {
  ProgrammePools out;
  out.seats.programmes = round.programmes.ids;
  out.seats.capacity = round.programmes.capacity;
  out.seats.mechanism = rules.mechanism;
  out.seats.waiting = rules.waiting;
  out.seats.pool_begin.push_back(0);
  const std::vector<const Override*> overrides = overrides_of(round, rules, criteria, errors);
  SeatCounter counter(round, rules, errors);
  for (std::uint32_t programme = 0; programme < round.programmes.size(); ++programme) {
    counter.add(programme, round.programmes.capacity[programme],
                overrides[programme] == nullptr ? rules.pools : overrides[programme]->pools, out);
    out.seats.pool_begin.push_back(static_cast<std::uint32_t>(out.seats.pools.size()));
  }
  return out;
}

CapacityRules::CapacityRules(const Round& round, const Rules& rules)
    : round_(round), rules_(rules), places_(round), criteria_(round, rules, places_, ignored_) {}

std::optional<std::vector<std::uint32_t>> CapacityRules::pool_seats(std::uint32_t programme,
                                                                    std::uint32_t capacity) const {
  base::ErrorList errors;
  const Override* chosen = overrides_of(round_, rules_, criteria_, errors)[programme];
  ProgrammePools out;
  SeatCounter(round_, rules_, errors)
      .add(programme, capacity, chosen == nullptr ? rules_.pools : chosen->pools, out);
  if (!errors.empty()) {
    return std::nullopt;
  }
  std::vector<std::uint32_t> seats;
  for (const PoolSeats& pool : out.seats.pools) {
    seats.push_back(pool.seats);
  }
  return seats;
}

}  // namespace mengpaneel::place

// SPDX-License-Identifier: EUPL-1.2
#include "place/explain/safe_standings.hpp"

#include <algorithm>
#include <vector>

#include "place/mechanisms/deferred_acceptance.hpp"
#include "place/mechanisms/mechanisms.hpp"

namespace mengpaneel::place {

namespace {

constexpr std::size_t tries_max = 4;

bool is_understood(const Frozen& frozen) {
  const bool stable = frozen.seats.mechanism == Mechanism::deferred_acceptance ||
                      frozen.seats.mechanism == Mechanism::serial_dictatorship;
  return stable && frozen.stages.empty() && frozen.table.groups.empty();
}

/// Puts the somebody (`extra`) directly before one pupil and everybody behind her.
struct WithExtra {
  TieBreak others;
  std::uint32_t extra = base::none;
  Applicant next{};  ///< directly behind the extra

  static bool before(const void* context, Applicant left, Applicant right) {
    const auto& self = *static_cast<const WithExtra*>(context);
    if (left.pupil == self.extra) {
      return !self.others(right, self.next);
    }
    if (right.pupil == self.extra) {
      return self.others(left, self.next);
    }
    return self.others(left, right);
  }
};

}  // namespace

struct SafeStandings::Settled {
  Settled(const Frozen& source, const base::Digest& seed)
      : frozen(source),
        numbers(draw_numbers(source.table, source.seats.programmes, seed)),
        parts(mechanism_entry(source.seats.mechanism).key_parts),
        order(source, numbers, seed, parts),
        packed(pack_rows(source, numbers, parts)),
        pools(market_pools(source.seats)),
        tie_break{order.tie_break(), source.table.pupil_count(), {}},
        engine(pools) {
    packed.words.push_back(0);
    packed.row_begin.push_back(static_cast<std::uint32_t>(packed.words.size()));
    const Market everyone = market();
    // The extra pupil asks later.
    const Market real{std::span(everyone.row_begin).first(everyone.row_begin.size() - 1),
                      everyone.words,
                      everyone.pools,
                      everyone.pool_bits,
                      everyone.tie_break,
                      {}};
    rows.assign(source.table.pupil_count() + 1U, base::none);
    engine.run(real, std::span(rows).first(source.table.pupil_count()));
  }

  [[nodiscard]] Market market() const {
    return {
        packed.row_begin, packed.words, pools, packed.layout.pool_bits, {&WithExtra::before, &tie_break}, {}};
  }

  [[nodiscard]] bool worse(Applicant left, Applicant right) const {
    const std::uint64_t left_word = packed.words[left.row] | 1U;
    const std::uint64_t right_word = packed.words[right.row] | 1U;
    return left_word != right_word ? left_word > right_word : tie_break.others(right, left);
  }

  /// Would somebody directly before `next` keep a seat in her pool?
  [[nodiscard]] bool serves(Applicant next) {
    const auto extra_row = static_cast<std::uint32_t>(packed.words.size() - 1);
    packed.words[extra_row] = packed.words[next.row] | 1U;
    tie_break.next = next;
    DeferredAcceptance more = engine;
    std::vector<std::uint32_t> rows_then = rows;
    more.insert(market(), rows_then, {extra_row, tie_break.extra});
    return rows_then[tie_break.extra] == extra_row;
  }

  [[nodiscard]] Standing standing(Applicant applicant) const {
    const std::uint32_t choice = choice_of_row(frozen.table, applicant);
    const std::uint64_t number = numbers.number(applicant.pupil, choice);
    return {frozen.table.row_class[applicant.row],
            {},
            frozen.table.row_order[applicant.row],
            frozen.table.given ? std::to_string(number) : base::to_hex(number)};
  }

  const Frozen& frozen;
  LotteryNumbers numbers;
  KeyParts parts;
  KeyOrder order;
  PackedRows packed;  ///< with one more pupil and row at the end
  std::vector<MarketPool> pools;
  WithExtra tie_break;
  DeferredAcceptance engine;        ///< when all have settled
  std::vector<std::uint32_t> rows;  ///< [n + 1]
};

SafeStandings::SafeStandings(const Frozen& frozen, const base::Digest& seed)
    : settled_(is_understood(frozen) ? std::make_unique<Settled>(frozen, seed) : nullptr) {}

SafeStandings::~SafeStandings() = default;

std::optional<SafeStanding> SafeStandings::of(std::uint32_t pool) {
  if (settled_ == nullptr || settled_->pools[pool].seats == base::no_limit) {
    return std::nullopt;
  }
  const auto [seats, held] = settled_->engine.load(pool);
  if (held == 0 || held < seats) {
    return std::nullopt;
  }
  std::vector<Applicant> admitted;
  settled_->engine.for_each_held(pool, [&](Applicant applicant) { admitted.push_back(applicant); });
  const std::size_t tries = std::min(tries_max, admitted.size());
  std::partial_sort(admitted.begin(), admitted.begin() + static_cast<std::ptrdiff_t>(tries), admitted.end(),
                    [this](Applicant left, Applicant right) { return settled_->worse(left, right); });
  for (std::size_t index = 0; index < tries; ++index) {
    if (settled_->serves(admitted[index])) {
      return SafeStanding{settled_->standing(admitted.front()), settled_->standing(admitted[index])};
    }
  }
  return std::nullopt;
}

}  // namespace mengpaneel::place

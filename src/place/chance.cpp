// SPDX-License-Identifier: EUPL-1.2
//
// A redraw changes the number bits of the words and nothing else, so the market is packed once with the
// numbers left out, and a draw costs one pass to fill them in and one run of the mechanism. Siblings who
// share a number are told apart by a number of their own, from a stream of its own.

#include "place/chance.hpp"

#include "base/random.hpp"
#include "place/mechanisms/deferred_acceptance.hpp"
#include "place/mechanisms/mechanisms.hpp"

namespace mengpaneel::place {

namespace {

/// One worker's copy of the market, redrawn in place.
class Redrawer {
 public:
  Redrawer(const Frozen& frozen, const base::Digest& seed)
      : frozen_(frozen),
        entry_(mechanism_entry(frozen.seats.mechanism)),
        is_deferred_(entry_.kind == MechanismKind::deferred_acceptance ||
                     entry_.kind == MechanismKind::serial_dictatorship),
        numbers_stream_(seed, "redraw"),
        own_stream_(seed, "redraw-own"),
        pools_(market_pools(frozen.seats)),
        deferred_(pools_) {
    const FrozenTable& table = frozen.table;
    LotteryNumbers zero;
    zero.of_choice =
        table.given ? table.choice_given : std::vector<std::uint64_t>(table.choice_rank.size(), 0);
    packed_ = pack_rows(frozen, zero, entry_.key_parts);
    standing_ = packed_.words;
    row_of_pupil_.resize(table.pupil_count());
    placed_.assign(table.choice_rank.size(), 0);
    unit_of_pupil_.resize(table.pupil_count());
    for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
      unit_of_pupil_[pupil] =
          table.draw_id[pupil] == base::none ? pupil : table.pupil_count() + table.draw_id[pupil];
    }
    for (std::uint32_t choice = 0; choice < table.choice_rank.size(); ++choice) {
      choice_of_row_.resize(table.row_begin[choice + 1], choice);
    }
    number_.resize(table.per_programme ? table.choice_rank.size()
                                       : table.pupil_count() + table.draw_ids.size());
  }

  void draw(std::uint64_t draw_index) {
    draw_index_ = draw_index;
    fill_words();
    const TieBreak tie_break{[](const void* context, Applicant left, Applicant right) {
                               return static_cast<const Redrawer*>(context)->before(left, right);
                             },
                             this};
    const Market market{packed_.row_begin, packed_.words, pools_, packed_.layout.pool_bits, tie_break};
    if (is_deferred_) {
      deferred_.run(market, row_of_pupil_);
    } else {
      row_of_pupil_ = entry_.compute(market, frozen_);
    }
    for (std::uint32_t pupil = 0; pupil < row_of_pupil_.size(); ++pupil) {
      if (row_of_pupil_[pupil] != base::none) {
        ++placed_[choice_of_row_[row_of_pupil_[pupil]]];
      }
    }
  }

  [[nodiscard]] const std::vector<std::uint32_t>& placed() const { return placed_; }

 private:
  void fill_words() {
    const FrozenTable& table = frozen_.table;
    if (table.given) {
      return;
    }
    if (!table.per_programme) {
      numbers_stream_.fill(draw_index_, number_);
      for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
        const std::uint64_t part = packed_.layout.number_part(number_[unit_of_pupil_[pupil]]);
        for (std::uint32_t row = packed_.row_begin[pupil]; row < packed_.row_begin[pupil + 1]; ++row) {
          packed_.words[row] = standing_[row] | part;
        }
      }
      return;
    }
    const std::uint64_t programme_count = frozen_.seats.programmes.size();
    for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
      for (std::uint32_t choice = table.choice_begin[pupil]; choice < table.choice_begin[pupil + 1];
           ++choice) {
        number_[choice] =
            numbers_stream_.bits(draw_index_, unit_of_pupil_[pupil] * programme_count +
                                                  base::to_size(table.choice_programme[choice]));
        const std::uint64_t part = packed_.layout.number_part(number_[choice]);
        for (std::uint32_t row = table.row_begin[choice]; row < table.row_begin[choice + 1]; ++row) {
          packed_.words[row] = standing_[row] | part;
        }
      }
    }
  }

  [[nodiscard]] std::uint64_t number(Applicant applicant) const {
    const FrozenTable& table = frozen_.table;
    if (table.given) {
      return table.choice_given[choice_of_row(table, applicant)];
    }
    return table.per_programme ? number_[choice_of_row(table, applicant)]
                               : number_[unit_of_pupil_[applicant.pupil]];
  }

  [[nodiscard]] bool before(Applicant left, Applicant right) const {
    const std::uint64_t number_left = number(left);
    const std::uint64_t number_right = number(right);
    if (number_left != number_right) {
      return number_left < number_right;
    }
    const std::uint64_t own_left = own_stream_.bits(draw_index_, left.pupil);
    const std::uint64_t own_right = own_stream_.bits(draw_index_, right.pupil);
    return own_left != own_right ? own_left < own_right : left.pupil < right.pupil;
  }

  const Frozen& frozen_;
  const MechanismEntry& entry_;
  bool is_deferred_;
  base::RandomStream numbers_stream_;
  base::RandomStream own_stream_;
  std::vector<MarketPool> pools_;
  DeferredAcceptance deferred_;
  PackedRows packed_;
  std::vector<std::uint64_t> standing_;
  std::vector<std::uint64_t> number_;
  std::vector<std::uint32_t> unit_of_pupil_;
  std::vector<std::uint32_t> row_of_pupil_;
  std::vector<std::uint32_t> choice_of_row_;
  std::vector<std::uint32_t> placed_;
  std::uint64_t draw_index_ = 0;
};

}  // namespace

Chances chances(const Frozen& frozen, const base::Digest& seed, const ChanceOptions& options) {
  const std::size_t tasks = options.tasks == 0 ? 1 : options.tasks;
  std::vector<std::vector<std::uint32_t>> placed(tasks);
  std::vector<std::uint64_t> done(tasks, 0);
  options.run_tasks(tasks, [&](std::size_t task) {
    Redrawer redrawer(frozen, seed);
    for (std::uint64_t draw = task; draw < options.draws; draw += tasks) {
      redrawer.draw(draw);
      ++done[task];
      if (options.progress && done[task] % 64 == 0 && !options.progress(done[task])) {
        break;
      }
    }
    placed[task] = redrawer.placed();
  });
  Chances total;
  total.placed.assign(frozen.table.choice_rank.size(), 0);
  for (std::size_t task = 0; task < tasks; ++task) {
    total.draws += done[task];
    for (std::size_t choice = 0; choice < total.placed.size(); ++choice) {
      total.placed[choice] += placed[task][choice];
    }
  }
  return total;
}

}  // namespace mengpaneel::place

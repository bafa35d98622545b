// SPDX-License-Identifier: EUPL-1.2
//
// A band is a market of its own that borrows everything: the words, with the mark of a last row at the end of
// each band too, so that a pupil's proposals stop there; where her rows of the band begin; and who has no row
// in it or a place already is absent.

#include "place/mechanisms/parallel.hpp"

#include "place/mechanisms/deferred_acceptance.hpp"

namespace mengpaneel::place {

namespace {

constexpr std::uint64_t last_row_bit = 1;

class Bands {
 public:
  Bands(const Market& market, const FrozenTable& table, std::uint32_t band)
      : table_(table),
        words_(market.words.begin(), market.words.end()),
        begin_(market.row_begin.begin(), market.row_begin.end()),
        absent_(table.pupil_count(), 0),
        next_choice_(table.choice_begin.begin(), table.choice_begin.end() - 1) {
    for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
      absent_[pupil] = market.takes_part(pupil) ? 0 : 1;
      std::uint32_t position = 0;
      for (std::uint32_t choice = table.choice_begin[pupil]; choice < table.choice_begin[pupil + 1];
           ++choice) {
        if (table.row_begin[choice] != table.row_begin[choice + 1] && ++position % band == 0) {
          words_[table.row_begin[choice + 1] - 1] |= last_row_bit;
        }
      }
    }
  }

  /// Goes on to the next band of everybody who has no place yet. False when there is nobody.
  bool advance(std::span<const std::uint32_t> row_of_pupil) {
    bool any = false;
    for (std::uint32_t pupil = 0; pupil < absent_.size(); ++pupil) {
      if (absent_[pupil] != 0 || row_of_pupil[pupil] != base::none || !advance(pupil)) {
        absent_[pupil] = 1;
      } else {
        any = true;
      }
    }
    return any;
  }

  [[nodiscard]] Market market(const Market& whole, std::span<const MarketPool> pools) const {
    return {begin_, words_, pools, whole.pool_bits, whole.tie_break, absent_};
  }

 private:
  bool advance(std::uint32_t pupil) {
    std::uint32_t& choice = next_choice_[pupil];
    const std::uint32_t begin = table_.row_begin[choice];
    begin_[pupil] = begin;
    const std::uint32_t end = table_.row_begin[table_.choice_begin[pupil + 1]];
    if (begin == end) {
      return false;
    }
    std::uint32_t last = begin;
    while ((words_[last] & last_row_bit) == 0) {
      ++last;
    }
    while (table_.row_begin[choice] <= last) {
      ++choice;
    }
    return true;
  }

  const FrozenTable& table_;
  std::vector<std::uint64_t> words_;
  std::vector<std::uint32_t> begin_;        ///< [n+1]
  std::vector<std::uint8_t> absent_;        ///< [n]
  std::vector<std::uint32_t> next_choice_;  ///< [n]
};

}  // namespace

std::vector<std::uint32_t> parallel(const Market& market, const FrozenTable& table, std::uint32_t band) {
  std::vector<std::uint32_t> row_of_pupil(table.pupil_count(), base::none);
  std::vector<std::uint32_t> of_band(row_of_pupil.size());
  std::vector<MarketPool> pools(market.pools.begin(), market.pools.end());
  Bands bands(market, table, band);
  while (bands.advance(row_of_pupil)) {
    DeferredAcceptance(pools).run(bands.market(market, pools), of_band);
    std::vector<std::uint32_t> filled(pools.size(), 0);
    for (std::size_t pupil = 0; pupil < of_band.size(); ++pupil) {
      if (of_band[pupil] != base::none) {
        row_of_pupil[pupil] = of_band[pupil];
        ++filled[table.row_pool[of_band[pupil]]];
      }
    }
    const std::vector<std::uint32_t> left = seats_left(pools, filled);
    for (std::size_t pool = 0; pool < pools.size(); ++pool) {
      pools[pool].seats = left[pool];
    }
  }
  return row_of_pupil;
}

}  // namespace mengpaneel::place

// SPDX-License-Identifier: EUPL-1.2
//
// Both rounds number programmes in the order of their bytes, so what is sorted by programme stays sorted.

#include "place/other_round.hpp"

#include <algorithm>

namespace mengpaneel::place {

namespace {

/// The programme here by the programme there; base::none where it is gone. [programmes of the other]
std::vector<std::uint32_t> match(const Programmes& here, const Programmes& there) {
  std::vector<std::uint32_t> matched;
  for (std::uint32_t programme = 0; programme < there.size(); ++programme) {
    matched.push_back(here.ids.find(there.ids.name(programme)).value_or(base::none));
  }
  return matched;
}

/// Values by pupil and programme (CSR), without the programmes that are gone.
template <typename Value>
void match_pairs(const std::vector<std::uint32_t>& matched, std::vector<std::uint32_t>& begin,
                 std::vector<base::ProgrammeIndex>& programme, std::vector<Value>& value) {
  std::size_t kept = 0;
  std::size_t read = 0;
  for (std::size_t pupil = 0; pupil + 1 < begin.size(); ++pupil) {
    const std::size_t end = begin[pupil + 1];
    for (; read < end; ++read) {
      const std::uint32_t here = matched[base::to_size(programme[read])];
      if (here != base::none) {
        programme[kept] = base::ProgrammeIndex{here};
        value[kept] = value[read];
        ++kept;
      }
    }
    begin[pupil + 1] = static_cast<std::uint32_t>(kept);
  }
  programme.resize(kept);
  value.resize(kept);
}

void cut_lists(Preferences& preferences, std::uint32_t length_max, Unmatched& unmatched) {
  std::uint32_t kept = 0;
  std::uint32_t begin = 0;
  for (std::size_t pupil = 0; pupil + 1 < preferences.begin.size(); ++pupil) {
    const std::uint32_t end = preferences.begin[pupil + 1];
    const std::uint32_t length = std::min(end - begin, length_max);
    unmatched.cut += length < end - begin ? 1 : 0;
    for (std::uint32_t index = begin; index < begin + length; ++index) {
      preferences.programme[kept] = preferences.programme[index];
      preferences.rank[kept] = preferences.rank[index];
      ++kept;
    }
    begin = end;
    preferences.begin[pupil + 1] = kept;
  }
  preferences.programme.resize(kept);
  preferences.rank.resize(kept);
}

Unmatched find_unmatched(const Programmes& here, const Round& other,
                         const std::vector<std::uint32_t>& matched) {
  Unmatched unmatched;
  std::vector<bool> listed(matched.size(), false);
  for (const base::ProgrammeIndex programme : other.preferences.programme) {
    if (matched[base::to_size(programme)] == base::none) {
      listed[base::to_size(programme)] = true;
      ++unmatched.choices_gone;
    }
  }
  for (std::uint32_t programme = 0; programme < matched.size(); ++programme) {
    if (listed[programme]) {
      unmatched.gone.emplace_back(other.programmes.ids.name(programme));
    }
  }
  for (std::uint32_t programme = 0; programme < here.size(); ++programme) {
    if (!other.programmes.ids.find(here.ids.name(programme))) {
      unmatched.fresh.emplace_back(here.ids.name(programme));
    }
  }
  return unmatched;
}

}  // namespace

MatchedRound at_programmes(const Programmes& programmes, const Round& other,
                           std::optional<std::uint32_t> length_max) {
  const std::vector<std::uint32_t> matched = match(programmes, other.programmes);
  MatchedRound result{other, find_unmatched(programmes, other, matched)};
  Round& round = result.round;
  round.programmes = programmes;
  match_pairs(matched, round.preferences.begin, round.preferences.programme, round.preferences.rank);
  match_pairs(matched, round.claims.begin, round.claims.programme, round.claims.word);
  match_pairs(matched, round.priorities.begin, round.priorities.programme, round.priorities.value);
  match_pairs(matched, round.distances.begin, round.distances.programme, round.distances.value);
  if (length_max) {
    cut_lists(round.preferences, *length_max, result.unmatched);
  }
  for (std::uint32_t pupil = 0; pupil < round.pupils.size(); ++pupil) {
    const bool had_list = other.preferences.begin[pupil] != other.preferences.begin[pupil + 1];
    const bool has_list = round.preferences.begin[pupil] != round.preferences.begin[pupil + 1];
    result.unmatched.emptied += had_list && !has_list ? 1 : 0;
  }
  return result;
}

}  // namespace mengpaneel::place

// SPDX-License-Identifier: EUPL-1.2
// Any bytes as the tables of a round, one after another with a byte 1 between them (programmes, pupils,
// preferences, claims, priorities, distances, lottery). Whatever is accepted must keep the promises of
// place::Round.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <string_view>
#include <vector>

#include "io/round_reader.hpp"

namespace {

using namespace mengpaneel;

constexpr char separator = '\x01';

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

void require_sorted_names(const base::IdTable& ids) {
  for (std::uint32_t index = 1; index < ids.size(); ++index) {
    require(ids.name(index - 1) < ids.name(index));
    require(ids.find(ids.name(index)) == index);
  }
}

void require_columns(const place::ColumnSet& set, std::size_t rows) {
  for (const place::TextColumn& column : set.columns) {
    require(column.code.size() == rows);
    require(std::ranges::all_of(
        column.code, [&](std::uint32_t code) { return code == base::none || code < column.values.size(); }));
  }
}

void require_lists(const std::vector<std::uint32_t>& begin,
                   const std::vector<base::ProgrammeIndex>& programme, const place::Round& round) {
  require(begin.size() == std::size_t{round.pupils.size()} + 1 && begin.front() == 0);
  require(std::ranges::is_sorted(begin) && begin.back() == programme.size());
  require(std::ranges::all_of(
      programme, [&](base::ProgrammeIndex index) { return base::to_size(index) < round.programmes.size(); }));
}

void require_promises(const place::Round& round) {
  require_sorted_names(round.programmes.ids);
  require_sorted_names(round.pupils.ids);
  require_columns(round.programmes.columns, round.programmes.size());
  require_columns(round.pupils.columns, round.pupils.size());
  require(round.programmes.capacity.size() == round.programmes.size());
  require(round.programmes.school.size() == round.programmes.size());
  require(round.programmes.point.size() == round.programmes.size());
  require(round.pupils.point.size() == round.pupils.size());
  require_lists(round.preferences.begin, round.preferences.programme, round);
  require_lists(round.claims.begin, round.claims.programme, round);
  for (std::uint32_t pupil = 0; pupil < round.pupils.size(); ++pupil) {
    const auto first = round.preferences.rank.begin() + round.preferences.begin[pupil];
    const auto last = round.preferences.rank.begin() + round.preferences.begin[pupil + 1];
    require(std::adjacent_find(first, last, std::greater_equal<>()) == last);
  }
  for (const place::PairValues* values : {&round.priorities, &round.distances}) {
    if (!values->given) {
      continue;
    }
    require_lists(values->begin, values->programme, round);
    for (std::uint32_t pupil = 0; pupil < round.pupils.size(); ++pupil) {
      for (std::uint32_t at = values->begin[pupil]; at < values->begin[pupil + 1]; ++at) {
        require(values->find(pupil, values->programme[at]) == values->value[at]);
      }
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  io::RoundFiles files;
  for (io::RoundFile* file : {&files.programmes, &files.pupils, &files.preferences, &files.claims,
                              &files.priorities, &files.distances, &files.lottery}) {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    file->bytes = rest.substr(0, end);
    if (end == rest.size()) {
      break;
    }
    rest.remove_prefix(end + 1);
  }
  const base::Result<place::Round> round = io::parse_round(files);
  if (round) {
    require_promises(*round);
  } else {
    require(!round.error().empty());
  }
  return 0;
}

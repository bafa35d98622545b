// SPDX-License-Identifier: EUPL-1.2
#include "tests/support/drawn_market.hpp"

#include <cstdlib>
#include <sstream>

namespace mengpaneel::place::testing {

namespace {

struct DrawnPool {
  std::string name;
  std::uint32_t seats = 1;
  std::map<std::string, std::uint32_t> rank_of_pupil;
};

struct DrawnProgramme {
  std::string id;
  std::vector<DrawnPool> pools;
};

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) {
    words.push_back(word);
  }
  return words;
}

void fill_order(DrawnPool& pool, const std::string& text) {
  std::uint32_t rank = 0;
  for (const std::string& pupil : words_of(text)) {
    pool.rank_of_pupil[pupil] = ++rank;
  }
}

std::uint32_t number_of(const std::string& text) {
  return static_cast<std::uint32_t>(std::strtoul(text.c_str(), nullptr, 10));
}

/// "A(2): x y" or "A: [name seats: x y] [..]".
DrawnProgramme parse_programme(const std::string& line) {
  DrawnProgramme programme;
  const std::size_t colon = line.find(':');
  std::string head = line.substr(0, colon);
  std::string rest = line.substr(colon + 1);
  std::uint32_t seats = 1;
  if (const std::size_t open = head.find('('); open != std::string::npos) {
    seats = number_of(head.substr(open + 1));
    head = head.substr(0, open);
  }
  programme.id = head;
  if (rest.find('[') == std::string::npos) {
    DrawnPool pool{"open", seats, {}};
    fill_order(pool, rest);
    programme.pools.push_back(pool);
    return programme;
  }
  for (std::size_t open = rest.find('['); open != std::string::npos; open = rest.find('[', open + 1)) {
    const std::string inside = rest.substr(open + 1, rest.find(']', open) - open - 1);
    const std::size_t mark = inside.find(':');
    const std::vector<std::string> name_and_seats = words_of(inside.substr(0, mark));
    DrawnPool pool{name_and_seats[0], number_of(name_and_seats[1]), {}};
    fill_order(pool, inside.substr(mark + 1));
    programme.pools.push_back(pool);
  }
  return programme;
}

}  // namespace

DrawnMarket::DrawnMarket(const std::vector<std::string>& pupils, const std::vector<std::string>& programmes,
                         Mechanism mechanism) {
  SeatTable& seats = frozen_.seats;
  seats.mechanism = mechanism;
  std::map<std::string, DrawnProgramme> by_id;
  for (const std::string& line : programmes) {
    const DrawnProgramme programme = parse_programme(line);
    by_id[programme.id] = programme;
  }
  seats.pool_begin.push_back(0);
  for (const auto& [id, programme] : by_id) {
    seats.programmes.intern(id);
    std::uint32_t capacity = 0;
    for (const DrawnPool& pool : programme.pools) {
      const bool stays_empty = pool.name.back() == '!';
      seats.pools.push_back({seats.pool_names.intern(pool.name).index, pool.seats, false,
                             stays_empty ? Unfilled::empty : Unfilled::next});
      frozen_.class_names.push_back({std::string(other_class)});
      capacity += pool.seats;
    }
    seats.capacity.push_back(capacity);
    seats.pool_begin.push_back(static_cast<std::uint32_t>(seats.pools.size()));
  }
  std::map<std::string, std::vector<std::string>> lists;
  for (const std::string& line : pupils) {
    const std::size_t colon = line.find(':');
    lists[line.substr(0, colon)] = words_of(line.substr(colon + 1));
  }
  FrozenTable& table = frozen_.table;
  table.choice_begin.push_back(0);
  table.row_begin.push_back(0);
  for (const auto& [pupil, list] : lists) {
    table.pupils.intern(pupil);
    table.draw_kind.push_back(DrawKind::pupil);
    table.draw_id.push_back(base::none);
    std::uint32_t rank = 0;
    for (const std::string& id : list) {
      const std::uint32_t programme = *seats.programmes.find(id);
      table.choice_rank.push_back(++rank);
      table.choice_programme.push_back(base::ProgrammeIndex{programme});
      std::uint32_t pool = seats.pool_begin[programme];
      for (const DrawnPool& drawn : by_id[id].pools) {
        if (const auto found = drawn.rank_of_pupil.find(pupil); found != drawn.rank_of_pupil.end()) {
          table.row_pool.push_back(pool);
          table.row_class.push_back(0);
          table.row_order.push_back(found->second);
        }
        ++pool;
      }
      table.row_begin.push_back(static_cast<std::uint32_t>(table.row_pool.size()));
    }
    table.choice_begin.push_back(static_cast<std::uint32_t>(table.choice_rank.size()));
  }
}

std::string placement_text(const Frozen& frozen, const Outcome& outcome) {
  std::string text;
  for (std::uint32_t pupil = 0; pupil < frozen.table.pupil_count(); ++pupil) {
    text.append(text.empty() ? "" : " ").append(frozen.table.pupils.name(pupil));
    if (outcome.placed_choice[pupil] == base::none) {
      text.append("-");
    } else {
      const auto programme = frozen.table.choice_programme[outcome.placed_choice[pupil]];
      text.append(frozen.seats.programmes.name(static_cast<std::uint32_t>(programme)));
    }
  }
  return text;
}

std::string DrawnMarket::placed() const { return placement_text(frozen_, place(frozen_, base::Digest{})); }

}  // namespace mengpaneel::place::testing

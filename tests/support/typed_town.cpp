// SPDX-License-Identifier: EUPL-1.2
#include "tests/support/typed_town.hpp"

#include <algorithm>
#include <string>

namespace mengpaneel::place::testing {

TownPupil random_type(std::mt19937_64& random, std::uint32_t schools, std::uint32_t classes) {
  TownPupil pupil;
  const std::size_t length = 1 + random() % 4;
  while (pupil.list.size() < std::min<std::size_t>(length, schools)) {
    const auto school = static_cast<std::uint32_t>(std::min(random() % schools, random() % schools));
    if (std::ranges::find(pupil.list, school) == pupil.list.end()) {
      pupil.list.push_back(school);
      const std::uint64_t strength = random() % 10;
      pupil.class_index.push_back(static_cast<std::uint16_t>(
          strength < 1 ? 0 : std::min<std::uint64_t>(classes - 1, strength < 4 ? 1 : 2)));
    }
  }
  return pupil;
}

Frozen typed_town(const std::vector<TownPupil>& pupils, const std::vector<std::uint32_t>& seats) {
  Frozen frozen;
  frozen.seats.pool_begin.push_back(0);
  for (std::uint32_t school = 0; school < seats.size(); ++school) {
    frozen.seats.programmes.intern("S" + std::to_string(100 + school));
    frozen.seats.pools.push_back({frozen.seats.pool_names.intern("open").index, seats[school]});
    frozen.seats.capacity.push_back(seats[school]);
    frozen.seats.pool_begin.push_back(school + 1);
    frozen.class_names.push_back({"first", "second", std::string(other_class)});
  }
  FrozenTable& table = frozen.table;
  table.choice_begin.push_back(0);
  table.row_begin.push_back(0);
  for (const TownPupil& pupil : pupils) {
    table.pupils.intern("P" + std::to_string(1'000'000 + table.pupils.size()));
    const bool shares = pupil.household != base::none;
    table.draw_kind.push_back(shares ? DrawKind::household : DrawKind::pupil);
    table.draw_id.push_back(shares ? table.draw_ids.intern("H" + std::to_string(pupil.household)).index
                                   : base::none);
    for (std::size_t position = 0; position < pupil.list.size(); ++position) {
      table.choice_rank.push_back(static_cast<std::uint32_t>(position + 1));
      table.choice_programme.push_back(base::ProgrammeIndex{pupil.list[position]});
      table.row_pool.push_back(pupil.list[position]);
      table.row_class.push_back(pupil.class_index[position]);
      table.row_order.push_back(0);
      table.row_begin.push_back(static_cast<std::uint32_t>(table.row_pool.size()));
    }
    table.choice_begin.push_back(static_cast<std::uint32_t>(table.choice_rank.size()));
  }
  return frozen;
}

}  // namespace mengpaneel::place::testing

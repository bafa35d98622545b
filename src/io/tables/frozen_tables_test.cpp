// SPDX-License-Identifier: EUPL-1.2
#include "io/tables/frozen_tables.hpp"

#include <gtest/gtest.h>

#include <string>

#include "io/tables/outcome_tables.hpp"
#include "place/outcome.hpp"
#include "tests/support/random_market.hpp"

namespace mengpaneel::io::tables {
namespace {

TEST(FrozenTables, ReadBackAsTheyWereWrittenAndPlaceTheSame) {
  for (std::uint64_t index = 0; index < 300; ++index) {
    place::Frozen frozen = place::testing::random_frozen(index, {8, 4, true});
    frozen.table.per_programme = index % 2 == 0;
    const std::string frozen_csv = write_frozen(frozen);
    const std::string seats_csv = write_seats(frozen);
    const auto back = read_frozen(frozen_csv, seats_csv);
    ASSERT_TRUE(back) << frozen_csv << seats_csv;
    EXPECT_EQ(write_frozen(*back), frozen_csv);
    EXPECT_EQ(write_seats(*back), seats_csv);
    const base::Digest seed = base::sha256("seed");
    EXPECT_EQ(write_waiting_lists(*back, place::place(*back, seed)),
              write_waiting_lists(frozen, place::place(frozen, seed)));
  }
}

TEST(FrozenTables, ANameWithoutARowIsRefused) {
  const std::string header =
      "stage,pupil_id,rank,programme_id,pool,class_index,order,draw_kind,draw_id,draw_programme,given,group_"
      "id,"
      "group_together,group_number\n";
  const std::string seats =
      "stage,programme_id,position,pool,seats,unfilled,capacity,mechanism,waiting_order\n"
      "1,A,1,open,2,next,2,deferred-acceptance,priority\n";
  const auto code = [&](const std::string& row, const std::string& seats_csv) {
    const auto frozen = read_frozen(header + row, seats_csv);
    return frozen ? std::string("read") : std::string(base::error_code_name(frozen.error().shown()[0].code));
  };
  EXPECT_EQ(code("1,p,1,A,open,0,0,pupil,p,,,,,\n", seats), "read");
  EXPECT_EQ(code("1,p,1,B,open,0,0,pupil,p,,,,,\n", seats), "unknown_programme");
  EXPECT_EQ(code("1,p,1,A,shut,0,0,pupil,p,,,,,\n", seats), "not_an_allowed_word");
  EXPECT_EQ(code("2,p,1,A,open,0,0,pupil,p,,,,,\n", seats), "out_of_range");
  EXPECT_EQ(code("1,p,x,A,open,0,0,pupil,p,,,,,\n", seats), "not_a_whole_number");
  EXPECT_EQ(code("1,q,1,A,open,0,0,pupil,q,,,,,\n1,p,1,A,open,0,0,pupil,p,,,,,\n", seats), "out_of_range");
  EXPECT_EQ(code("", "stage,programme_id\n"), "column_missing");
}

}  // namespace
}  // namespace mengpaneel::io::tables

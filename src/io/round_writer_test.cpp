// SPDX-License-Identifier: EUPL-1.2
#include "io/round_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hash.hpp"
#include "io/round_reader.hpp"
#include "simulate/example_town.hpp"
#include "simulate/from_supply.hpp"

namespace mengpaneel::io {
namespace {

using testing::HasSubstr;
using testing::Not;

simulate::Town small_town() { return simulate::example_town({.pupils = 30, .schools = 4}).value(); }

base::Result<place::Round> read_back(const MadeRound& round) {
  RoundFiles files;
  files.programmes.bytes = round.programmes_csv;
  files.pupils.bytes = round.pupils_csv;
  files.preferences.bytes = round.preferences_csv;
  files.claims.bytes = round.claims_csv;
  return parse_round(files);
}

TEST(RoundWriter, WritesARoundThatIsReadBack) {
  const simulate::Town town = small_town();
  const auto round = read_back(write_round(town));
  ASSERT_TRUE(round.has_value());
  ASSERT_EQ(round->pupils.size(), town.pupils.size());
  ASSERT_EQ(round->programmes.size(), town.schools.size());
  for (std::uint32_t pupil = 0; pupil < round->pupils.size(); ++pupil) {
    EXPECT_EQ(round->pupils.ids.name(pupil), town.pupils[pupil].pupil_id);
    EXPECT_EQ(round->pupils.point[pupil]->latitude, town.pupils[pupil].point.latitude);
    const std::uint32_t begin = round->preferences.begin[pupil];
    ASSERT_EQ(round->preferences.begin[pupil + 1] - begin, town.wishes[pupil].size());
    for (std::size_t rank = 0; rank < town.wishes[pupil].size(); ++rank) {
      EXPECT_EQ(base::to_size(round->preferences.programme[begin + rank]), town.wishes[pupil][rank]);
    }
  }
  EXPECT_EQ(round->claims.programme.size(), town.claims.size());
  for (const char* column : {"household_id", "ses", "vve", "born", "round1", "postcode"}) {
    EXPECT_NE(round->pupils.columns.find(column), nullptr) << column;
  }
  for (const char* column : {"citywide", "seats_vve", "present", "present_low", "denomination", "board_id"}) {
    EXPECT_NE(round->programmes.columns.find(column), nullptr) << column;
  }
}

TEST(RoundWriter, WritesTheSameTownOnEveryMachine) {
  const MadeRound round = write_round(simulate::example_town({.pupils = 400, .schools = 12}).value());
  std::string all;
  for (const auto& [name, bytes] : files_of(round)) {
    if (name != "PROVENANCE.txt") {
      all.append(bytes);
    }
  }
  // A change here is a change of the demo town: say so in the changelog.
  EXPECT_EQ(base::to_hex(base::sha256(all)),
            "4aaee0c8594794c6726e93c6b46945d8eda6e57d3c36825f19123c6d1b38fe3d");
}

TEST(RoundWriter, SaysInEveryFileWhatIsMadeUp) {
  const MadeRound invented = write_round(small_town());
  EXPECT_THAT(invented.provenance_txt, HasSubstr("Deze stad bestaat niet."));
  EXPECT_THAT(invented.provenance_txt, HasSubstr("This town does not exist."));
  EXPECT_THAT(invented.pupils_csv, HasSubstr(",invented,all\n"));

  simulate::Supply supply;
  supply.schools = {{.school_id = "99AA00",
                     .name = "Een, \"twee\"",
                     .denomination = "Openbaar",
                     .board_id = "1",
                     .postcode = "0101AB",
                     .municipality = "X",
                     .point = base::GeoPoint{52.5, 5.2}},
                    {.school_id = "99BB00",
                     .name = "Leeg",
                     .denomination = "Openbaar",
                     .board_id = "1",
                     .postcode = "0101AB",
                     .municipality = "X",
                     .point = base::GeoPoint{52.5, 5.2}}};
  supply.postcodes = {{"0101", "X", base::GeoPoint{52.5, 5.2}}};
  supply.counts = {{0, 0, 4, {1, 4}}};
  supply.reference_date = "2024-10-01";
  supply.source = "de bron";
  const MadeRound modelled = write_round(simulate::town_from_supply(supply, {}).value());
  EXPECT_THAT(modelled.provenance_txt, HasSubstr("Dit is geen echte aanmeldronde."));
  EXPECT_THAT(modelled.provenance_txt, HasSubstr("de bron"));
  EXPECT_THAT(modelled.provenance_txt, HasSubstr("1 to 4"));
  EXPECT_THAT(modelled.provenance_txt, HasSubstr("99BB00"));
  EXPECT_THAT(modelled.provenance_txt, Not(HasSubstr("{"))) << "every placeholder is filled";
  EXPECT_THAT(modelled.pupils_csv, HasSubstr("household_id;latitude;longitude;ses;vve;born;round1\n"));
  EXPECT_THAT(modelled.programmes_csv, HasSubstr("capacity;citywide;seats_vve;present_low\n"));
  EXPECT_TRUE(read_back(modelled).has_value());
}

TEST(RoundWriter, WritesAPlainRound) {
  const auto round = simulate::benchmark_round({.pupils = 12, .programmes = 11, .preferences = 3}).value();
  const MadeRound files = write_round(round, {});
  EXPECT_TRUE(files.programmes_csv.starts_with("programme_id,capacity\nP01,"));
  EXPECT_TRUE(files.pupils_csv.ends_with("\nL12\n"));
  const auto back = read_back(files);
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back->preferences.programme.size(), 36U);
  EXPECT_EQ(base::to_size(back->preferences.programme[35]), round.preference[35]);
}

}  // namespace
}  // namespace mengpaneel::io

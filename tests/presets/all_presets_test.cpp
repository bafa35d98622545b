// SPDX-License-Identifier: EUPL-1.2
// Every file of policies/: says where it comes from, parses, and takes a round from freezing to verification.
#include <algorithm>
#include <array>
#include <filesystem>
#include <map>

#include "app/place_round.hpp"
#include "base/hash.hpp"
#include "tests/presets/placed_round.hpp"
#include "tests/support/shared_data.hpp"
#include "verify/verify.hpp"

namespace mengpaneel::test {
namespace {

std::vector<std::string> all_presets() {
  std::vector<std::string> names;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(MENGPANEEL_SOURCE_DIR) / "policies")) {
    names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  return names;
}

class EveryPreset : public testing::TestWithParam<std::string> {};

INSTANTIATE_TEST_SUITE_P(Towns, EveryPreset, testing::ValuesIn(all_presets()), [](const auto& preset) {
  std::string name = preset.param;
  std::ranges::replace(name, '-', '_');
  return name;
});

constexpr int programme_count = 8;
constexpr int pupil_count = 90;

std::string programme_id(int programme) { return "P" + std::to_string(programme % programme_count); }
std::string pupil_id(int pupil) { return "p" + std::to_string(100 + pupil); }
std::string yes_if(bool truth) { return truth ? "yes" : "no"; }

/// What any town's rules ask of a programme: 8 programmes of 9 seats for 90 pupils.
std::string all_programme_columns() {
  std::string text =
      "programme_id,capacity,latitude,longitude,postcode,denomination,levels,citywide,busy,zone,zones,"
      "own_district_first,seats_vve,present,present_low,present_ind,present_other\n";
  for (int i = 0; i < programme_count; ++i) {
    text += programme_id(i) + ",9,52.0" + std::to_string(i) + ",5.1,138" + std::to_string(i % 2) + "AA," +
            (i % 2 == 0 ? "Openbaar" : "Rooms-Katholiek") + "," + (i % 3 == 0 ? "havo" : "havo;vwo") + "," +
            yes_if(i == 7) + "," + yes_if(i == 0) + ",z" + std::to_string(i % 4) + ",z1;z" +
            std::to_string(i % 4) + "," + yes_if(i == 2) + ",2,100," + std::to_string(10 * i) + ",1," +
            std::to_string(i % 3) + "\n";
  }
  return text;
}

/// Likewise of a pupil. The first six apply in pairs: two duos and one pair of siblings.
std::string all_pupil_columns() {
  std::string text =
      "pupil_id,household_id,group_id,group_kind,latitude,longitude,postcode,ses,vve,round1,advice,zone,"
      "indicator,group_a,group_b\n";
  for (int i = 0; i < pupil_count; ++i) {
    const std::string group =
        i < 6 ? "g" + std::to_string(i / 2) + (i < 4 ? ",duo" : ",siblings") : std::string(",");
    const bool one_in_three = i % 3 == 0;
    text += pupil_id(i) + "," + (i % 10 < 2 ? "h" + std::to_string(i / 10) : "") + "," + group + ",52.0" +
            std::to_string(i % 9) + ",5.1" + std::to_string(i % 7) + ",138" + std::to_string(i % 5) + "BB," +
            (one_in_three ? "low" : "high") + "," + yes_if(one_in_three) + "," + yes_if(i % 4 != 0) + "," +
            (i % 5 == 0 ? "vwo" : "havo") + ",z" + std::to_string(i % 5) + "," + yes_if(i % 5 < 2) + "," +
            yes_if(i % 6 == 0) + "," + yes_if(i % 7 == 0) + "\n";
  }
  return text;
}

/// A round that no preset may refuse: lists as long as the rules allow, and a claim of every kind.
Tables round_for(const place::Rules& rules) {
  Tables tables{.programmes = all_programme_columns(), .pupils = all_pupil_columns()};
  const int longest = static_cast<int>(std::min(rules.maximum_preferences.value_or(6), 6U));
  constexpr std::array claims{"sibling", "staff", "preschool",    "ikc",      "feeder",
                              "nearby",  "staff", "continuation", "household"};
  for (int i = 0; i < pupil_count; ++i) {
    const int family = i < 6 ? i / 2 : i;  // who applies together has one list
    std::vector<std::string> wishes;
    for (int rank = 0; rank < longest; ++rank) {
      wishes.push_back(programme_id(family * (family + 1) / 2 + rank * (family % 2 == 0 ? 1 : 3)));
    }
    tables.wants(pupil_id(i), wishes);
    if (i % 2 == 0) {
      tables.claims +=
          pupil_id(i) + "," + wishes[0] + "," + claims.at(static_cast<std::size_t>(i / 2) % 9) + "\n";
    }
  }
  if (rules.numbers == place::Numbers::given) {
    tables.lottery = "kind,id,number\n";
    for (int i = 0; i < pupil_count; ++i) {
      *tables.lottery += "pupil," + pupil_id(i) + "," + std::to_string((i * 37) % 101) + "\n";
    }
  }
  return tables;
}

app::RoundPackage package_of(const std::string& name, const place::Rules& rules, const Tables& tables) {
  app::RoundPackage package{
      .round = tables.round(), .rules = rules, .policy_toml = preset_text(name), .digests = {}, .notes = {}};
  std::map<std::string, std::string> files{{"claims.csv", tables.claims},
                                           {"policy.toml", package.policy_toml},
                                           {"preferences.csv", tables.preferences},
                                           {"programmes.csv", tables.programmes},
                                           {"pupils.csv", tables.pupils}};
  if (tables.lottery) {
    files["lottery.csv"] = *tables.lottery;
  }
  for (const auto& [file, bytes] : files) {
    package.digests.emplace_back(file, base::to_hex(base::sha256(bytes)));
  }
  return package;
}

verify::Report verified(const app::FrozenRound& frozen, const app::PlacedRound& placed,
                        const Tables& tables) {
  const auto file = [&placed](const std::string& name) -> std::optional<std::string_view> {
    const auto found = std::ranges::find(placed.files, name, &app::NamedBytes::name);
    return found == placed.files.end() ? std::nullopt : std::optional<std::string_view>(found->bytes);
  };
  const verify::OutcomeFiles outcome{.frozen_csv = file("frozen.csv"),
                                     .seats_csv = file("seats.csv"),
                                     .policy_toml = file("policy.toml"),
                                     .placements_csv = file("placements.csv"),
                                     .decisions_csv = file("decisions.csv"),
                                     .cutoffs_csv = file("cutoffs.csv"),
                                     .waiting_lists_csv = file("waiting_lists.csv"),
                                     .summary_json = file("summary.json"),
                                     .certificate_json = file("certificate.json"),
                                     .other_names = {}};
  verify::RoundFiles round{
      tables.programmes, tables.pupils, tables.preferences, {{"claims.csv", tables.claims}}};
  if (tables.lottery) {
    round.other_files.push_back({"lottery.csv", *tables.lottery});
  }
  return verify::verify({frozen.frozen_csv, frozen.seats_csv, frozen.policy_toml}, outcome, &round);
}

TEST_P(EveryPreset, SaysWhoseItIsAndWhatItNeeds) {
  const std::string text = preset_text(GetParam());
  EXPECT_NE(text.find("\n# needs: "), std::string::npos);
  EXPECT_TRUE(text.find("\n# source: ") != std::string::npos || GetParam() == "voorbeeldstad");
  const std::string page = bytes_of(std::filesystem::path(MENGPANEEL_SOURCE_DIR) / "docs" / "presets.md");
  EXPECT_NE(page.find("\n| `" + GetParam() + "` |"), std::string::npos);
  const place::Rules rules = preset(GetParam());
  EXPECT_FALSE(rules.name.empty() || rules.version.empty() || rules.sector.empty() || rules.date.empty());
}

TEST_P(EveryPreset, TakesARoundFromFreezingToVerification) {
  const place::Rules rules = preset(GetParam());
  const Tables tables = round_for(rules);
  const app::RoundPackage package = package_of(GetParam(), rules, tables);
  const auto frozen = app::freeze_round(package, std::nullopt);
  ASSERT_TRUE(frozen.has_value()) << shown(frozen.error());
  const auto placed = app::place_round(package, std::nullopt, {});
  ASSERT_TRUE(placed.has_value()) << shown(placed.error());
  EXPECT_GT(placed->summary.placed, 30U);
  EXPECT_LT(placed->summary.placed, 90U);  // so that rules and luck have something to decide
  if (!rules.groups.empty() || !rules.stages.empty()) {
    return;
  }
  const verify::Report report = verified(*frozen, *placed, tables);
  for (const verify::Finding& finding : report.findings) {
    ADD_FAILURE() << verify::describe(base::texts::Language::en, finding);
  }
  EXPECT_TRUE(report.verified());
  EXPECT_EQ(report.placed, placed->summary.placed);
}

/// How a town draws, and how long it asks an ordinary list to be.
struct Agreed {
  const char* preset;
  bool one_number = true;         ///< the same at every programme
  bool household_shares = false;  ///< brothers and sisters in one round have the same number
  std::uint32_t minimum = 0;
};

class EveryDraw : public testing::TestWithParam<Agreed> {};

INSTANTIATE_TEST_SUITE_P(
    Towns, EveryDraw,
    testing::Values(Agreed{"amsterdam-po", true, true, 5}, Agreed{"amsterdam-vo-2015", false, false, 12},
                    Agreed{"amsterdam-vo-2016", true, false, 12},
                    Agreed{"amsterdam-vo-2024", true, false, 12}, Agreed{"amsterdam-west-2010"},
                    Agreed{"apeldoorn", true, true}, Agreed{"den-haag", true, false, 5},
                    Agreed{"haaglanden-bovo", false, false, 3}, Agreed{"kralingen"}, Agreed{"leiden"},
                    Agreed{"lelystad"}, Agreed{"nijmegen", true, true, 3}, Agreed{"tiel"},
                    Agreed{"vlaanderen-2013"}, Agreed{"vlaanderen-2023"},
                    Agreed{"voorbeeldstad", true, true, 3}, Agreed{"weesp", true, true, 4},
                    Agreed{"zaanstad-vo"}),
    [](const auto& agreed) {
      std::string name = agreed.param.preset;
      std::ranges::replace(name, '-', '_');
      return name;
    });

TEST_P(EveryDraw, GivesNumbersAndAsksForListsAsAgreed) {
  Tables tables{.programmes = all_programme_columns(), .pupils = all_pupil_columns()};
  // Two of one household, whose advice (havo) is taught everywhere. P1 and P2 are busy nowhere.
  tables.wants("p131", {"P1", "P2"});
  tables.pupils += "twin,h3,,,52.0,5.1,1380BB,high,no,no,havo,z1,no,no,no\n";
  tables.wants("twin", {"P1", "P2"});
  const PlacedRound round(GetParam().preset, tables);
  EXPECT_EQ(round.number("p131", 0) == round.number("p131", 1), GetParam().one_number);
  EXPECT_EQ(round.number("p131", 0) == round.number("twin", 0), GetParam().household_shares);
  ASSERT_EQ(round.freeze().short_lists.size(), GetParam().minimum == 0 ? 0U : 2U);
  for (const place::ShortListWarning& warning : round.freeze().short_lists) {
    EXPECT_EQ(warning.minimum, GetParam().minimum);
  }
}

TEST(Presets, AreAllThere) { EXPECT_EQ(all_presets().size(), 20U); }

}  // namespace
}  // namespace mengpaneel::test

// SPDX-License-Identifier: EUPL-1.2
// A placed round that goes on: what happens is told in moves.csv, and what cannot happen is refused with its
// line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "app/continue_round.hpp"
#include "app/place_round.hpp"
#include "base/hash.hpp"
#include "io/json.hpp"
#include "io/policy_toml.hpp"
#include "io/round_reader.hpp"
#include "tests/support/json_schema.hpp"

namespace mengpaneel {
namespace {

using base::ErrorCode;

/// North has two seats for children with a claim and one for all; South has one seat.
struct Town {
  std::string programmes = "programme_id,capacity\nNorth,3\nSouth,1\nWest,\n";
  std::string pupils =
      "pupil_id,vve,group_id,group_kind\nA,yes,,\nB,yes,,\nC,no,,\nD,yes,,\nE,no,,\nF,no,,\n";
  std::string preferences =
      "pupil_id,rank,programme_id\nA,1,North\nB,1,North\nC,1,North\nD,1,North\nD,2,South\nE,1,North\n"
      "E,2,South\nE,3,West\nF,1,South\n";
  std::string lottery = "kind,id,number\npupil,A,1\npupil,B,2\npupil,C,3\npupil,E,4\npupil,D,5\npupil,F,6\n";
  std::string policy = R"(format = 1
[policy]
name = "Test"
version = "1"
sector = "po"
date = 2027-02-01
mechanism = "deferred-acceptance"
[lottery]
numbers = "given"
[waiting]
kept = true
[criteria]
vve = { attribute = "vve", equals = "yes" }
[[pool]]
name = "vve"
seats = 2
open_to = "vve"
[[pool]]
name = "open"
seats = "rest"
[[override]]
programmes = ["South", "West"]
pools = [ { name = "all", seats = "rest" } ]
)";

  [[nodiscard]] app::RoundPackage package() const {
    io::RoundFiles files;
    files.programmes.bytes = programmes;
    files.pupils.bytes = pupils;
    files.preferences.bytes = preferences;
    files.lottery.bytes = lottery;
    app::RoundPackage package;
    auto round = io::parse_round(files);
    EXPECT_TRUE(round.has_value());
    package.round = std::move(round.value());
    auto rules = io::parse_policy(policy, "policy.toml");
    EXPECT_TRUE(rules.has_value()) << (rules ? "" : rules.error().shown().front().value);
    package.rules = std::move(rules.value());
    package.policy_toml = policy;
    for (const auto& [name, bytes] : {std::pair<std::string, std::string>("programmes.csv", programmes),
                                      {"pupils.csv", pupils},
                                      {"preferences.csv", preferences},
                                      {"lottery.csv", lottery},
                                      {"policy.toml", policy}}) {
      package.digests.emplace_back(name, base::to_hex(base::sha256(bytes)));
    }
    return package;
  }
};

using Folder = std::map<std::string, std::string>;

Folder folder_of(const app::PlacedRound& placed) {
  Folder folder;
  for (const app::NamedBytes& file : placed.files) {
    folder[file.name] = file.bytes;
  }
  return folder;
}

Folder draw(const Town& town) {
  const auto placed = app::place_round(town.package(), std::nullopt, {});
  EXPECT_TRUE(placed.has_value());
  return placed ? folder_of(*placed) : Folder();
}

base::Result<app::PlacedRound> go_on(const Town& town, const Folder& outcome, const std::string& rows) {
  app::OutcomePackage package{"outcome", {}};
  for (const auto& [name, bytes] : outcome) {
    package.files.emplace(name, bytes);
  }
  return app::continue_round(town.package(), package,
                             {"seq,event,pupil_id,programme_id,seats\n" + rows, "events.csv"});
}

Folder after(const Town& town, const Folder& outcome, const std::string& rows) {
  const auto placed = go_on(town, outcome, rows);
  EXPECT_TRUE(placed.has_value()) << (placed ? ""
                                             : base::error_code_name(placed.error().shown().front().code));
  return placed ? folder_of(*placed) : Folder();
}

/// "CODE line" of each error.
std::vector<std::string> faults(const base::Result<app::PlacedRound>& placed) {
  std::vector<std::string> list;
  if (!placed) {
    for (const base::Error& error : placed.error().shown()) {
      list.push_back(std::string(base::error_code_name(error.code)) + " " + std::to_string(error.line));
    }
  }
  return list;
}

std::string rows_of(const std::string& table) { return table.substr(table.find('\n') + 1); }

TEST(Events, BeginFromThePlacementOfTheDraw) {
  EXPECT_EQ(rows_of(draw({})["placements.csv"]),
            "A,North,1,vve\nB,North,1,vve\nC,North,1,open\nD,,,\nE,South,2,all\nF,,,\n");
}

TEST(Events, GiveAReservesSeatToItsOwnListFirst) {
  Folder outcome = after({}, draw({}), "1,withdraw,A,,\n");
  // E has a better number than D, but the seat is one of the reserve.
  EXPECT_EQ(rows_of(outcome["moves.csv"]), "1,1,A,North,vve,,,withdraw,\n1,2,D,,,North,vve,vacancy,1\n");
}

TEST(Events, FollowAVacancyThroughEveryPoolToItsEnd) {
  Folder outcome = after({}, draw({}), "7,withdraw,C,,\n");
  EXPECT_EQ(rows_of(outcome["moves.csv"]),
            "7,1,C,North,open,,,withdraw,\n"
            "7,2,E,South,all,North,open,vacancy,1\n"
            "7,3,D,,,South,all,vacancy,2\n");
  EXPECT_THAT(outcome["decisions.csv"], testing::HasSubstr("C,North,1,open,withdrawn,"));
}

TEST(Events, LetFreeSeatsOfAReserveFlowOn) {
  Folder outcome = after({}, draw({}), "1,withdraw,A,,\n2,withdraw,B,,\n");
  EXPECT_EQ(rows_of(outcome["moves.csv"]),
            "1,1,A,North,vve,,,withdraw,\n1,2,D,,,North,vve,vacancy,1\n"
            "2,1,B,North,vve,,,withdraw,\n2,2,E,South,all,North,open,vacancy,1\n"
            "2,3,F,,,South,all,vacancy,2\n");
}

TEST(Events, KeepWhoAcceptedWhereSheIs) {
  Folder outcome = after({}, draw({}), "1,accept,E,South,\n2,withdraw,C,,\n");
  EXPECT_EQ(rows_of(outcome["moves.csv"]), "2,1,C,North,open,,,withdraw,\n2,2,D,,,North,open,vacancy,1\n");
  EXPECT_EQ(rows_of(outcome["waiting_lists.csv"]), "South,all,1,F\n");
}

TEST(Events, PutLateEntriesBehindEverybody) {
  Town later;
  later.pupils += "B2,yes,,\nA0,yes,,\n";
  later.preferences += "B2,1,South\nA0,1,North\nA0,2,West\n";
  later.lottery += "pupil,B2,0\npupil,A0,0\n";
  Folder outcome = after(later, draw({}), "1,enter,B2,,\n2,enter,A0,,\n");
  EXPECT_EQ(rows_of(outcome["moves.csv"]), "2,1,A0,,,West,all,enter,\n");
  EXPECT_THAT(outcome["waiting_lists.csv"],
              testing::HasSubstr("South,all,1,D\nSouth,all,2,F\nSouth,all,3,B2\n"));
  EXPECT_EQ(outcome["frozen.csv"], draw({})["frozen.csv"]) << "the draw must stay what it was";
  EXPECT_THAT(outcome["late.csv"], testing::HasSubstr("1,A0,1,North,"));
  EXPECT_THAT(faults(go_on(later, draw({}), "1,enter,B2,,\n")), testing::ElementsAre("pupil_not_entered 9"));
}

TEST(Events, AddSeatsAndDisplaceNobodyWhenTheyBecomeFewer) {
  Folder outcome =
      after({}, draw({}), "1,seat,,South,1\n2,capacity,,North,2\n3,withdraw,C,,\n4,capacity,,North,4\n");
  EXPECT_EQ(
      rows_of(outcome["new_seats.csv"]),
      "1,South,1,all,2,2\n2,North,1,vve,2,2\n2,North,2,open,0,2\n4,North,1,vve,2,4\n4,North,2,open,2,4\n");
  EXPECT_EQ(rows_of(outcome["moves.csv"]),
            "1,1,D,,,South,all,seat,\n"
            "3,1,C,North,open,,,withdraw,\n"
            "4,1,E,South,all,North,open,capacity,\n4,2,F,,,South,all,vacancy,1\n"
            "4,3,D,South,all,North,open,capacity,\n");
  const Folder fewer = after({}, draw({}), "1,capacity,,North,2\n");
  EXPECT_THAT(fewer.at("summary.json"), testing::HasSubstr("\"over_seats\": 1"));
  EXPECT_EQ(fewer.at("placements.csv"), draw({}).at("placements.csv"));
}

TEST(Events, GiveTheSameBytesInOneGoOrInTwo) {
  const std::string first = "3,withdraw,C,,\n5,accept,A,North,\n";
  const std::string second = "8,seat,,South,1\n9,withdraw,B,,\n";
  const Folder at_once = after({}, draw({}), second + first);
  const Folder in_two = after({}, after({}, draw({}), first), second);
  EXPECT_EQ(at_once, in_two);
}

TEST(Events, AreRefusedAllAtOnceWithTheirLines) {
  EXPECT_THAT(
      faults(go_on({}, draw({}),
                   "1,move,A,,\n1,withdraw,A,,\n1,withdraw,B,,\nx,withdraw,A,,\n2,seat,,North,0\n"
                   "3,seat,,North,two\n4,withdraw,A,North,\n5,accept,A,,\n6,seat,A,North,1\n")),
      testing::UnorderedElementsAre("not_an_allowed_word 2", "duplicate 3", "duplicate 4",
                                    "not_a_whole_number 5", "out_of_range 6", "not_a_whole_number 7",
                                    "event_field_not_used 8", "value_missing 9", "event_field_not_used 10"));
  EXPECT_THAT(faults(go_on({}, draw({}),
                           "1,withdraw,A,,\n2,withdraw,A,,\n3,accept,D,South,\n4,accept,B,South,\n"
                           "5,accept,B,North,\n6,accept,B,North,\n7,enter,C,,\n8,withdraw,X,,\n9,seat,,X,1\n"
                           "10,seat,,West,1\n11,capacity,,North,1\n12,accept,F,South,\n")),
              testing::UnorderedElementsAre("event_withdrawn_before 3", "event_placed_elsewhere 4",
                                            "event_placed_elsewhere 5", "event_accepted_before 7",
                                            "event_in_round_before 8", "unknown_pupil 9",
                                            "unknown_programme 10", "event_no_limit 11",
                                            "event_capacity_does_not_fit 12", "event_not_placed 13"));
  const Folder once = after({}, draw({}), "5,withdraw,A,,\n");
  EXPECT_THAT(faults(go_on({}, once, "5,withdraw,B,,\n")), testing::ElementsAre("out_of_range 2"));
}

TEST(Events, NeedTheOutcomeOfThisRoundAsItWasMade) {
  Folder damaged = draw({});
  damaged["placements.csv"] += "\n";
  damaged.erase("summary.json");
  damaged["moves.csv"] = "";
  EXPECT_THAT(
      faults(go_on({}, damaged, "1,withdraw,A,,\n")),
      testing::UnorderedElementsAre("outcome_file_differs 0", "file_missing 0", "outcome_file_differs 0"));
  Folder resealed = draw({});
  resealed["certificate.json"].replace(resealed["certificate.json"].find("given"), 5, "drawn");
  EXPECT_THAT(faults(go_on({}, resealed, "1,withdraw,A,,\n")),
              testing::ElementsAre("outcome_file_differs 0"));
  Town other;
  other.preferences += "F,2,West\n";
  EXPECT_THAT(faults(go_on(other, draw({}), "1,withdraw,A,,\n")),
              testing::ElementsAre("outcome_of_other_round 0"));
  Town larger;
  larger.programmes = "programme_id,capacity\nNorth,4\nSouth,1\nWest,\n";
  EXPECT_THAT(faults(go_on(larger, draw({}), "1,withdraw,A,,\n")),
              testing::ElementsAre("outcome_of_other_round 0"));
}

TEST(Events, HoldLateEntriesToTheirFirstList) {
  Town later;
  later.pupils += "Z,no,,\n";
  later.preferences += "Z,1,South\n";
  later.lottery += "pupil,Z,0\n";
  const Folder continued = after(later, draw({}), "1,enter,Z,,\n");
  EXPECT_THAT(faults(go_on(later, continued, "2,withdraw,E,,\n")), testing::IsEmpty());
  Town changed = later;
  changed.preferences += "Z,2,North\n";
  EXPECT_THAT(faults(go_on(changed, continued, "2,withdraw,E,,\n")),
              testing::ElementsAre("outcome_of_other_round 0"));
}

/// A late entry must not change what the parties drew; and a certificate whose reveals do not make its seed
/// is refused.
TEST(Events, KeepARealDrawAsItWas) {
  Town later;
  later.pupils += "Z,no,,\n";
  later.preferences += "Z,1,South\n";
  later.lottery += "pupil,Z,0\n";
  app::DrawChoice choice;
  choice.parties = {{"notary", base::to_hex(base::sha256("secret")), "secret", 2}};
  const auto placed = app::place_round(Town().package(), std::nullopt, choice);
  ASSERT_TRUE(placed.has_value());
  const Folder drawn = folder_of(*placed);
  const Folder continued = after(later, drawn, "1,enter,Z,,\n");
  const auto draw_of = [](const Folder& folder) {
    const std::string& certificate = folder.at("certificate.json");
    const std::size_t begin = certificate.find("\"draw\"");
    return certificate.substr(begin, certificate.find("\"inputs\"") - begin);
  };
  EXPECT_THAT(draw_of(drawn), testing::HasSubstr("\"kind\": \"draw\""));
  EXPECT_EQ(draw_of(continued), draw_of(drawn)) << "seed, parties and frozen_digest";
  Folder forged = drawn;
  std::string& certificate = forged["certificate.json"];
  certificate.replace(certificate.find("\"secret\""), 8, "\"Secret\"");
  const std::size_t end = certificate.find("  \"digest\"");
  certificate.replace(
      end, std::string::npos,
      "  \"digest\": \"" + base::to_hex(base::sha256(certificate.substr(0, end))) + "\"\n}\n");
  EXPECT_THAT(faults(go_on(later, forged, "1,enter,Z,,\n")), testing::ElementsAre("commitment_mismatch 0"));
}

TEST(Events, SummaryMeetsItsSchema) {
  std::ifstream file(std::string(MENGPANEEL_SOURCE_DIR) + "/docs/schemas/summary.schema.json");
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const auto schema = io::json::parse(text, "summary.schema.json");
  ASSERT_TRUE(schema.has_value());
  const Folder outcome = after({}, draw({}), "1,withdraw,A,,\n2,accept,B,North,\n");
  const auto summary = io::json::parse(outcome.at("summary.json"), "summary.json");
  ASSERT_TRUE(summary.has_value());
  EXPECT_THAT(test::SchemaCheck(*schema).faults_of(*summary), testing::IsEmpty());
  EXPECT_EQ(summary->find("events")->find("accepted")->whole_number(), 1);
}

TEST(Events, AreForRoundsWithWaitingListsOnly) {
  const auto changed = [](const std::string& from, const std::string& to) {
    Town town;
    town.policy.replace(town.policy.find(from), from.size(), to);
    return faults(go_on(town, draw(town), "1,withdraw,A,,\n"));
  };
  EXPECT_THAT(changed("kept = true", "kept = false"), testing::ElementsAre("events_need_waiting_lists 0"));
  EXPECT_THAT(changed("deferred-acceptance", "immediate-acceptance"),
              testing::ElementsAre("events_not_for_this_round 0"));
  EXPECT_THAT(changed("[waiting]", "[groups.twins]\ntogether = \"or-nothing\"\n[waiting]"),
              testing::ElementsAre("events_not_for_this_round 0"));
}

}  // namespace
}  // namespace mengpaneel

// SPDX-License-Identifier: EUPL-1.2
#include "io/round_reader.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mengpaneel::io {
namespace {

using base::ErrorCode;
using base::ProgrammeIndex;

/// A small round that is right; tests change one table of it.
struct Texts {
  std::string programmes = "programme_id,capacity\nB,2\nA,\n";
  std::string pupils = "pupil_id\nL2\nL1\n";
  std::string preferences = "pupil_id,rank,programme_id\nL1,1,A\nL1,2,B\nL2,5,B\n";
  std::optional<std::string> claims;
  std::optional<std::string> priorities;
  std::optional<std::string> distances;
  std::optional<std::string> lottery;

  [[nodiscard]] RoundFiles files() const {
    RoundFiles files;
    files.programmes.bytes = programmes;
    files.pupils.bytes = pupils;
    files.preferences.bytes = preferences;
    files.claims.bytes = claims;
    files.priorities.bytes = priorities;
    files.distances.bytes = distances;
    files.lottery.bytes = lottery;
    return files;
  }
  [[nodiscard]] base::Result<place::Round> parse() const { return parse_round(files()); }
  [[nodiscard]] place::Round round() const {
    base::Result<place::Round> result = parse();
    EXPECT_TRUE(result) << (result ? "" : base::error_code_name(result.error().shown()[0].code));
    return result ? std::move(*result) : place::Round{};
  }
};

/// file:line:column code field=value (expected), for each fault.
std::vector<std::string> faults(const Texts& texts) {
  const base::Result<place::Round> result = texts.parse();
  std::vector<std::string> out;
  for (const base::Error& error : result ? std::vector<base::Error>{} : result.error().shown()) {
    out.push_back(error.file + ":" + std::to_string(error.line) + ":" + std::to_string(error.column) + " " +
                  std::string(base::error_code_name(error.code)) + " " + error.field + "=" + error.value +
                  (error.expected.empty() ? "" : " (" + error.expected + ")"));
  }
  return out;
}

using Faults = std::vector<std::string>;

TEST(RoundReader, NumbersInTheOrderOfBytesAndListsInTheOrderOfRank) {
  Texts texts;
  texts.preferences = "rank,programme_id,pupil_id\n5,B,L2\n2,B,L1\n3,A,L2\n1,A,L1\n";
  const place::Round round = texts.round();
  EXPECT_EQ(round.programmes.ids.name(0), "A");
  EXPECT_EQ(round.programmes.capacity, (std::vector<std::uint32_t>{base::no_limit, 2}));
  EXPECT_EQ(round.programmes.line, (std::vector<std::uint64_t>{3, 2}));
  EXPECT_EQ(round.pupils.ids.name(0), "L1");
  EXPECT_EQ(round.pupils.line, (std::vector<std::uint64_t>{3, 2}));
  EXPECT_EQ(round.preferences.begin, (std::vector<std::uint32_t>{0, 2, 4}));
  EXPECT_EQ(round.preferences.rank, (std::vector<std::uint32_t>{1, 2, 3, 5}));
  EXPECT_EQ(round.preferences.programme, (std::vector<ProgrammeIndex>{ProgrammeIndex{0}, ProgrammeIndex{1},
                                                                      ProgrammeIndex{0}, ProgrammeIndex{1}}));
  EXPECT_EQ(round.preferences.line, (std::vector<std::uint64_t>{3, 2}));
  EXPECT_FALSE(round.distances.given);
  EXPECT_FALSE(round.lottery_given);
}

TEST(RoundReader, ReadsEveryColumn) {
  Texts texts;
  texts.programmes =
      "programme_id;capacity;school_id;name;latitude;longitude;citywide\n"
      "B;0;S1;\"De \"\"Regenboog\"\"; "
      "noord\";52,370216;4,895168;yes\nA;30;;\u0645\u062f\u0631\u0633\u0629;;;\n";
  texts.pupils = "pupil_id,household_id,ses\nL2,H1,low\nL1,,high\n";
  const place::Round round = texts.round();
  EXPECT_EQ(round.programmes.capacity, (std::vector<std::uint32_t>{30, 0}));
  EXPECT_TRUE(round.programmes.has_points);
  EXPECT_FALSE(round.programmes.point[0].has_value());
  EXPECT_DOUBLE_EQ(round.programmes.point[1].value().latitude, 52.370216);
  EXPECT_EQ(round.programmes.columns.find("name")->text(1), "De \"Regenboog\"; noord");
  EXPECT_EQ(round.programmes.columns.find("name")->text(0), "\u0645\u062f\u0631\u0633\u0629");
  EXPECT_EQ(round.programmes.columns.find("citywide")->text(0), "");
  EXPECT_EQ(round.programmes.columns.find("school_id")->text(0), "A");
  EXPECT_EQ(round.programmes.schools.name(round.programmes.school[0]), "A");
  EXPECT_EQ(round.programmes.schools.name(round.programmes.school[1]), "S1");
  EXPECT_EQ(round.programmes.columns.find("capacity"), nullptr);
  EXPECT_FALSE(round.pupils.has_points);
  EXPECT_EQ(round.pupils.columns.find("household_id")->text(0), "");
  EXPECT_EQ(round.pupils.columns.find("household_id")->text(1), "H1");
  EXPECT_EQ(round.pupils.columns.find("ses")->text(0), "high");
}

TEST(RoundReader, SchoolIsTheProgrammeWhereThereIsNoSuchColumn) {
  const place::Round round = Texts{}.round();
  EXPECT_EQ(round.programmes.columns.find("school_id")->text(1), "B");
  EXPECT_EQ(round.programmes.schools.name(round.programmes.school[1]), "B");
}

TEST(RoundReader, ReadsTheOptionalTables) {
  Texts texts;
  texts.claims = "pupil_id,programme_id,claim\nL2,B,staff\nL2,A,sibling\nL2,B,sibling\n";
  texts.priorities = "programme_id,pupil_id,rank\nB,L2,1\nA,L2,1\n";
  texts.distances = "pupil_id,programme_id,metres\nL1,A,0\nL1,B,100000000\n";
  texts.lottery = "kind,id,programme_id,number\npupil,L1,,18446744073709551615\nhousehold,H9,A,0\n";
  const place::Round round = texts.round();
  EXPECT_EQ(round.claims.begin, (std::vector<std::uint32_t>{0, 0, 3}));
  EXPECT_EQ(round.claims.words.name(round.claims.word[0]), "sibling");
  EXPECT_EQ(round.claims.programme[0], ProgrammeIndex{0});
  EXPECT_EQ(round.claims.words.name(round.claims.word[1]), "sibling");
  EXPECT_EQ(round.claims.words.name(round.claims.word[2]), "staff");
  EXPECT_EQ(round.priorities.find(1, ProgrammeIndex{0}), 1U);
  EXPECT_EQ(round.priorities.find(0, ProgrammeIndex{0}), std::nullopt);
  EXPECT_EQ(round.distances.find(0, ProgrammeIndex{1}), 100'000'000U);
  EXPECT_EQ(round.distances.find(1, ProgrammeIndex{1}), std::nullopt);
  ASSERT_EQ(round.lottery.size(), 2U);
  EXPECT_EQ(round.lottery[0].number, 18446744073709551615ULL);
  EXPECT_EQ(round.lottery[1].programme_id, "A");
}

TEST(RoundReader, ReportsEveryFaultOfEveryTableAtOnce) {
  Texts texts;
  texts.programmes =
      "programme_id,capacity,latitude,longitude\nB,2.5,52,4\nA,1,91,4\nB,1,,\n,1,,\nC,1000001,52,\n";
  texts.pupils = "pupil_id\nL1\nL2\nL1\n";
  texts.preferences =
      "pupil_id,rank,programme_id\nL1,1,A\nL1,1,B\nL2,2,B\nL9,1,A\nL2,1,X\nL2,0,A\nL2,3,B\nL2,4\n";
  texts.claims = "pupil_id,programme_id\nL1,A\n";
  texts.priorities = "programme_id,pupil_id,rank\nA,L1,1\nA,L1,2\n";
  texts.distances = "pupil_id,programme_id,metres\nL1,A,-5\n";
  texts.lottery = "kind,id,programme_id,number\nchild,L1,,1\npupil,L1,Q,007\npupil,L1,Q,2\n";
  EXPECT_EQ(faults(texts), (Faults{"programmes.csv:2:3 not_a_whole_number capacity=2.5 (0..1000000)",
                                   "programmes.csv:3:5 out_of_range latitude=91 (-90..90)",
                                   "programmes.csv:4:1 duplicate programme_id=B (programmes.csv:2)",
                                   "programmes.csv:5:1 value_missing programme_id= (1..64 bytes)",
                                   "programmes.csv:6:3 out_of_range capacity=1000001 (0..1000000)",
                                   "programmes.csv:6:14 place_missing longitude=C (-180..180)",
                                   "pupils.csv:4:1 duplicate pupil_id=L1 (pupils.csv:2)",
                                   "preferences.csv:5:1 unknown_pupil pupil_id=L9",
                                   "preferences.csv:6:6 unknown_programme programme_id=X",
                                   "preferences.csv:7:4 out_of_range rank=0 (1..1000000)",
                                   "preferences.csv:9:1 wrong_field_count =2 (3)",
                                   "preferences.csv:3:4 rank_repeated rank=1 (preferences.csv:2)",
                                   "preferences.csv:8:6 duplicate programme_id=B (preferences.csv:4)",
                                   "claims.csv:1:0 column_missing claim=",
                                   "priorities.csv:3:1 duplicate programme_id=A (priorities.csv:2)",
                                   "distances.csv:2:6 out_of_range metres=-5 (0..100000000)",
                                   "lottery.csv:2:1 not_an_allowed_word kind=child (pupil, household, group)",
                                   "lottery.csv:3:10 unknown_programme programme_id=Q",
                                   "lottery.csv:3:12 not_a_whole_number number=007 (0..18446744073709551615)",
                                   "lottery.csv:4:10 unknown_programme programme_id=Q",
                                   "lottery.csv:4:7 duplicate id=L1 (lottery.csv:3)"}));
}

TEST(RoundReader, NamesEveryMissingFile) {
  const base::Result<place::Round> result = parse_round({});
  ASSERT_FALSE(result);
  ASSERT_EQ(result.error().total(), 3U);
  EXPECT_EQ(result.error().shown()[0].code, ErrorCode::file_missing);
  EXPECT_EQ(result.error().shown()[0].file, "programmes.csv");
  EXPECT_EQ(result.error().shown()[2].file, "preferences.csv");
}

TEST(RoundReader, EmptyFilesAndTablesWithoutRows) {
  Texts empty;
  empty.programmes = empty.pupils = empty.preferences = "";
  EXPECT_EQ(faults(empty), (Faults{"programmes.csv:0:0 file_empty =", "pupils.csv:0:0 file_empty =",
                                   "preferences.csv:0:0 file_empty ="}));
  Texts headers;
  headers.programmes = "programme_id,capacity\n";
  headers.pupils = "pupil_id\n";
  headers.preferences = "pupil_id,rank,programme_id\n";
  headers.claims = "pupil_id,programme_id,claim\n";
  const place::Round round = headers.round();
  EXPECT_EQ(round.pupils.size(), 0U);
  EXPECT_EQ(round.preferences.begin, (std::vector<std::uint32_t>{0}));
}

TEST(RoundReader, ATableThatCannotBeReadMakesNothingUnknown) {
  Texts texts;
  texts.pupils = "id\nL1\n";
  EXPECT_EQ(faults(texts), (Faults{"pupils.csv:1:0 column_missing pupil_id="}));
  texts.pupils = "pupil_id,ses\nL1,low\nL2\n";  // the row of L2 is at fault, L2 is not unknown
  EXPECT_EQ(faults(texts), (Faults{"pupils.csv:3:1 wrong_field_count =1 (2)"}));
}

TEST(RoundReader, BomCrlfQuotesAndLineEndsInFields) {
  Texts texts;
  texts.programmes = "\xef\xbb\xbfprogramme_id,capacity,name\r\nB,2,\"one\r\ntwo\"\r\n\"A\",,\"x,y\"\r\n";
  texts.preferences = "pupil_id\trank\tprogramme_id\r\nL1\t1\tA\r\nL2\t1\tZ\r\n";
  EXPECT_EQ(faults(texts), (Faults{"preferences.csv:3:6 unknown_programme programme_id=Z"}));
  texts.preferences = "pupil_id\trank\tprogramme_id\r\nL1\t1\tA\r\n";
  EXPECT_EQ(texts.round().programmes.columns.find("name")->text(1), "one\r\ntwo");
  EXPECT_EQ(texts.round().programmes.line[0], 4U);
}

TEST(RoundReader, RepeatedClaimsAndPairs) {
  Texts texts;
  texts.claims = "pupil_id,programme_id,claim\nL2,B,staff\nL1,A,staff\nL2,B,staff\n";
  EXPECT_EQ(faults(texts), (Faults{"claims.csv:4:6 duplicate claim=staff (claims.csv:2)"}));
  texts.claims.reset();
  texts.distances = "pupil_id,programme_id,metres\nL1,A,1\n?,A,1\nL1,A,2\nL1,A,3\n";
  EXPECT_EQ(faults(texts), (Faults{"distances.csv:3:1 unknown_pupil pupil_id=?",
                                   "distances.csv:4:4 duplicate programme_id=A (distances.csv:2)",
                                   "distances.csv:5:4 duplicate programme_id=A (distances.csv:4)"}));
}

TEST(RoundReader, IdentifiersInOtherColumnsAreChecked) {
  Texts texts;
  texts.pupils = "pupil_id,household_id\nL1,\"H\n1\"\nL2," + std::string(65, 'h') + "\n";
  EXPECT_EQ(faults(texts).size(), 2U);
}

TEST(RoundReader, TellsWhichColumnsNobodyUses) {
  Texts texts;
  texts.preferences = "pupil_id,rank,programme_id,remark\nL1,1,A,hello\n";
  std::vector<std::string> ignored;
  ASSERT_TRUE(parse_round(texts.files(), &ignored));
  EXPECT_EQ(ignored, (std::vector<std::string>{"preferences.csv: remark"}));
}

TEST(RoundReader, ShowsFiftyFaultsAndCountsTheRest) {
  Texts texts;
  for (int row = 0; row < 300; ++row) {
    texts.pupils += "L1\n";
    texts.preferences += "L1,1,A\n";
  }
  const base::Result<place::Round> result = texts.parse();
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().shown().size(), 50U);
  EXPECT_EQ(result.error().total(), 300U + 600U);
}

TEST(RoundReader, AMillionRows) {
  Texts texts;
  texts.pupils = "pupil_id\n";
  texts.preferences = "pupil_id,rank,programme_id\n";
  for (int pupil = 0; pupil < 500'000; ++pupil) {
    const std::string id = "L" + std::to_string(pupil);
    texts.pupils.append(id).append("\n");
    texts.preferences.append(id).append(",1,A\n").append(id).append(",2,B\n");
  }
  const place::Round round = texts.round();
  EXPECT_EQ(round.pupils.size(), 500'000U);
  EXPECT_EQ(round.preferences.programme.size(), 1'000'000U);
  texts.preferences += "L499999,2,A\n";
  EXPECT_EQ(faults(texts),
            (Faults{"preferences.csv:1000002:9 rank_repeated rank=2 (preferences.csv:1000001)",
                    "preferences.csv:1000002:11 duplicate programme_id=A (preferences.csv:1000000)"}));
}

RC_GTEST_PROP(RoundReader, RowsInAnyOrderGiveTheSameLists, ()) {
  using Row = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;  // pupil, rank, programme
  std::vector<Row> rows;
  const std::uint32_t pupil_count = *rc::gen::inRange<std::uint32_t>(1, 6);
  for (std::uint32_t pupil = 0; pupil < pupil_count; ++pupil) {
    std::vector<std::uint32_t> programmes{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    const std::size_t length = *rc::gen::inRange<std::size_t>(0, 10);
    for (std::size_t place = 0; place < length; ++place) {
      std::swap(programmes[place], programmes[*rc::gen::inRange<std::size_t>(place, programmes.size())]);
      rows.emplace_back(pupil, static_cast<std::uint32_t>(place * 3 + 1), programmes[place]);
    }
  }
  std::vector<Row> shuffled = rows;
  for (std::size_t place = 0; place < shuffled.size(); ++place) {
    std::swap(shuffled[place], shuffled[*rc::gen::inRange<std::size_t>(place, shuffled.size())]);
  }
  Texts texts;
  texts.programmes = "programme_id,capacity\n";
  texts.pupils = "pupil_id\n";
  for (int programme = 9; programme >= 0; --programme) {
    texts.programmes += std::to_string(programme) + ",1\n";
  }
  for (std::uint32_t pupil = pupil_count; pupil-- > 0;) {
    texts.pupils += std::to_string(pupil) + "\n";
  }
  texts.preferences = "pupil_id,rank,programme_id\n";
  for (const auto& [pupil, rank, programme] : shuffled) {
    texts.preferences +=
        std::to_string(pupil) + "," + std::to_string(rank) + "," + std::to_string(programme) + "\n";
  }
  const place::Round round = texts.round();
  std::vector<Row> read;
  for (std::uint32_t pupil = 0; pupil < round.pupils.size(); ++pupil) {
    for (std::uint32_t at = round.preferences.begin[pupil]; at < round.preferences.begin[pupil + 1]; ++at) {
      read.emplace_back(pupil, round.preferences.rank[at],
                        static_cast<std::uint32_t>(round.preferences.programme[at]));
    }
  }
  RC_ASSERT(read == rows);
}

}  // namespace
}  // namespace mengpaneel::io

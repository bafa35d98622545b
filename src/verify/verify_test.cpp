// SPDX-License-Identifier: EUPL-1.2
// Outcomes that are wrong in one known way get the finding that names it.
#include "verify/verify.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "verify/test_bundle.hpp"

namespace mengpaneel::verify::test {
namespace {

constexpr std::string_view frozen_header =
    "stage,pupil_id,rank,programme_id,pool,class_index,order,draw_kind,draw_id,draw_programme,given,group_id,"
    "group_together,group_number\n";
constexpr std::string_view seats_header =
    "stage,programme_id,position,pool,seats,unfilled,capacity,mechanism,waiting_order\n";

/// One pool `open` at each programme, with given numbers: whoever has the smaller number goes first.
struct Town {
  std::string frozen{frozen_header};
  std::string seats{seats_header};
  std::string mechanism = "deferred-acceptance";

  void programme(const std::string& id, int capacity) {
    const std::string number = std::to_string(capacity);
    seats += "1," + id + ",1,open," + number + ",next," + number + "," + mechanism + ",\n";
  }
  void choice(const std::string& pupil, int rank, const std::string& programme, int class_index, int number) {
    frozen += "1," + pupil + "," + std::to_string(rank) + "," + programme + ",open," +
              std::to_string(class_index) + ",0,pupil," + pupil + ",," + std::to_string(number) + ",,,\n";
  }
  /// The findings about `placements`; the other files are missing, which is taken for granted.
  [[nodiscard]] std::vector<FindingCode> judge(const std::string& placements) const {
    const std::string policy = "format = 1\n";
    const std::string certificate =
        "{\"draw\": {\"kind\": \"rehearsal\", \"seed\": \"" + std::string(64, '0') + "\", \"parties\": []}}";
    OutcomeFiles outcome;
    outcome.frozen_csv = frozen;
    outcome.seats_csv = seats;
    outcome.policy_toml = policy;
    outcome.placements_csv = placements;
    outcome.certificate_json = certificate;
    const Report report = verify({frozen, seats, policy}, outcome, nullptr);
    std::vector<FindingCode> codes;
    for (const Finding& finding : report.findings) {
      const Claim claim = claim_of(finding.code);
      if (claim != Claim::files_complete && claim != Claim::digests_match) {
        codes.push_back(finding.code);
      }
    }
    return codes;
  }
};

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

/// Gale and Shapley 1962, example 1: everybody's first choice is stable, and so is everybody's last.
Town gale_shapley(const std::string& mechanism = "deferred-acceptance") {
  Town town;
  town.mechanism = mechanism;
  for (const char* id : {"A", "B", "C"}) {
    town.programme(id, 1);
  }
  town.choice("a", 1, "A", 2, 1);
  town.choice("a", 2, "B", 1, 1);
  town.choice("a", 3, "C", 0, 1);
  town.choice("b", 1, "B", 2, 1);
  town.choice("b", 2, "C", 1, 1);
  town.choice("b", 3, "A", 0, 1);
  town.choice("c", 1, "C", 2, 1);
  town.choice("c", 2, "A", 1, 1);
  town.choice("c", 3, "B", 0, 1);
  return town;
}

TEST(Verify, AcceptsThePupilOptimalPlacement) {
  EXPECT_THAT(gale_shapley().judge("pupil_id,programme_id,rank,pool\na,A,1,open\nb,B,1,open\nc,C,1,open\n"),
              IsEmpty());
}

TEST(Verify, TellsAStablePlacementThatIsNotTheBestForPupils) {
  EXPECT_THAT(gale_shapley().judge("pupil_id,programme_id,rank,pool\na,C,3,open\nb,A,3,open\nc,B,3,open\n"),
              ElementsAre(FindingCode::not_pupil_optimal, FindingCode::not_pupil_optimal,
                          FindingCode::not_pupil_optimal));
}

TEST(Verify, TellsJustifiedEnvy) {
  Town town;
  town.programme("A", 1);
  town.choice("first", 1, "A", 0, 1);
  town.choice("later", 1, "A", 0, 2);
  EXPECT_THAT(town.judge("pupil_id,programme_id,rank,pool\nfirst,,,\nlater,A,1,open\n"),
              UnorderedElementsAre(FindingCode::justified_envy, FindingCode::not_pupil_optimal,
                                   FindingCode::not_pupil_optimal));
}

TEST(Verify, TellsAWastedSeat) {
  Town town;
  town.programme("A", 2);
  town.choice("first", 1, "A", 0, 1);
  town.choice("later", 1, "A", 0, 2);
  EXPECT_THAT(town.judge("pupil_id,programme_id,rank,pool\nfirst,A,1,open\nlater,,,\n"),
              UnorderedElementsAre(FindingCode::wasted_seat, FindingCode::not_pupil_optimal));
}

TEST(Verify, TellsMorePupilsThanSeats) {
  Town town;
  town.programme("A", 1);
  town.choice("first", 1, "A", 0, 1);
  town.choice("later", 1, "A", 0, 2);
  EXPECT_THAT(town.judge("pupil_id,programme_id,rank,pool\nfirst,A,1,open\nlater,A,1,open\n"),
              UnorderedElementsAre(FindingCode::over_capacity, FindingCode::not_pupil_optimal));
}

TEST(Verify, TellsAPlacementThatNobodyAskedFor) {
  Town town;
  town.programme("A", 1);
  town.programme("B", 1);
  town.choice("first", 1, "A", 0, 1);
  EXPECT_THAT(town.judge("pupil_id,programme_id,rank,pool\nfirst,B,1,open\n"),
              UnorderedElementsAre(FindingCode::placed_not_eligible, FindingCode::wasted_seat,
                                   FindingCode::not_pupil_optimal));
}

TEST(Verify, TellsAPupilTwiceAndAPupilLeftOut) {
  Town town;
  town.programme("A", 0);
  town.choice("a", 1, "A", 0, 1);
  town.choice("b", 1, "A", 0, 2);
  EXPECT_THAT(town.judge("pupil_id,programme_id,rank,pool\na,,,\na,,,\n"),
              UnorderedElementsAre(FindingCode::pupil_twice, FindingCode::pupil_without_placement));
}

/// The other end of what is stable.
TEST(Verify, WantsTheWorstStablePlacementForPupilsWhereProgrammesPropose) {
  Town town = gale_shapley("school-proposing");
  EXPECT_THAT(town.judge("pupil_id,programme_id,rank,pool\na,C,3,open\nb,A,3,open\nc,B,3,open\n"), IsEmpty());
  EXPECT_THAT(
      town.judge("pupil_id,programme_id,rank,pool\na,A,1,open\nb,B,1,open\nc,C,1,open\n"),
      ElementsAre(FindingCode::replay_differs, FindingCode::replay_differs, FindingCode::replay_differs));
}

TEST(Verify, TellsThatATradeWouldGain) {
  Town town = gale_shapley("top-trading-cycles");
  EXPECT_THAT(town.judge("pupil_id,programme_id,rank,pool\na,A,1,open\nb,B,1,open\nc,C,1,open\n"), IsEmpty());
  EXPECT_THAT(town.judge("pupil_id,programme_id,rank,pool\na,C,3,open\nb,A,3,open\nc,B,3,open\n"),
              UnorderedElementsAre(FindingCode::trade_would_gain, FindingCode::replay_differs,
                                   FindingCode::replay_differs, FindingCode::replay_differs));
}

TEST(Verify, TellsWhoIsPassedOverByAWorseClass) {
  Town town = gale_shapley("stable-improvement-cycles");
  EXPECT_THAT(town.judge("pupil_id,programme_id,rank,pool\na,A,1,open\nb,B,1,open\nc,C,1,open\n"), IsEmpty());
  EXPECT_THAT(town.judge("pupil_id,programme_id,rank,pool\na,B,2,open\nb,A,3,open\nc,C,1,open\n"),
              UnorderedElementsAre(FindingCode::class_envy, FindingCode::replay_differs,
                                   FindingCode::replay_differs));
}

/// Boston and deferred acceptance on the same lists: 2 loses b to 3, who ranked it first.
Town boston(const std::string& mechanism) {
  Town town;
  town.mechanism = mechanism;
  for (const char* id : {"a", "b", "c"}) {
    town.programme(id, 1);
  }
  town.choice("1", 1, "a", 0, 1);
  town.choice("1", 2, "b", 2, 1);
  town.choice("1", 3, "c", 0, 1);
  town.choice("2", 1, "a", 1, 1);
  town.choice("2", 2, "b", 0, 1);
  town.choice("2", 3, "c", 1, 1);
  town.choice("3", 1, "b", 1, 1);
  town.choice("3", 2, "a", 2, 1);
  town.choice("3", 3, "c", 2, 1);
  return town;
}

TEST(Verify, ReplaysTheParallelMechanismByItsBands) {
  EXPECT_THAT(
      boston("parallel:1").judge("pupil_id,programme_id,rank,pool\n1,a,1,open\n2,c,3,open\n3,b,1,open\n"),
      IsEmpty());
  const Town town = boston("parallel:2");
  EXPECT_THAT(town.judge("pupil_id,programme_id,rank,pool\n1,a,1,open\n2,b,2,open\n3,c,3,open\n"), IsEmpty());
  EXPECT_THAT(town.judge("pupil_id,programme_id,rank,pool\n1,a,1,open\n2,c,3,open\n3,b,1,open\n"),
              ElementsAre(FindingCode::replay_differs, FindingCode::replay_differs));
  EXPECT_THAT(
      boston("parallel:0").judge("pupil_id,programme_id,rank,pool\n1,a,1,open\n2,b,2,open\n3,c,3,open\n"),
      ElementsAre(FindingCode::frozen_not_supported));
}

TEST(Verify, ReplaysImmediateAcceptanceByItsRounds) {
  const Town town = boston("immediate-acceptance");
  EXPECT_THAT(town.judge("pupil_id,programme_id,rank,pool\n1,a,1,open\n2,c,3,open\n3,b,1,open\n"), IsEmpty());
  EXPECT_THAT(town.judge("pupil_id,programme_id,rank,pool\n1,a,1,open\n2,b,2,open\n3,c,3,open\n"),
              ElementsAre(FindingCode::replay_differs, FindingCode::replay_differs));
}

TEST(Verify, SaysWhatTheRoundAloneShows) {
  Bundle bundle = read_bundle("deferred_single");
  const Bundle original = bundle;
  bundle.round["programmes.csv"].replace(bundle.round["programmes.csv"].find('\n'), 1, "\nNEW,5,,,,,,,,,\n");
  EXPECT_FALSE(check(original, bundle, true).verified());
  // Without a wish: found, unless it could be the end of what the rules append to a list.
  const std::string& wishes = original.round.at("preferences.csv");
  std::size_t not_listed = 0;
  std::size_t rows = 0;
  for (std::size_t line = wishes.find('\n') + 1; line < wishes.size(); ++rows) {
    const std::size_t end = std::min(wishes.find('\n', line), wishes.size() - 1) + 1;
    bundle = original;
    bundle.round["preferences.csv"].erase(line, end - line);
    const Report report = check(original, bundle, true);
    EXPECT_TRUE(has(report, FindingCode::input_digest_wrong));
    not_listed += has(report, FindingCode::round_application_not_listed) ? 1U : 0U;
    line = end;
  }
  EXPECT_GT(2 * not_listed, rows);
}

TEST(Verify, NamesWhatWasProvedByMechanism) {
  const Bundle deferred = read_bundle("deferred_single");
  const Report report = check(deferred, deferred, true);
  EXPECT_TRUE(proves(report, Claim::no_justified_envy) && proves(report, Claim::no_waste) &&
              proves(report, Claim::pupil_optimal) && proves(report, Claim::draw_honest) &&
              proves(report, Claim::round_matches));
  EXPECT_FALSE(proves(report, Claim::rounds_replayed));
  const Bundle immediate = read_bundle("immediate_given");
  const Report other = check(immediate, immediate, false);
  EXPECT_TRUE(proves(other, Claim::rounds_replayed));
  EXPECT_FALSE(proves(other, Claim::no_justified_envy) || proves(other, Claim::round_matches) ||
               proves(other, Claim::draw_honest));
  EXPECT_FALSE(proves(other, Claim::no_gain_by_trade));
  const Bundle trading = read_bundle("trading_cycles_single");
  const Report traded = check(trading, trading, true);
  EXPECT_TRUE(proves(traded, Claim::rounds_replayed) && proves(traded, Claim::no_gain_by_trade));
  EXPECT_FALSE(proves(traded, Claim::no_justified_envy) || proves(traded, Claim::pupil_optimal));
  const Bundle improving = read_bundle("improvement_cycles");
  const Report improved = check(improving, improving, true);
  EXPECT_TRUE(proves(improved, Claim::rounds_replayed) && proves(improved, Claim::no_class_envy) &&
              proves(improved, Claim::no_waste));
  EXPECT_FALSE(proves(improved, Claim::no_justified_envy) || proves(improved, Claim::pupil_optimal));
  const Bundle proposing = read_bundle("school_proposing");
  const Report stable = check(proposing, proposing, true);
  EXPECT_TRUE(proves(stable, Claim::rounds_replayed) && proves(stable, Claim::no_justified_envy) &&
              proves(stable, Claim::no_waste));
  EXPECT_FALSE(proves(stable, Claim::pupil_optimal));
}

/// Who knows the reveals can seal a certificate with another commitment or seed; it must not help.
TEST(Verify, TellsADishonestDraw) {
  const Bundle original = read_bundle("deferred_single");
  Bundle bundle = original;
  set_member(bundle.outcome["certificate.json"], "reveal", "another secret");
  seal(bundle);
  EXPECT_TRUE(has(check(bundle, original, false), FindingCode::commitment_wrong));
  EXPECT_TRUE(has(check(bundle, original, false), FindingCode::seed_wrong));
}

TEST(Verify, ShowsSomeFindingsAndCountsAll) {
  Bundle bundle = read_bundle("deferred_single");
  const OutcomeFiles nothing;
  const Report report =
      verify({bundle.outcome["frozen.csv"], bundle.outcome["seats.csv"], bundle.outcome["policy.toml"]},
             nothing, nullptr, {.findings_max = 2});
  EXPECT_EQ(report.findings.size(), 2U);
  EXPECT_EQ(report.finding_count, 9U);
}

TEST(Verify, HasASentenceForEveryFindingInBothLanguages) {
  const Finding finding{FindingCode::justified_envy, "placements.csv", 0, "L1", "S1", "open", "L2", ""};
  EXPECT_EQ(describe(base::texts::Language::nl, finding),
            "Leerling L1 wil liever naar school S1 (open) en gaat voor op leerling L2, die daar wel een "
            "plaats kreeg.");
  EXPECT_EQ(describe(base::texts::Language::en, finding),
            "Pupil L1 would rather have programme S1 (open) and goes before pupil L2, who got a seat there.");
}

}  // namespace
}  // namespace mengpaneel::verify::test

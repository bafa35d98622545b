// SPDX-License-Identifier: EUPL-1.2
// The vectors of docs/formats.md, The draw.

#include "place/lottery/numbers.hpp"

#include <gtest/gtest.h>

#include <string>

#include "place/lottery/seed.hpp"

namespace mengpaneel::place {
namespace {

const base::HmacSha256 seed(base::as_bytes(
    *base::digest_from_hex("a84caef2273de3f8b50527bd3cbf070059c1ed67dc1c85325b4cf5a3c02230ab")));

std::string number(DrawKind kind, std::string_view id,
                   std::optional<std::string_view> programme = std::nullopt) {
  return base::to_hex(draw_number(seed, kind, id, programme));
}

TEST(DrawNumber, AgreesWithTheVectors) {
  EXPECT_EQ(number(DrawKind::pupil, "L001"), "de7757526ab595ca");
  EXPECT_EQ(number(DrawKind::pupil, "L002"), "d1e19ac305e44231");
  EXPECT_EQ(number(DrawKind::pupil, "L003"), "a4440f2cc09934fa");
  EXPECT_EQ(number(DrawKind::pupil, "L004"), "a99f0fc260c1f72c");
  EXPECT_EQ(number(DrawKind::pupil, "L005"), "9f1ca4a665b5ad0c");
  EXPECT_EQ(number(DrawKind::pupil, "L001", "S1"), "27c4afa22dc994f3");
  EXPECT_EQ(number(DrawKind::household, "H1"), "f88270ac65113e12");
  EXPECT_EQ(number(DrawKind::group, "G1"), "35877e1e84b94412");
}

std::vector<DrawParty> two_parties() {
  std::vector<DrawParty> parties{{"parents", "", "4711-0815-1234-9876", 3},
                                 {"notary", "", "correct horse battery staple", 2}};
  for (DrawParty& party : parties) {
    party.commitment = base::to_hex(base::sha256(party.reveal));
  }
  return parties;
}

TEST(RealDraw, AgreesWithTheVector) {
  const auto draw = real_draw(two_parties(), std::string(64, '0'), "DRAW.csv");
  ASSERT_TRUE(draw);
  EXPECT_EQ(base::to_hex(draw->seed), "53ae2c6d6f478921c5e9531377bfedbfcaa306052b1a579992d763012963ef43");
  EXPECT_FALSE(draw->is_rehearsal());
}

TEST(RealDraw, NamesEveryPartyThatDoesNotMatch) {
  std::vector<DrawParty> parties = two_parties();
  parties[0].reveal += "!";
  parties[1].reveal.clear();
  parties.push_back(parties[0]);
  const auto draw = real_draw(parties, std::string(64, '0'), "DRAW.csv");
  ASSERT_FALSE(draw);
  std::vector<base::ErrorCode> codes;
  for (const base::Error& error : draw.error().shown()) {
    codes.push_back(error.code);
    EXPECT_EQ(error.value.find("4711"), std::string::npos);  // a secret is never repeated
  }
  EXPECT_EQ(codes, (std::vector{base::ErrorCode::value_missing, base::ErrorCode::commitment_mismatch,
                                base::ErrorCode::duplicate, base::ErrorCode::commitment_mismatch}));
}

TEST(RealDraw, NeedsAParty) { EXPECT_FALSE(real_draw({}, std::string(64, '0'), "DRAW.csv")); }

TEST(FrozenDigest, IsWhatSha256sumPrints) {
  // printf a > frozen.csv; printf b > policy.toml; printf c > seats.csv; sha256sum frozen.csv policy.toml
  // seats.csv | sha256sum
  const std::string listing = base::to_hex(base::sha256("a")) + "  frozen.csv\n" +
                              base::to_hex(base::sha256("b")) + "  policy.toml\n" +
                              base::to_hex(base::sha256("c")) + "  seats.csv\n";
  EXPECT_EQ(frozen_digest("a", "b", "c"), base::to_hex(base::sha256(listing)));
}

}  // namespace
}  // namespace mengpaneel::place

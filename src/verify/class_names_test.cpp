// SPDX-License-Identifier: EUPL-1.2
#include "verify/class_names.hpp"

#include <gtest/gtest.h>

namespace mengpaneel::verify {
namespace {

constexpr std::string_view policy = R"(format = 1
[policy]
name = "Voorbeeld" # pool = "no"
date = 2027-02-01
[criteria]
zone = { same = ["advice", "levels"] }
"priority" = { claim = "x" }
[[pool]]
name = "open"
seats = { column = "x" }   # priority = ["wrong"]
priority = [ "sibling",   # first
  'a&!b|c', "caf\u00e9" ]
[[override]]
programmes = ["S1"]
pools = [ { name = "open", seats = "rest", priority = ["sibling", "zone"] },
          { name = "tail", seats = 3 } ]
)";

TEST(PolicyScan, FindsThePrioritiesOfEveryPool) {
  const std::vector<PoolRule> rules = find_pool_rules(policy);
  std::vector<std::string> text;
  for (const PoolRule& rule : rules) {
    text.push_back(rule.pool);
    for (const std::string& name : rule.classes) {
      text.back() += "/" + name;
    }
  }
  EXPECT_EQ(text, (std::vector<std::string>{"Voorbeeld/other", "open/sibling/a & !b | c/café/other",
                                            "open/sibling/zone/other", "tail/other"}));
}

TEST(PolicyScan, EndsOnAnyText) {
  for (std::size_t size = 0; size < policy.size(); ++size) {
    EXPECT_LE(find_pool_rules(policy.substr(0, size)).size(), 4U);
  }
  EXPECT_TRUE(find_pool_rules("name = " + std::string(100000, '[')).empty());
}

TEST(ClassNames, NarrowsDownToOneRule) {
  SeatsTable seats("");
  seats.pools.push_back({0, "open", SeatKind::number, 1, false, true});
  seats.pools.push_back({0, "elsewhere", SeatKind::number, 1, false, true});
  ClassNames names(policy, seats);
  EXPECT_EQ(names.known(0, 0), "sibling");
  EXPECT_EQ(names.known(0, 1), std::nullopt);
  EXPECT_FALSE(names.accept(0, 1, "sibling"));
  EXPECT_TRUE(names.accept(0, 1, "zone"));
  EXPECT_FALSE(names.accept(0, 1, "a & !b | c"));
  EXPECT_EQ(names.known(0, 2), "other");
  EXPECT_EQ(names.known(0, 3), std::nullopt);
  EXPECT_TRUE(names.accept(1, 4, "a, b"));
  EXPECT_FALSE(names.accept(1, 4, "c"));
  EXPECT_EQ(names.known(1, 4), "\"a, b\"");
}

}  // namespace
}  // namespace mengpaneel::verify

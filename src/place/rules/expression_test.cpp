// SPDX-License-Identifier: EUPL-1.2
#include "place/rules/expression.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

namespace mengpaneel::place {
namespace {

base::IdTable names(const std::vector<std::string>& all) {
  base::IdTable table;
  for (const std::string& name : all) {
    table.intern(name);
  }
  return table;
}

const std::vector<std::string> three{"sibling", "vve", "nearby"};

TEST(Expression, BindsNotBeforeAndBeforeOr) {
  const auto expression = parse_expression("sibling|!vve&nearby", names(three));
  ASSERT_TRUE(expression.has_value());
  EXPECT_TRUE(expression->holds(0b001));   // sibling
  EXPECT_TRUE(expression->holds(0b100));   // nearby, not vve
  EXPECT_TRUE(expression->holds(0b111));   // sibling is enough
  EXPECT_FALSE(expression->holds(0b110));  // nearby and vve
  EXPECT_FALSE(expression->holds(0b000));
}

TEST(Expression, WritesOneBlankAroundOperatorsAndNoneAfterNot) {
  const auto expression = parse_expression("  ! vve&nearby  |\tsibling ", names(three));
  ASSERT_TRUE(expression.has_value());
  EXPECT_EQ(expression->text, "!vve & nearby | sibling");
}

TEST(Expression, NamesEveryUnknownCriterionAndItsPlace) {
  const auto expression = parse_expression("silbing & vve | !dichtbij", names(three));
  ASSERT_FALSE(expression.has_value());
  ASSERT_EQ(expression.error().size(), 2U);
  EXPECT_EQ(expression.error()[0].kind, ExpressionFaultKind::criterion_unknown);
  EXPECT_EQ(expression.error()[0].word, "silbing");
  EXPECT_EQ(expression.error()[0].offset, 0U);
  EXPECT_EQ(expression.error()[1].word, "dichtbij");
  EXPECT_EQ(expression.error()[1].offset, 17U);
}

TEST(Expression, SaysWhereTheFormBreaksOff) {
  struct Case {
    const char* text;
    ExpressionFaultKind kind;
    std::size_t offset;
    const char* word;
  };
  using enum ExpressionFaultKind;
  for (const Case& bad : {
           Case{"", criterion_expected, 0, ""},
           Case{"   ", criterion_expected, 3, ""},
           Case{"vve &", criterion_expected, 5, ""},
           Case{"| vve", criterion_expected, 0, "|"},
           Case{"vve && nearby", criterion_expected, 5, "&"},
           Case{"!!vve", criterion_expected, 1, "!"},
           Case{"(vve | nearby) & sibling", criterion_expected, 0, "("},
           Case{"vve)", criterion_expected, 3, ")"},
           Case{"vve nearby", operator_expected, 4, "nearby"},
           Case{"vve !nearby", operator_expected, 4, "!"},
           Case{"vve & !vve", never_holds, 7, "vve"},
       }) {
    const auto expression = parse_expression(bad.text, names(three));
    ASSERT_FALSE(expression.has_value()) << bad.text;
    EXPECT_EQ(expression.error()[0].kind, bad.kind) << bad.text;
    EXPECT_EQ(expression.error()[0].offset, bad.offset) << bad.text;
    EXPECT_EQ(expression.error()[0].word, bad.word) << bad.text;
  }
}

TEST(Expression, TakesANameInAnyScript) {
  const auto expression = parse_expression("!vóór-rang & 学校", names({"vóór-rang", "学校"}));
  ASSERT_TRUE(expression.has_value());
  EXPECT_EQ(expression->text, "!vóór-rang & 学校");
  EXPECT_FALSE(is_criterion_name("a b"));
  EXPECT_FALSE(is_criterion_name("a|b"));
  EXPECT_FALSE(is_criterion_name(""));
}

// The oracle writes an expression from a list of alternatives and judges it literal by literal.
RC_GTEST_PROP(ExpressionProperty, HoldsAsItsLiteralsSay, ()) {
  const std::vector<std::string> all{"a", "b", "c", "d"};
  const auto alternatives =
      *rc::gen::nonEmpty(rc::gen::container<std::vector<std::vector<std::pair<bool, unsigned>>>>(
          rc::gen::nonEmpty(rc::gen::container<std::vector<std::pair<bool, unsigned>>>(
              rc::gen::pair(rc::gen::arbitrary<bool>(), rc::gen::inRange(0U, 4U))))));
  std::string text;
  bool contradicts = false;
  for (const auto& literals : alternatives) {
    text += text.empty() ? "" : " | ";
    unsigned seen[2] = {0, 0};
    for (std::size_t i = 0; i < literals.size(); ++i) {
      text += (i == 0 ? "" : " & ") + std::string(literals[i].first ? "!" : "") + all[literals[i].second];
      seen[literals[i].first ? 1 : 0] |= 1U << literals[i].second;
    }
    contradicts = contradicts || (seen[0] & seen[1]) != 0;
  }
  const auto expression = parse_expression(text, names(all));
  RC_ASSERT(expression.has_value() != contradicts);
  if (contradicts) {
    return;
  }
  RC_ASSERT(expression->text == text);
  for (std::uint64_t criteria = 0; criteria < 16; ++criteria) {
    bool expected = false;
    for (const auto& literals : alternatives) {
      bool all_hold = true;
      for (const auto& [negated, criterion] : literals) {
        all_hold = all_hold && ((criteria >> criterion & 1U) == 1U) != negated;
      }
      expected = expected || all_hold;
    }
    RC_ASSERT(expression->holds(criteria) == expected);
  }
}

}  // namespace
}  // namespace mengpaneel::place

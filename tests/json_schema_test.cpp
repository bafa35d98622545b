// SPDX-License-Identifier: EUPL-1.2
// summary.json and certificate.json against the schemas that the docs give to others.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/tables/certificate_json.hpp"
#include "io/tables/summary_json.hpp"
#include "tests/support/json_schema.hpp"
#include "tests/support/shared_data.hpp"

namespace mengpaneel {
namespace {

io::json::Value parse(const std::string& text) {
  auto value = io::json::parse(text, "test.json");
  EXPECT_TRUE(value.has_value()) << text;
  return value ? *value : io::json::Value();
}

io::json::Value schema(const std::string& name) {
  return parse(test::bytes_of(std::string(MENGPANEEL_SOURCE_DIR) + "/docs/schemas/" + name));
}

place::Summary full_summary() {
  place::Summary summary;
  summary.pupils = 12;
  summary.placed = 11;
  summary.unplaced = 1;
  summary.by_rank = {{2, 3}, {10, 4}, {1, 4}};
  summary.by_attribute = {{"ses", "", 1, 1, 0}, {"ses", "low \"", 5, 4, 2}, {"vve", "ja", 3, 3, 3}};
  summary.by_board = {{"", 0, 2}, {"B1", 20, 9}};
  summary.mean_metres = 812.25;
  summary.ses_indices = {{"D", 0.25, ""}, {"H", std::nullopt, "one_group"}};
  summary.ses_unknown = 1;
  return summary;
}

std::vector<std::string> keys_of(const io::json::Value& value) {
  std::vector<std::string> keys;
  for (const io::json::Member& member : *value.object()) {
    keys.push_back(member.key);
  }
  return keys;
}

std::vector<std::string> required_of(const io::json::Value& rules) {
  std::vector<std::string> keys;
  for (const io::json::Value& key : *rules.find("required")->array()) {
    keys.push_back(*key.text());
  }
  return keys;
}

TEST(JsonSchema, SummaryMeetsIts) {
  const io::json::Value rules = schema("summary.schema.json");
  test::SchemaCheck check(rules);
  place::Summary empty;
  empty.ses_indices = {{"D", std::nullopt, "no_pupils"}, {"H", std::nullopt, "no_pupils"}};
  for (const place::Summary& summary : {full_summary(), empty}) {
    for (const place::Mechanism mechanism : place::all_mechanisms) {
      const std::string text =
          io::tables::write_summary(summary, {true, std::string(place::mechanism_name(mechanism))});
      EXPECT_THAT(check.faults_of(parse(text)), testing::IsEmpty()) << text;
      EXPECT_EQ(text.back(), '\n');
      EXPECT_EQ(keys_of(parse(text)), required_of(rules)) << "every member, in the order of the schema";
    }
  }
}

TEST(JsonSchema, SummaryShowsRanksAsNumbersAndFixedDecimals) {
  const std::string text = io::tables::write_summary(full_summary(), {false, "deferred-acceptance"});
  const auto value = parse(text);
  EXPECT_EQ(keys_of(*value.find("by_rank")), (std::vector<std::string>{"1", "2", "10"}));
  EXPECT_EQ(value.find("rehearsal")->truth(), false);
  EXPECT_THAT(text, testing::HasSubstr("\"mean_metres\": 812.2,"));
  EXPECT_THAT(text, testing::HasSubstr("\"value\": 0.250000,"));
  EXPECT_EQ(*value.find("ses")->find("H")->find("reason")->text(), "one_group");
  EXPECT_EQ(value.find("by_attribute")->find("ses")->find("low \"")->find("first_choice")->whole_number(), 2);
}

TEST(JsonSchema, CertificateMeetsIts) {
  const io::json::Value rules = schema("certificate.schema.json");
  test::SchemaCheck check(rules);
  io::tables::Certificate certificate;
  certificate.version = "0.1.0";
  certificate.mechanism = "immediate-acceptance";
  certificate.numbers = "per-programme";
  certificate.frozen_digest = std::string(64, '0');
  certificate.inputs = {{"pupils.csv", std::string(64, 'a')}};
  EXPECT_THAT(check.faults_of(parse(io::tables::write_certificate(certificate))), testing::IsEmpty());
  certificate.draw.parties = {{"notaris", std::string(64, 'b'), "geheim \"\\\n\x01 é", 2}};
  const auto value = parse(io::tables::write_certificate(certificate));
  EXPECT_THAT(check.faults_of(value), testing::IsEmpty());
  EXPECT_EQ(*(*value.find("draw")->find("parties")->array())[0].find("reveal")->text(),
            "geheim \"\\\n\x01 é");
  EXPECT_EQ(keys_of(value), required_of(rules));
}

TEST(JsonSchema, FindsWhatDoesNotMeetIt) {
  const io::json::Value rules = schema("certificate.schema.json");
  test::SchemaCheck check(rules);
  io::tables::Certificate certificate;
  certificate.mechanism = "wishful-thinking";
  certificate.numbers = "single";
  certificate.frozen_digest = "short";
  EXPECT_THAT(check.faults_of(parse(io::tables::write_certificate(certificate))),
              testing::UnorderedElementsAre("$.mechanism: pattern", "$.frozen_digest: pattern"));
}

}  // namespace
}  // namespace mengpaneel

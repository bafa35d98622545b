// SPDX-License-Identifier: EUPL-1.2
// [criteria]: each is one test, found by the key that names it, with the keys that belong to that test.
#include <algorithm>
#include <array>
#include <limits>
#include <utility>
#include <variant>

#include "base/ids.hpp"
#include "io/policy_reading.hpp"
#include "place/rules/expression.hpp"

namespace mengpaneel::io::policy {

using base::ErrorCode;
using place::CriterionTest;

namespace {

constexpr std::uint32_t number_max = std::numeric_limits<std::uint32_t>::max() - 1;

std::optional<CriterionTest> read_claim(Reading& /*reading*/, TomlReader& table) {
  if (auto claim = table.text("claim")) {
    return place::ClaimTest{.claim = std::move(*claim)};
  }
  return std::nullopt;
}

std::optional<CriterionTest> read_same(Reading& /*reading*/, TomlReader& table) {
  const TomlMember* member = table.find("same");
  if (member->value.kind == TomlKind::array) {
    const std::vector<TomlValue>& items = member->value.items;
    const bool two_texts = items.size() == 2 && std::ranges::all_of(items, [](const TomlValue& item) {
                             return item.kind == TomlKind::string && !item.text.empty();
                           });
    if (two_texts) {
      return place::SameTest{
          .pupil_column = items[0].text, .programme_column = items[1].text, .in_list = true};
    }
  } else if (member->value.kind == TomlKind::string && !member->value.text.empty()) {
    return place::SameTest{
        .pupil_column = member->value.text, .programme_column = member->value.text, .in_list = false};
  }
  table.wrong_type(*member, R"("zone" | ["advice", "levels"])");
  return std::nullopt;
}

/// Upper case without blanks, as postcodes are compared; nothing when it is no beginning of a postcode.
std::optional<std::string> postcode_prefix(std::string_view text) {
  std::string prefix;
  for (char character : text) {
    if (character >= 'a' && character <= 'z') {
      character = static_cast<char>(character - 'a' + 'A');
    }
    if ((character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z')) {
      prefix += character;
    } else if (character != ' ') {
      return std::nullopt;
    }
  }
  constexpr std::size_t postcode_length = 6;
  return prefix.empty() || prefix.size() > postcode_length ? std::nullopt : std::optional(prefix);
}

std::optional<CriterionTest> read_postcode(Reading& /*reading*/, TomlReader& table) {
  const TomlMember* member = table.find("postcode");
  const TomlMember* digits = table.find("digits");
  place::PostcodeTest test;
  if (member->value.kind == TomlKind::string && member->value.text == "own") {
    test.own = true;
    test.digits = table.whole_number("digits", 1, 6).value_or(test.digits);
    return test;
  }
  if (member->value.kind != TomlKind::array) {
    table.wrong_type(*member, R"("own" | ["1011", "1012AB"])");
    return std::nullopt;
  }
  if (digits != nullptr) {
    table.add(ErrorCode::key_without_effect, digits->key_at, "digits", "digits", "postcode = \"own\"");
  }
  for (const std::string& text : read_texts(table, *member)) {
    if (auto prefix = postcode_prefix(text)) {
      test.prefixes.push_back(std::move(*prefix));
    } else {
      table.add(ErrorCode::not_an_allowed_word, member->value.at, "postcode", text.substr(0, 16),
                R"("1011" | "1012AB")");
    }
  }
  return test;
}

std::vector<place::AtLeast> read_at_least(Reading& reading, TomlReader& nearest, std::uint32_t count) {
  std::vector<place::AtLeast> all;
  const TomlValue* value = nearest.table("at_least");
  if (value == nullptr) {
    return all;
  }
  TomlReader table(*value, nearest.field("at_least"), reading.faults);
  if (value->members.size() > place::Rules::criteria_max) {
    nearest.add(ErrorCode::criteria_too_many, value->at, "at_least", std::to_string(value->members.size()),
                std::to_string(place::Rules::criteria_max));
    return all;
  }
  for (const TomlMember& member : value->members) {
    const auto criterion = find_criterion(reading, member.key, member.key_at, table.field(member.key));
    const auto at_least = table.whole_number(member.key, 1, std::max<std::uint32_t>(count, 1));
    if (criterion.has_value() && at_least.has_value()) {
      all.push_back({.criterion = *criterion, .count = *at_least});
    }
  }
  return all;
}

std::optional<CriterionTest> read_nearest(Reading& reading, TomlReader& table) {
  place::NearestTest test;
  test.count = table.whole_number("nearest", 1, number_max).value_or(number_max);
  test.at_least = read_at_least(reading, table, test.count);
  // `among` is read in a second pass: it may look at criteria that stand further down.
  table.find("among");
  return test;
}

std::optional<CriterionTest> read_within(Reading& /*reading*/, TomlReader& table) {
  const auto metres = table.whole_number("within_metres", 0, number_max);
  return metres.has_value() ? std::optional<CriterionTest>(place::WithinTest{.metres = *metres})
                            : std::nullopt;
}

std::optional<CriterionTest> read_rank(Reading& /*reading*/, TomlReader& table) {
  const auto position = table.whole_number("rank", 1, number_max);
  return position.has_value() ? std::optional<CriterionTest>(place::RankTest{.position = *position})
                              : std::nullopt;
}

/// The criterion that the text at `key` names; base::none and a fault when there is none.
std::uint32_t read_reference(Reading& reading, TomlReader& table, std::string_view key) {
  const TomlMember* member = table.require(key, "[criteria]");
  const auto name = table.text(key);
  if (!name.has_value()) {
    return base::none;
  }
  return find_criterion(reading, *name, member->value.at, table.field(key)).value_or(base::none);
}

std::optional<CriterionTest> read_mixes(Reading& reading, TomlReader& table) {
  place::MixesTest test{};
  test.towards = read_reference(reading, table, "towards");
  const TomlMember* member = table.require("share", "\"30%\"");
  if (const auto share = table.text("share")) {
    const auto ppm = share_ppm(*share);
    if (!ppm.has_value()) {
      table.add(ErrorCode::share_invalid, member->value.at, "share", *share, std::string(share_form));
    }
    test.share_ppm = ppm.value_or(0);
  }
  constexpr std::string_view form = R"(["present_low", "present"])";
  if (const TomlMember* sitting = table.require("sitting", std::string(form))) {
    const std::vector<TomlValue>& items = sitting->value.items;
    const bool two_texts = sitting->value.kind == TomlKind::array && items.size() == 2 &&
                           std::ranges::all_of(items, [](const TomlValue& item) {
                             return item.kind == TomlKind::string && !item.text.empty();
                           });
    if (two_texts) {
      test.sitting = {items[0].text, items[1].text};
    } else {
      table.wrong_type(*sitting, std::string(form));
    }
  }
  return test;
}

std::optional<CriterionTest> read_duo(Reading& reading, TomlReader& table) {
  const auto kind = table.text("group");
  place::DuoTest test{.group_kind = kind.value_or(""), .some = base::none, .not_all = base::none};
  test.some = read_reference(reading, table, "some");
  test.not_all = read_reference(reading, table, "not_all");
  return kind.has_value() ? std::optional<CriterionTest>(std::move(test)) : std::nullopt;
}

/// The one list of tests: the key that names it, the keys that belong to it, and who reads it.
struct TestForm {
  std::string_view key;
  std::array<std::string_view, 4> belonging;
  std::optional<CriterionTest> (*read)(Reading&, TomlReader&);
};

constexpr std::array test_forms{
    TestForm{"claim", {}, read_claim},
    TestForm{"attribute", {"equals", "in", "from", "until"}, read_value},
    TestForm{"column", {"equals", "in", "from", "until"}, read_value},
    TestForm{"same", {}, read_same},
    TestForm{"postcode", {"digits"}, read_postcode},
    TestForm{"nearest", {"among", "at_least"}, read_nearest},
    TestForm{"within_metres", {}, read_within},
    TestForm{"rank", {}, read_rank},
    TestForm{"towards", {"share", "sitting"}, read_mixes},
    TestForm{"group", {"some", "not_all"}, read_duo},
};

const TestForm* find_form(TomlReader& table) {
  const TestForm* found = nullptr;
  for (const TestForm& form : test_forms) {
    const TomlMember* member = table.find(form.key);
    if (member == nullptr) {
      continue;
    }
    if (found != nullptr) {
      table.add(ErrorCode::keys_exclude_each_other, member->key_at, form.key, std::string(form.key),
                std::string(found->key));
    } else {
      found = &form;
    }
  }
  return found;
}

/// Keys of another test than `form` say something that nobody reads.
void check_belonging(TomlReader& table, const TestForm& form) {
  for (const TestForm& other : test_forms) {
    for (const std::string_view key : other.belonging) {
      if (key.empty() || std::ranges::find(form.belonging, key) != form.belonging.end()) {
        continue;
      }
      const TomlMember* member = table.find(key);
      const bool other_test_too = table.find(other.key) != nullptr;
      if (member != nullptr && !other_test_too && other.key != "column") {
        table.add(ErrorCode::key_without_effect, member->key_at, key, std::string(key),
                  std::string(other.key));
      }
    }
  }
}

std::string all_tests() {
  std::vector<std::string_view> keys;
  for (const TestForm& form : test_forms) {
    keys.push_back(form.key);
  }
  return joined_words(keys);
}

bool read_criterion(Reading& reading, const TomlMember& member, place::Criterion& criterion) {
  const std::size_t faults_before = reading.faults.count();
  const std::string field = "criteria." + member.key;
  if (!place::is_criterion_name(member.key)) {
    reading.faults.add(ErrorCode::not_an_allowed_word, member.key_at, field, member.key, "a-z A-Z 0-9 _ -");
  } else if (!is_identifier(member.key)) {
    reading.faults.add(ErrorCode::not_an_identifier, member.key_at, field, member.key);
  }
  if (member.value.kind != TomlKind::table) {
    reading.faults.add(ErrorCode::key_wrong_type, member.value.at, field, toml_value_text(member.value),
                       "{ claim = \"sibling\" }");
    return false;
  }
  TomlReader table(member.value, field, reading.faults);
  criterion.recommend = table.boolean("recommend").value_or(false);
  const TestForm* form = find_form(table);
  if (form != nullptr) {
    if (auto test = form->read(reading, table)) {
      criterion.test = std::move(*test);
    }
    check_belonging(table, *form);
  }
  if (table.finish() == 0 && form == nullptr) {
    reading.faults.add(ErrorCode::criterion_without_test, member.key_at, field, member.key, all_tests());
  }
  return reading.faults.count() == faults_before;
}

/// What a nearest criterion counts must be known without a pupil (docs/formats.md, decision 21).
void read_among(Reading& reading, const TomlMember& member, place::Criterion& criterion) {
  auto* test = std::get_if<place::NearestTest>(&criterion.test);
  if (test == nullptr || member.value.kind != TomlKind::table) {
    return;
  }
  TomlReader table(member.value, "criteria." + member.key, reading.faults);
  test->among = read_expression(reading, table, "among", ExpressionUse::programmes_to_count);
  for (const place::AtLeast& at_least : test->at_least) {
    const std::size_t index = at_least.criterion;
    const auto* value = std::get_if<place::ValueTest>(&reading.rules.criteria[index].test);
    if (reading.criterion_is_readable[index] && (value == nullptr || !value->of_programme)) {
      table.add(ErrorCode::criterion_not_of_programme, table.find("at_least")->value.at, "at_least",
                reading.rules.criteria[index].name, "{ column = ... }");
    }
  }
}

bool looks_at_pupil_only(const CriterionTest& test) {
  const auto* value = std::get_if<place::ValueTest>(&test);
  const auto* postcode = std::get_if<place::PostcodeTest>(&test);
  return (value != nullptr && !value->of_programme) || (postcode != nullptr && !postcode->own);
}

/// Whom a mix or a duo is about must be known without a programme (docs/formats.md, decision 23).
void check_groups(Reading& reading, const TomlMember& member, const place::Criterion& criterion) {
  const auto check = [&](std::uint32_t named, std::string_view key) {
    if (named != base::none && reading.criterion_is_readable[named] &&
        !looks_at_pupil_only(reading.rules.criteria[named].test)) {
      reading.faults.add(ErrorCode::criterion_not_of_pupil, member.value.at,
                         "criteria." + member.key + "." + std::string(key),
                         reading.rules.criteria[named].name, "{ attribute = ... }");
    }
  };
  if (const auto* mixes = std::get_if<place::MixesTest>(&criterion.test)) {
    check(mixes->towards, "towards");
  } else if (const auto* duo = std::get_if<place::DuoTest>(&criterion.test)) {
    check(duo->some, "some");
    check(duo->not_all, "not_all");
  }
}

}  // namespace

void read_criteria(Reading& reading, const TomlValue& table) {
  std::vector<place::Criterion>& criteria = reading.rules.criteria;
  for (const TomlMember& member : table.members) {  // all names first: tests may refer to each other
    reading.criterion_names.intern(member.key);
    criteria.push_back({.name = member.key, .at = source_position(member.key_at), .test = {}});
  }
  for (std::size_t index = 0; index < criteria.size(); ++index) {
    reading.criterion_is_readable.push_back(read_criterion(reading, table.members[index], criteria[index]));
  }
  for (std::size_t index = 0; index < criteria.size(); ++index) {
    read_among(reading, table.members[index], criteria[index]);
  }
  if (criteria.size() > place::Rules::criteria_max) {
    reading.faults.add(ErrorCode::criteria_too_many, table.members[place::Rules::criteria_max].key_at,
                       "criteria", std::to_string(criteria.size()),
                       std::to_string(place::Rules::criteria_max));
  } else if (check_circles(reading) > 0) {
    return;  // what a criterion in a circle looks at cannot be said
  }
  for (std::size_t index = 0; index < criteria.size(); ++index) {
    if (reading.criterion_is_readable[index]) {
      check_groups(reading, table.members[index], criteria[index]);
    }
  }
}

}  // namespace mengpaneel::io::policy

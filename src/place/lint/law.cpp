// SPDX-License-Identifier: EUPL-1.2
// What needs legal advice, and what a town has had to take back. The law's own words stay with the sources
// (texts/*/lint.toml); what was not looked up in the law of today says so there.
#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "place/lint/checks.hpp"
#include "place/lint/rule_view.hpp"
#include "place/lint/subjects.hpp"
#include "place/rules/decimal.hpp"

namespace mengpaneel::place::check {

namespace {

/// Whether it is applied or not: to ask for it is already a question for a lawyer.
LintHits criteria_about(const Rules& rules, Subject subject) {
  LintHits hits;
  for (const Criterion& criterion : rules.criteria) {
    if (is_about(criterion, subject)) {
      hits.push_back({criterion.at, {{"criterion", criterion.name}}});
    }
  }
  return hits;
}

/// How an expression names a criterion: it may do both, in different terms.
struct Sides {
  bool required;
  bool forbidden;
};

/// Criteria of one line are one finding: “preschool”, “ikc”.
void add_name(LintHits& hits, SourcePosition at, const std::string& name) {
  const auto same_line = [&at](const LintHit& hit) { return hit.at.line == at.line; };
  if (const auto hit = std::ranges::find_if(hits, same_line); hit != hits.end()) {
    hit->arguments.front().value += "”, “" + name;
  } else {
    hits.push_back({at, {{"criterion", name}}});
  }
}

/// The first use for seats of each criterion that `matters` at that use.
using Matters = std::function<bool(const Criterion&, const Use&, Sides)>;
LintHits first_uses(const Rules& rules, const Matters& matters) {
  LintHits hits;
  for (std::size_t index = 0; index < rules.criteria.size(); ++index) {
    for (const Use& use : uses_for_seats(rules)) {
      const bool required = (required_in(*use.expression) >> index & 1U) != 0;
      const bool forbidden = (forbidden_in(*use.expression) >> index & 1U) != 0;
      if ((required || forbidden) && matters(rules.criteria[index], use, {required, forbidden})) {
        add_name(hits, use.expression->at, rules.criteria[index].name);
        break;
      }
    }
  }
  return hits;
}

bool is_of_pupil_alone(const Criterion& criterion) {
  const auto* value = std::get_if<ValueTest>(&criterion.test);
  return (value != nullptr && !value->of_programme) || std::holds_alternative<ClaimTest>(criterion.test) ||
         std::holds_alternative<PostcodeTest>(criterion.test);
}

constexpr int years_before_admission = 3;

/// The youngest that may be three on `date`: born on this day.
std::string three_years_before(const std::string& date) {
  const int year = (date[0] - '0') * 1000 + (date[1] - '0') * 100 + (date[2] - '0') * 10 + (date[3] - '0');
  std::string years = std::to_string(year - years_before_admission);
  years.insert(0, 4 - std::min<std::size_t>(years.size(), 4), '0');
  return years + date.substr(4);
}

/// A day of birth after `limit`, or an age under three.
bool is_too_young(std::string_view value, const std::string& limit) {
  if (is_date(value)) {
    return value > limit;
  }
  constexpr std::int64_t million = 1'000'000;
  const auto age = decimal_millionths(value);
  return age.has_value() && *age < years_before_admission * million;
}

bool admits_under_three(const ValueTest& test, const std::string& limit) {
  const auto too_young = [&limit](const std::string& value) { return is_too_young(value, limit); };
  const bool by_birth = test.until.has_value() && is_date(*test.until) && too_young(*test.until);
  const bool by_age_or_from = test.from.has_value() && too_young(*test.from);
  const bool up_to_age =
      !test.from.has_value() && test.until.has_value() && !is_date(*test.until) && too_young(*test.until);
  return by_birth || by_age_or_from || up_to_age || std::ranges::any_of(test.in, too_young);
}

}  // namespace

LintHits criterion_on_origin(const Rules& rules) { return criteria_about(rules, Subject::origin); }
LintHits criterion_on_belief(const Rules& rules) { return criteria_about(rules, Subject::belief); }
LintHits criterion_on_sex(const Rules& rules) { return criteria_about(rules, Subject::sex); }
LintHits criterion_on_family(const Rules& rules) { return criteria_about(rules, Subject::family); }
LintHits criterion_on_money(const Rules& rules) { return criteria_about(rules, Subject::money); }

/// `!support` in open_to or priority, or a criterion that asks for none of it.
LintHits support_need_refuses(const Rules& rules) {
  return first_uses(rules, [](const Criterion& criterion, const Use&, Sides sides) {
    return is_about(criterion, Subject::support) &&
           (asks_for_no(criterion) ? sides.required : sides.forbidden);
  });
}

LintHits separate_lists(const Rules& rules) {
  LintHits hits;
  for (const PoolSet& set : pool_sets(rules)) {
    for (const Pool& with : *set.pools) {
      for (const Pool& without : *set.pools) {
        const std::uint64_t both = criteria_between(with, without);
        for (std::size_t index = 0; index < rules.criteria.size(); ++index) {
          if ((both >> index & 1U) != 0 && is_of_pupil_alone(rules.criteria[index])) {
            hits.push_back(
                {without.open_to->at,
                 {{"criterion", rules.criteria[index].name}, {"pool", with.name}, {"other", without.name}}});
          }
        }
      }
    }
  }
  return hits;
}

namespace {

/// As the rules write it: 22.5.
std::string percentage_text(std::uint64_t ppm) {
  constexpr std::uint64_t ppm_in_percent = 10'000;
  std::string text = std::to_string(ppm / ppm_in_percent);
  if (ppm % ppm_in_percent != 0) {
    std::string decimals = std::to_string(ppm_in_percent + ppm % ppm_in_percent).substr(1);
    text += "." + decimals.erase(decimals.find_last_not_of('0') + 1);
  }
  return text;
}

}  // namespace

/// Flanders, applications from the decree of 2022 on: 20% of the seats together.
LintHits group_share_above_limit(const Rules& rules) {
  constexpr std::uint32_t limit_ppm = 200'000;
  constexpr std::string_view first_day = "2022-09-01";
  const bool is_flemish = mentions(rules.name, Subject::flanders) || mentions(rules.file, Subject::flanders);
  if (!is_flemish || (!rules.date.empty() && rules.date < first_day)) {
    return {};
  }
  LintHits hits;
  for (const PoolSet& set : pool_sets(rules)) {
    std::uint64_t ppm = 0;
    const Pool* last = nullptr;
    for (const Pool& pool : *set.pools) {
      if (pool.open_to.has_value() && pool.seats.kind == SeatsKind::share) {
        ppm += pool.seats.share_ppm;
        last = &pool;
      }
    }
    if (ppm > limit_ppm) {
      hits.push_back({last->at_seats, {{"share", percentage_text(ppm)}}});
    }
  }
  return hits;
}

/// A list of postcodes for the schools of a whole town is the town; for one named school it is a
/// neighbourhood.
LintHits priority_for_residents(const Rules& rules) {
  return first_uses(rules, [](const Criterion& criterion, const Use& use, Sides sides) {
    const auto* postcode = std::get_if<PostcodeTest>(&criterion.test);
    const bool is_list_for_many =
        postcode != nullptr && !postcode->own && (use.of == nullptr || use.of->programmes.empty());
    return sides.required && (is_list_for_many || is_about(criterion, Subject::residence));
  });
}

LintHits priority_by_registration(const Rules& rules) {
  return first_uses(rules, [](const Criterion& criterion, const Use&, Sides) {
    return is_about(criterion, Subject::registration);
  });
}

LintHits intake_before_three(const Rules& rules) {
  if (rules.sector == "vo" || rules.date.empty()) {
    return {};
  }
  const std::string limit = three_years_before(rules.date);
  return first_uses(rules, [&limit](const Criterion& criterion, const Use&, Sides sides) {
    const auto* value = std::get_if<ValueTest>(&criterion.test);
    return sides.required && value != nullptr && !value->of_programme &&
           mentions(value->column, Subject::age) && admits_under_three(*value, limit);
  });
}

LintHits one_school_only(const Rules& rules) {
  return rules.maximum_preferences == 1 ? LintHits{{rules.at_maximum_preferences}} : LintHits{};
}

LintHits preschool_priority(const Rules& rules) {
  return first_uses(rules, [](const Criterion& criterion, const Use&, Sides sides) {
    return sides.required && is_about(criterion, Subject::preschool);
  });
}

}  // namespace mengpaneel::place::check

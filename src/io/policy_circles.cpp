// SPDX-License-Identifier: EUPL-1.2
// Criteria that refer to each other in a circle.
#include <algorithm>
#include <span>
#include <variant>

#include "base/ids.hpp"
#include "io/policy_reading.hpp"

namespace mengpaneel::io::policy {

using base::ErrorCode;
using place::CriterionTest;

namespace {

std::uint64_t bits_of(const place::Expression& expression) {
  std::uint64_t bits = 0;
  for (const place::Term& term : expression.terms) {
    bits |= term.require | term.forbid;
  }
  return bits;
}

std::uint64_t bit_of(std::uint32_t criterion) {
  return criterion == base::none ? 0 : std::uint64_t{1} << criterion;
}

/// The criteria that a criterion refers to.
std::uint64_t references_of(const CriterionTest& test) {
  if (const auto* nearest = std::get_if<place::NearestTest>(&test)) {
    std::uint64_t bits = nearest->among.has_value() ? bits_of(*nearest->among) : 0;
    for (const place::AtLeast& at_least : nearest->at_least) {
      bits |= bit_of(at_least.criterion);
    }
    return bits;
  }
  if (const auto* mixes = std::get_if<place::MixesTest>(&test)) {
    return bit_of(mixes->towards);
  }
  if (const auto* duo = std::get_if<place::DuoTest>(&test)) {
    return bit_of(duo->some) | bit_of(duo->not_all);
  }
  return 0;
}

/// Depth first through the references; a way back to a criterion on the path is a circle, reported once.
class CircleSearch {
 public:
  explicit CircleSearch(Reading& reading) : reading_(reading) {}

  void run() {
    for (std::size_t index = 0; index < reading_.rules.criteria.size(); ++index) {
      visit(index);
    }
  }

 private:
  void visit(std::size_t index) {
    if ((done_ >> index & 1U) != 0) {
      return;
    }
    path_.push_back(index);
    const std::uint64_t references = references_of(reading_.rules.criteria[index].test);
    for (std::size_t next = 0; next < reading_.rules.criteria.size(); ++next) {
      if ((references >> next & 1U) == 0) {
        continue;
      }
      if (const auto begin = std::ranges::find(path_, next); begin != path_.end()) {
        report(std::span(begin, path_.end()));
      } else {
        visit(next);
      }
    }
    path_.pop_back();
    done_ |= std::uint64_t{1} << index;
  }

  void report(std::span<const std::size_t> circle) {
    const std::vector<place::Criterion>& criteria = reading_.rules.criteria;
    std::string way;
    for (const std::size_t index : circle) {
      way += criteria[index].name + " -> ";
    }
    const place::Criterion& first = criteria[circle.front()];
    reading_.faults.add(ErrorCode::criterion_circular, {.line = first.at.line, .column = first.at.column},
                        "criteria." + first.name, first.name, way + first.name);
  }

  Reading& reading_;
  std::vector<std::size_t> path_;
  std::uint64_t done_ = 0;
};

}  // namespace

std::size_t check_circles(Reading& reading) {
  const std::size_t faults_before = reading.faults.count();
  CircleSearch(reading).run();
  return reading.faults.count() - faults_before;
}

}  // namespace mengpaneel::io::policy

// SPDX-License-Identifier: EUPL-1.2
// Any single change to an outcome is found: not because a digest differs (every change here is sealed again
// with right digests, unless the test says otherwise), but because the changed table does not follow from the
// frozen one.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "io/csv/reader.hpp"
#include "verify/canonical_csv.hpp"
#include "verify/test_bundle.hpp"

namespace mengpaneel::verify::test {
namespace {

using Table = std::vector<std::vector<std::string>>;

/// Every so many-th change is tried: all of a small outcome, a fifth of a larger one; under the sanitizers,
/// which look for faults of memory, fewer. MENGPANEEL_ALL_CHANGES in the environment: all of everything, some
/// minutes.
std::size_t stride_of(const Bundle& bundle) {
#ifdef MENGPANEEL_SANITIZED
  constexpr std::size_t small = 31;
#else
  constexpr std::size_t small = 1;
#endif
  std::size_t bytes = 0;
  for (const auto& [name, content] : bundle.outcome) {
    bytes += content.size();
  }
  return std::getenv("MENGPANEEL_ALL_CHANGES") != nullptr ? 1 : bytes < 8000 ? small : 5 * small;
}

/// Tables that follow from others; where nothing happened after the draw there are no moves.
std::vector<std::string> tables_of(const Bundle& bundle) {
  std::vector<std::string> tables{"placements.csv", "decisions.csv", "cutoffs.csv", "waiting_lists.csv"};
  if (bundle.outcome.contains("moves.csv")) {
    tables.emplace_back("moves.csv");
  }
  return tables;
}

Table split(const std::string& bytes) {
  const auto columns =
      static_cast<std::size_t>(
          std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(bytes.find('\n')), ',')) +
      1;
  CanonicalCsv csv(bytes);
  std::vector<std::string_view> fields(columns);
  Table table;
  while (csv.read(fields) == ReadResult::record) {
    table.emplace_back(fields.begin(), fields.end());
  }
  return table;
}

std::string join(const Table& table) {
  std::string bytes;
  for (const auto& row : table) {
    for (std::size_t column = 0; column < row.size(); ++column) {
      if (column != 0) {
        bytes.push_back(',');
      }
      append_field(bytes, row[column]);
    }
    bytes.push_back('\n');
  }
  return bytes;
}

/// What a field could have been instead: nothing, something of its column elsewhere, one more or less, one
/// digit changed.
std::set<std::string> others(const Table& table, std::size_t row, std::size_t column) {
  const std::string& field = table[row][column];
  std::set<std::string> values{"", field + "0", "1", "placed", "rejected", "not-needed", "not-eligible"};
  for (std::size_t other = 1; other < table.size(); ++other) {
    values.insert(table[other][column]);
  }
  if (const auto number = parse_number(field, 1000000)) {
    values.insert(std::to_string(*number + 1));
    values.insert(std::to_string(*number - std::min<std::uint64_t>(*number, 1)));
  }
  if (!field.empty()) {
    std::string changed = field;
    changed.back() = changed.back() == '0' ? '1' : '0';
    values.insert(changed);
  }
  values.erase(field);
  return values;
}

class EveryBundle : public testing::TestWithParam<const char*> {
 protected:
  /// Seals the changed outcome and expects a finding; what was changed is said when there is none.
  void expect_found(Bundle changed, const std::string& what) {
    if (++changes_ % stride_ != 0) {
      return;
    }
    seal(changed);
    const Report report = check(changed, original_, true);
    EXPECT_FALSE(report.verified()) << what;
  }

  /// That a programme without any pool for the pupil was appended to the list stands nowhere but in that row.
  [[nodiscard]] bool only_the_rules_know(const std::vector<std::string>& row) const {
    if (row.size() < 5 || row[4] != "not-eligible") {
      return false;
    }
    base::ErrorList errors;
    io::csv::Reader listed(original_.round.at("preferences.csv"), "preferences.csv", errors);
    const auto pupil = listed.required("pupil_id");
    const auto programme = listed.required("programme_id");
    while (listed.next()) {
      if (listed.text(pupil) == row[0] && listed.text(programme) == row[1]) {
        return false;
      }
    }
    return true;
  }

  Bundle original_ = read_bundle(GetParam());
  std::size_t stride_ = stride_of(original_);
  std::size_t changes_ = 0;
};

TEST_P(EveryBundle, IsVerifiedAsItStands) {
  Report report = check(original_, original_, true);
  EXPECT_TRUE(report.verified()) << words(report);
  report = check(original_, original_, false);
  EXPECT_TRUE(report.verified()) << words(report);
}

TEST_P(EveryBundle, SealingChangesNothing) {
  Bundle sealed = original_;
  seal(sealed);
  EXPECT_EQ(sealed.outcome, original_.outcome);
}

TEST_P(EveryBundle, FindsAnyChangedField) {
  for (const std::string& name : tables_of(original_)) {
    const Table table = split(original_.outcome[name]);
    ASSERT_EQ(join(table), original_.outcome[name]);
    for (std::size_t row = 0; row < table.size(); ++row) {
      for (std::size_t column = 0; column < table[row].size(); ++column) {
        for (const std::string& value : others(table, row, column)) {
          Table changed = table;
          changed[row][column] = value;
          Bundle bundle = original_;
          bundle.outcome[name] = join(changed);
          std::string what = name;
          what.append(" row ").append(std::to_string(row)).append(" column ").append(table[0][column]);
          what.append(": ").append(table[row][column]).append(" -> ").append(value);
          expect_found(std::move(bundle), what);
        }
      }
    }
  }
  EXPECT_GT(changes_, 1000U);
}

TEST_P(EveryBundle, FindsAnyMissingDoubledOrMovedRow) {
  for (const std::string& name : tables_of(original_)) {
    const Table table = split(original_.outcome[name]);
    for (std::size_t row = 0; row < table.size(); ++row) {
      const auto at = static_cast<std::ptrdiff_t>(row);
      Bundle bundle = original_;
      if (!only_the_rules_know(table[row])) {
        Table missing = table;
        missing.erase(missing.begin() + at);
        bundle.outcome[name] = join(missing);
        expect_found(bundle, name + " without row " + std::to_string(row));
      }
      Table doubled = table;
      doubled.insert(doubled.begin() + at, table[row]);
      bundle.outcome[name] = join(doubled);
      expect_found(bundle, name + " with row " + std::to_string(row) + " twice");
      for (std::size_t other = 0; other < row; ++other) {
        Table moved = table;
        std::swap(moved[row], moved[other]);
        bundle.outcome[name] = join(moved);
        expect_found(bundle, name + " with rows " + std::to_string(row) + " and " + std::to_string(other) +
                                 " swapped");
      }
    }
  }
}

/// Two children change places in the list of placements: every table but that one is as it was.
TEST_P(EveryBundle, FindsAnySwapOfTwoPlacements) {
  const Table table = split(original_.outcome["placements.csv"]);
  for (std::size_t row = 1; row < table.size(); ++row) {
    for (std::size_t other = 1; other < row; ++other) {
      Table changed = table;
      for (std::size_t column = 1; column < table[row].size(); ++column) {
        std::swap(changed[row][column], changed[other][column]);
      }
      if (changed != table) {
        Bundle bundle = original_;
        bundle.outcome["placements.csv"] = join(changed);
        expect_found(std::move(bundle), "rows " + std::to_string(row) + " and " + std::to_string(other));
      }
    }
  }
}

TEST_P(EveryBundle, FindsAnyChangedByteOfATable) {
  for (const std::string& name : tables_of(original_)) {
    for (std::size_t at = 0; at < original_.outcome[name].size(); ++at) {
      for (const unsigned bit : {0U, 5U}) {
        Bundle bundle = original_;
        char& octet = bundle.outcome[name][at];
        octet = static_cast<char>(static_cast<unsigned char>(octet) ^ (1U << bit));
        expect_found(std::move(bundle), name + " byte " + std::to_string(at));
      }
    }
  }
}

/// Here the digests do the work, and they must for every file.
TEST_P(EveryBundle, FindsAnyChangedByteOfAnyFileByDigest) {
  for (const auto& [name, bytes] : original_.outcome) {
    for (std::size_t at = 0; at < bytes.size(); at += stride_) {
      Bundle bundle = original_;
      char& octet = bundle.outcome[name][at];
      octet = static_cast<char>(octet ^ 1);
      EXPECT_FALSE(check(bundle, original_, false).verified()) << name << " byte " << at;
    }
    Bundle longer = original_;
    longer.outcome[name] += "\n";
    EXPECT_FALSE(check(longer, original_, false).verified()) << name;
    Bundle shorter = original_;
    shorter.outcome[name].pop_back();
    EXPECT_FALSE(check(shorter, original_, false).verified()) << name;
  }
}

TEST_P(EveryBundle, FindsAChangeOfTheFrozenFilesThatIsSealed) {
  for (const char* name : {"frozen.csv", "seats.csv", "policy.toml"}) {
    Bundle bundle = original_;
    bundle.outcome[name] += "\n";
    seal(bundle);
    EXPECT_TRUE(has(check(bundle, original_, false), FindingCode::frozen_file_differs)) << name;
  }
}

TEST_P(EveryBundle, FindsAMissingFile) {
  for (const auto& [name, bytes] : original_.outcome) {
    Bundle bundle = original_;
    bundle.outcome.erase(name);
    const Report report = check(bundle, original_, true);
    ASSERT_TRUE(has(report, FindingCode::file_missing)) << name;
    EXPECT_EQ(report.findings.front().file, name);
  }
}

TEST_P(EveryBundle, FindsAnyWrongCountInTheSummary) {
  const std::string summary = original_.outcome["summary.json"];
  for (std::size_t at = 0; at < summary.size(); ++at) {
    if (summary[at] >= '0' && summary[at] <= '9') {
      Bundle bundle = original_;
      bundle.outcome["summary.json"][at] = summary[at] == '9' ? '8' : static_cast<char>(summary[at] + 1);
      const std::string name = GetParam();
      const bool is_unstable = name.starts_with("immediate") || name.starts_with("parallel") ||
                               name.starts_with("trading") || name.starts_with("improvement");
      const bool is_promised = !is_unstable || at < summary.find("blocking_pairs");
      if (is_promised) {
        seal(bundle);
        EXPECT_FALSE(check(bundle, original_, true).verified()) << at;
      }
    }
  }
}

/// What a town says happened is its own word; but every event must have been possible, in order, and have the
/// consequences that the other files show.
TEST_P(EveryBundle, FindsAMissingDoubledOrMovedEvent) {
  if (!original_.outcome.contains("events.csv")) {
    return;
  }
  for (const char* name : {"events.csv", "late.csv", "new_seats.csv"}) {
    const Table table = split(original_.outcome[name]);
    for (std::size_t row = 1; row < table.size(); ++row) {
      const auto at = static_cast<std::ptrdiff_t>(row);
      std::vector<Table> spoilt(3, table);
      spoilt[0].erase(spoilt[0].begin() + at);
      spoilt[1].insert(spoilt[1].begin() + at, table[row]);
      std::swap(spoilt[2][row], spoilt[2][row - 1]);
      for (const Table& changed : spoilt) {
        Bundle bundle = original_;
        bundle.outcome[name] = join(changed);
        expect_found(std::move(bundle), std::string(name) + " row " + std::to_string(row));
      }
    }
  }
  EXPECT_GT(changes_, 50U);
}

/// The frozen table with its numbers drawn from another seed: lottery columns alone must give it away.
TEST_P(EveryBundle, FindsAnotherSeed) {
  if (original_.outcome["certificate.json"].contains("\"numbers\": \"given\"")) {
    return;  // Given numbers do not come from the seed.
  }
  Bundle bundle = original_;
  set_member(bundle.outcome["certificate.json"], "seed", std::string(63, '0') + "1");
  seal(bundle);
  EXPECT_FALSE(check(bundle, original_, true).verified());
}

INSTANTIATE_TEST_SUITE_P(Verify, EveryBundle, testing::ValuesIn(bundle_names),
                         [](const auto& bundle) { return std::string(bundle.param); });

}  // namespace
}  // namespace mengpaneel::verify::test

// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What the checker says: violations, and the claims that hold. Sentences are in texts/<language>/verify.toml.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace mengpaneel::verify {

enum class Claim : std::uint8_t {
#define MENGPANEEL_CLAIM(name) name,
#include "verify/claims.def"
#undef MENGPANEEL_CLAIM
};

enum class FindingCode : std::uint8_t {
#define MENGPANEEL_FINDING(name, claim) name,
#include "verify/finding_codes.def"
#undef MENGPANEEL_FINDING
};

/// One violation. `line` counts from 1, 0 where a line says nothing; what does not apply is empty.
struct Finding {
  FindingCode code;
  std::string file = {};
  std::uint64_t line = 0;
  std::string pupil_id = {};
  std::string programme_id = {};
  std::string pool = {};
  std::string found = {};
  std::string expected = {};
};

/// A claim that was checked over `count` cases and never refuted.
struct ProvedClaim {
  Claim claim;
  std::uint64_t count;
};

struct Report {
  std::vector<Finding> findings;  ///< the first of them (VerifyOptions::findings_max)
  std::uint64_t finding_count = 0;
  std::vector<ProvedClaim> proved;
  std::uint64_t pupils = 0;  ///< rows of placements.csv
  std::uint64_t placed = 0;

  [[nodiscard]] bool verified() const { return finding_count == 0; }
};

[[nodiscard]] std::string_view finding_code_name(FindingCode code);
[[nodiscard]] std::string_view claim_name(Claim claim);
/// The claim that a violation refutes.
[[nodiscard]] Claim claim_of(FindingCode code);
/// One sentence.
[[nodiscard]] std::string describe(base::texts::Language language, const Finding& finding);
[[nodiscard]] std::string describe(base::texts::Language language, const ProvedClaim& claim);

/// Collects violations and checked claims while the checks run.
class Findings {
 public:
  explicit Findings(std::size_t shown_max) : shown_max_(shown_max) {}

  void add(Finding finding);
  /// Another `count` cases of `claim` were looked at.
  void checked(Claim claim, std::uint64_t count);
  [[nodiscard]] std::uint64_t count() const { return count_; }
  /// True when nothing more will be shown, so that a caller may spare itself the words.
  [[nodiscard]] bool is_full() const { return shown_.size() >= shown_max_; }
  /// Empties the collector into a report: a claim is proved when it was checked and not refuted.
  [[nodiscard]] Report finish();

 private:
  static constexpr std::size_t claim_count = 0
#define MENGPANEEL_CLAIM(name) +1
#include "verify/claims.def"
#undef MENGPANEEL_CLAIM
      ;
  std::size_t shown_max_;
  std::vector<Finding> shown_;
  std::uint64_t count_ = 0;
  std::array<std::uint64_t, claim_count> cases_{};
  std::array<bool, claim_count> was_checked_{};
  std::array<bool, claim_count> is_refuted_{};
};

}  // namespace mengpaneel::verify

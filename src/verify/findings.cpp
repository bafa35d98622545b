// SPDX-License-Identifier: EUPL-1.2
#include "verify/findings.hpp"

#include <utility>

namespace mengpaneel::verify {

namespace {

using base::texts::TextKey;

struct FindingEntry {
  std::string_view name;
  Claim claim;
  TextKey text;
};

struct ClaimEntry {
  std::string_view name;
  TextKey text;
};

// A code without its text names an enumerator that does not exist, so this table is complete or does not
// compile.
constexpr std::array finding_entries{
#define MENGPANEEL_FINDING(name, claim) FindingEntry{#name, Claim::claim, TextKey::verify_finding_##name},
#include "verify/finding_codes.def"
#undef MENGPANEEL_FINDING
};

constexpr std::array claim_entries{
#define MENGPANEEL_CLAIM(name) ClaimEntry{#name, TextKey::verify_claim_##name},
#include "verify/claims.def"
#undef MENGPANEEL_CLAIM
};

const FindingEntry& entry_of(FindingCode code) { return finding_entries[static_cast<std::size_t>(code)]; }

}  // namespace

std::string_view finding_code_name(FindingCode code) { return entry_of(code).name; }

std::string_view claim_name(Claim claim) { return claim_entries[static_cast<std::size_t>(claim)].name; }

Claim claim_of(FindingCode code) { return entry_of(code).claim; }

std::string describe(base::texts::Language language, const Finding& finding) {
  return base::texts::format(language, entry_of(finding.code).text,
                             {{"file", finding.file},
                              {"line", std::to_string(finding.line)},
                              {"pupil", finding.pupil_id},
                              {"programme", finding.programme_id},
                              {"pool", finding.pool},
                              {"found", finding.found},
                              {"expected", finding.expected}});
}

std::string describe(base::texts::Language language, const ProvedClaim& claim) {
  return base::texts::format(language, claim_entries[static_cast<std::size_t>(claim.claim)].text,
                             {{"count", std::to_string(claim.count)}});
}

void Findings::add(Finding finding) {
  ++count_;
  is_refuted_[static_cast<std::size_t>(claim_of(finding.code))] = true;
  if (!is_full()) {
    shown_.push_back(std::move(finding));
  }
}

void Findings::checked(Claim claim, std::uint64_t count) {
  was_checked_[static_cast<std::size_t>(claim)] = true;
  cases_[static_cast<std::size_t>(claim)] += count;
}

Report Findings::finish() {
  Report report;
  for (std::size_t claim = 0; claim < claim_count; ++claim) {
    if (was_checked_[claim] && !is_refuted_[claim]) {
      report.proved.push_back({static_cast<Claim>(claim), cases_[claim]});
    }
  }
  report.findings = std::move(shown_);
  report.finding_count = count_;
  return report;
}

}  // namespace mengpaneel::verify

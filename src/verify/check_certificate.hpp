// SPDX-License-Identifier: EUPL-1.2
#pragma once
// certificate.json: its form, its own digest, the digests of the files it names, and how the seed was made.

#include <optional>
#include <string>
#include <string_view>

#include "base/hash.hpp"
#include "verify/findings.hpp"
#include "verify/verify.hpp"

namespace mengpaneel::verify {

struct Certificate {
  base::Digest seed;
  std::string mechanism;
  std::string numbers;
};

/// nullopt, with findings, when the seed cannot be read; other faults are findings only.
[[nodiscard]] std::optional<Certificate> check_certificate(const FrozenFiles& frozen,
                                                           const OutcomeFiles& outcome,
                                                           const RoundFiles* round, Findings& findings);

}  // namespace mengpaneel::verify

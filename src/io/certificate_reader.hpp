// SPDX-License-Identifier: EUPL-1.2
#pragma once
// certificate.json back: what an outcome that is to be continued was made with.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "place/lottery/seed.hpp"

namespace mengpaneel::io {

struct ReadCertificate {
  std::string mechanism;
  std::string numbers;
  place::Draw draw;
  std::vector<std::pair<std::string, std::string>> outputs;  ///< file name, SHA-256 in hex
};

/// Fails with json_syntax, not_this_kind_of_file, or outcome_file_differs where its own digest is not right.
[[nodiscard]] base::Result<ReadCertificate> parse_certificate(std::string_view bytes,
                                                              const std::string& file);

}  // namespace mengpaneel::io

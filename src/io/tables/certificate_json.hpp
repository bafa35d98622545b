// SPDX-License-Identifier: EUPL-1.2
#pragma once
// certificate.json: what an outcome was made from, so that anyone who has the files can check that they are
// the ones. Its bytes are canonical (docs/schemas/certificate.schema.json): the checker
// reads them as they are written here.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "place/lottery/seed.hpp"

namespace mengpaneel::io::tables {

/// File names with the SHA-256 of their bytes, 64 hex digits.
using FileDigests = std::vector<std::pair<std::string, std::string>>;

struct Certificate {
  std::string version;    ///< of the program
  std::string mechanism;  ///< as place::mechanism_names has it
  std::string numbers;    ///< single, per-programme or given, of each stage
  place::Draw draw;
  std::string frozen_digest;  ///< 64 hex digits
  FileDigests inputs;         ///< in any order; written by the bytes of the names
  FileDigests outputs;
};

/// The last member, `digest`, is the SHA-256 of all bytes before its line (docs/formats.md, decision 27).
[[nodiscard]] std::string write_certificate(const Certificate& certificate);

}  // namespace mengpaneel::io::tables

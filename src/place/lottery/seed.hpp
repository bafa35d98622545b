// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Where the seed comes from: a rehearsal (`--seed`) or a real draw in which each party committed to a secret
// before the round was frozen and revealed it after.

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/hash.hpp"

namespace mengpaneel::place {

struct DrawParty {
  std::string party;
  std::string commitment;  ///< 64 hex digits: SHA-256 of the reveal
  std::string reveal;
  std::uint64_t line = 0;  ///< in DRAW.csv
};

/// How the seed was made; without parties it is a rehearsal.
struct Draw {
  base::Digest seed{};
  std::vector<DrawParty> parties;  ///< sorted by party

  [[nodiscard]] bool is_rehearsal() const { return parties.empty(); }
};

/// SHA-256 of "mengpaneel draw 1\n", the frozen digest, "\n" and a line for each party in byte order.
/// Fails with commitment_mismatch (each party), duplicate, or value_missing.
[[nodiscard]] base::Result<Draw> real_draw(std::vector<DrawParty> parties, std::string_view frozen_digest_hex,
                                           std::string_view file);

/// What `sha256sum frozen.csv policy.toml seats.csv | sha256sum` prints.
[[nodiscard]] std::string frozen_digest(std::string_view frozen_csv, std::string_view policy_toml,
                                        std::string_view seats_csv);

}  // namespace mengpaneel::place

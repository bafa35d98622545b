// SPDX-License-Identifier: EUPL-1.2
#include "place/lottery/seed.hpp"

#include <algorithm>

namespace mengpaneel::place {

base::Result<Draw> real_draw(std::vector<DrawParty> parties, std::string_view frozen_digest_hex,
                             std::string_view file) {
  base::ErrorList errors;
  const auto report = [&](base::ErrorCode code, const DrawParty& party, std::string_view field,
                          std::string value, std::string expected) {
    errors.add(
        {code, std::string(file), party.line, 0, std::string(field), std::move(value), std::move(expected)});
  };
  if (parties.empty()) {
    errors.add({base::ErrorCode::value_missing, std::string(file), 0, 0, "party", {}, "party"});
  }
  std::ranges::stable_sort(parties, {}, &DrawParty::party);
  for (std::size_t index = 0; index < parties.size(); ++index) {
    const DrawParty& party = parties[index];
    if (index != 0 && parties[index - 1].party == party.party) {
      report(base::ErrorCode::duplicate, party, "party", party.party,
             std::string(file) + ":" + std::to_string(parties[index - 1].line));
    }
    if (party.reveal.empty()) {
      report(base::ErrorCode::value_missing, party, "reveal", {}, party.party);
      continue;
    }
    const auto commitment = base::digest_from_hex(party.commitment);
    if (!commitment || *commitment != base::sha256(party.reveal)) {
      // The value is the commitment, which is public; a reveal is never repeated in a message.
      report(base::ErrorCode::commitment_mismatch, party, "commitment", party.commitment, party.party);
    }
  }
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  base::Sha256 hash;
  hash.update("mengpaneel draw 1\n");
  hash.update(frozen_digest_hex);
  hash.update("\n");
  for (const DrawParty& party : parties) {
    hash.update(party.party);
    hash.update("\t");
    hash.update(party.reveal);
    hash.update("\n");
  }
  return Draw{hash.finish(), std::move(parties)};
}

std::string frozen_digest(std::string_view frozen_csv, std::string_view policy_toml,
                          std::string_view seats_csv) {
  std::string listing;
  const auto add = [&listing](std::string_view name, std::string_view bytes) {
    listing.append(base::to_hex(base::sha256(bytes))).append("  ").append(name).append("\n");
  };
  add("frozen.csv", frozen_csv);
  add("policy.toml", policy_toml);
  add("seats.csv", seats_csv);
  return base::to_hex(base::sha256(listing));
}

}  // namespace mengpaneel::place

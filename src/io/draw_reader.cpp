// SPDX-License-Identifier: EUPL-1.2
#include "io/draw_reader.hpp"

#include "io/csv/reader.hpp"

namespace mengpaneel::io {

base::Result<std::vector<place::DrawParty>> parse_draw(std::string_view bytes, const std::string& file) {
  base::ErrorList errors;
  csv::Reader reader(bytes, file, errors);
  const csv::Column party = reader.required("party");
  const csv::Column commitment = reader.required("commitment");
  const csv::Column reveal = reader.required("reveal");
  std::vector<place::DrawParty> parties;
  while (reader.next()) {
    const auto name = reader.identifier(party);
    if (name) {
      parties.push_back({.party = std::string(*name),
                         .commitment = std::string(reader.text(commitment)),
                         .reveal = std::string(reader.text(reveal)),
                         .line = reader.line()});
    }
  }
  if (errors.empty() && parties.empty()) {
    errors.add({.code = base::ErrorCode::value_missing, .file = file, .field = "party", .expected = "party"});
  }
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  return parties;
}

}  // namespace mengpaneel::io

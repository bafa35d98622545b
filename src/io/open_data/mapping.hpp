// SPDX-License-Identifier: EUPL-1.2
#pragma once
// A municipality's own table: a mapping file (TOML) says which of its columns is which of ours, and how its
// words translate. It makes a record of a kind, so that everything else is as for any kind.
//
//   format = 1
//   [source]
//   title = "Voorbeeldstad, leerlingen naar opleiding van ouders"
//   definition = "voorbeeldstad-opleiding-2024"
//   unit = "sites"                  # or "areas"; default: sites
//   year = 2024                     # where no column says
//   geography_year = 2024           # of areas
//   [columns]                       # our name = their column
//   site_id = "School"              # or area_id
//   group = "Opleiding"             # both, or neither
//   count = "Aantal"
//   [groups]                        # their word = our group; without group and count: their column = our
//   group "Laag" = "low" [counts]                        # their way to write a suppressed count = our
//   interval
//   "<10" = "1..9"

#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "io/open_data/kinds.hpp"

namespace mengpaneel::io::open_data {

struct Mapping {
  KindRecord kind;
  std::optional<std::uint32_t> year{};
  std::optional<std::uint32_t> geography_year{};
  std::list<std::string> texts{};  ///< that the record's views look at
};

/// `base` gives what the mapping does not say: name, texts for help. Errors: those of parse_toml and
/// TomlReader; key_missing (unit, groups), keys_exclude_each_other, not_an_allowed_word (an interval that is
/// none).
[[nodiscard]] base::Result<std::shared_ptr<const Mapping>> read_mapping(std::string_view bytes,
                                                                        const std::string& file,
                                                                        const KindRecord& base);

}  // namespace mengpaneel::io::open_data

// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Towns of schools with one pool and pupils of types: a list, and a class at each school of it. For tests
// that sample pupils or count them by type.

#include <cstdint>
#include <random>
#include <vector>

#include "place/frozen.hpp"

namespace mengpaneel::place::testing {

struct TownPupil {
  std::vector<std::uint32_t> list;         ///< schools, best first
  std::vector<std::uint16_t> class_index;  ///< [list]
  std::uint32_t household = base::none;    ///< shares a number with those of the same household
};

/// A random type: three in ten have the strongest class somewhere, and schools with a low number are wanted
/// most.
[[nodiscard]] TownPupil random_type(std::mt19937_64& random, std::uint32_t schools, std::uint32_t classes);

[[nodiscard]] Frozen typed_town(const std::vector<TownPupil>& pupils,
                                const std::vector<std::uint32_t>& seats);

}  // namespace mengpaneel::place::testing

// SPDX-License-Identifier: EUPL-1.2
#include "measure/indices/indices.hpp"

#include <array>

#include "measure/indices/dissimilarity.hpp"
#include "measure/indices/information.hpp"

namespace mengpaneel::measure {

namespace {

using base::texts::TextKey;

constexpr std::array definitions{
    IndexDefinition{.key = "D",
                    .name = TextKey::indices_dissimilarity_name,
                    .meaning = TextKey::indices_dissimilarity_meaning,
                    .minimum = 0.0,
                    .maximum = 1.0,
                    .source = "Duncan and Duncan 1955; several groups: Morgan 1975, Sakoda 1981",
                    .compute = dissimilarity},
    IndexDefinition{.key = "H",
                    .name = TextKey::indices_information_name,
                    .meaning = TextKey::indices_information_meaning,
                    .minimum = 0.0,
                    .maximum = 1.0,
                    .source = "Theil and Finizza 1971; Reardon and Firebaugh 2002",
                    .compute = information},
};

}  // namespace

std::span<const IndexDefinition> all_indices() { return definitions; }

const IndexDefinition* find_index(std::string_view key) {
  for (const IndexDefinition& definition : definitions) {
    if (definition.key == key) {
      return &definition;
    }
  }
  return nullptr;
}

TextKey text_of(Undefined reason) {
  return reason == Undefined::no_pupils ? TextKey::indices_undefined_no_pupils
                                        : TextKey::indices_undefined_one_group;
}

std::expected<void, Undefined> can_be_uneven(const ContingencyTable& table) {
  if (table.total() == 0) {
    return std::unexpected(Undefined::no_pupils);
  }
  for (std::uint32_t group = 0; group < table.groups(); ++group) {
    if (table.of(GroupIndex{group}) == table.total()) {
      return std::unexpected(Undefined::one_group);
    }
  }
  return {};
}

}  // namespace mengpaneel::measure

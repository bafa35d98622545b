// SPDX-License-Identifier: EUPL-1.2
// School sites and JSON in general: any bytes give errors or values; what we write of a value reads back the
// same, but for the last digit of a number: the library reads doubles to within a unit in the last place.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "io/duo/school_sites.hpp"
#include "io/json.hpp"

namespace {

using mengpaneel::io::json::Value;

bool same(const Value& left, const Value& right) {
  const auto number = left.number();
  if (number && right.number()) {
    return std::abs(*number - *right.number()) <= 1e-15 * std::abs(*number);
  }
  if (left.array() != nullptr && right.array() != nullptr) {
    return std::ranges::equal(*left.array(), *right.array(), same);
  }
  if (left.object() != nullptr && right.object() != nullptr) {
    return std::ranges::equal(*left.object(), *right.object(), [](const auto& one, const auto& other) {
      return one.key == other.key && same(one.value, other.value);
    });
  }
  return mengpaneel::io::json::write(left) == mengpaneel::io::json::write(right);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mengpaneel;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto sites = io::duo::read_school_sites(bytes, "sites.geojson");
  const auto code = &io::duo::SchoolSite::school_id;
  if (sites &&
      std::ranges::adjacent_find(sites->sites, std::ranges::greater_equal{}, code) != sites->sites.end()) {
    std::abort();  // not in order, or a code twice
  }
  if (const auto value = io::json::parse(bytes, "any.json")) {
    const std::string written = io::json::write(*value);
    const auto back = io::json::parse(written, "back.json");
    if (!back || !same(*value, *back)) {
      std::abort();
    }
  }
  return 0;
}

// SPDX-License-Identifier: EUPL-1.2
// School sites and JSON in general: any bytes give errors or values; what we write of a value reads back the
// same.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "io/duo/school_sites.hpp"
#include "io/json.hpp"

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
    if (!back || io::json::write(*back) != written) {
      std::abort();
    }
  }
  return 0;
}

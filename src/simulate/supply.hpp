// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Where a town's pupils live and which school they attend, as counted: what a modelled round can be drawn
// from. Filled by io/duo from public files, or read back from a supply folder.

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "base/geography.hpp"

namespace mengpaneel::simulate {

/// What a published count says. A suppressed cell (`<5`) is 1 to 4 pupils: neither 0 nor 2.
struct CountInterval {
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  CountInterval& operator+=(CountInterval other) {
    low += other.low;
    high += other.high;
    return *this;
  }
  friend bool operator==(CountInterval, CountInterval) = default;
  friend std::ostream& operator<<(std::ostream& out, CountInterval interval) {
    return out << interval.low << ".." << interval.high;
  }
};

/// Whole years on the reference date; the ends of the scale are open.
using Age = std::uint8_t;
inline constexpr Age age_younger = 0;
inline constexpr Age age_older = 255;

struct SupplySchool {
  std::string school_id;  ///< six characters: the institution's code and the site's number
  std::string name;
  std::string denomination;
  std::string board_id;
  std::string postcode;  ///< six characters, normalised
  std::string municipality;
  std::optional<base::GeoPoint> point;  ///< nothing: the site was not found
};

struct SupplyPostcode {
  std::string postcode;      ///< four digits; two where the publisher knows no more
  std::string municipality;  ///< of the pupils; empty for a postcode of schools only
  std::optional<base::GeoPoint> point;
};

struct SupplyCount {
  std::uint32_t postcode;  ///< index into `postcodes`
  std::uint32_t school;    ///< index into `schools`
  Age age;
  CountInterval pupils;

  friend bool operator==(const SupplyCount&, const SupplyCount&) = default;
};

struct Supply {
  std::vector<SupplySchool> schools;      ///< by school_id
  std::vector<SupplyPostcode> postcodes;  ///< by postcode: of pupils, and of schools that have no site
  std::vector<SupplyCount> counts;        ///< by postcode, school, age; cells of 0 are left out
  std::string reference_date;             ///< YYYY-MM-DD
  std::string source;                     ///< one line: publisher, table, date
};

}  // namespace mengpaneel::simulate

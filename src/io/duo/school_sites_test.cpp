// SPDX-License-Identifier: EUPL-1.2
#include "io/duo/school_sites.hpp"

#include <gtest/gtest.h>

#include "io/duo/fixtures.hpp"

namespace mengpaneel::io::duo {
namespace {

using base::ErrorCode;
using fixtures::collection;
using fixtures::site;

TEST(SchoolSites, AreSortedAndTheFirstOfARepeatedCodeCounts) {
  const auto sites =
      read_school_sites(collection(site("99ZZ01", "5.2", "52.5") + ",\n" + site("99ZZ00", "5.3", "52.6") +
                                   "," + site("99ZZ01", "5.9", "52.9")),
                        "x.geojson");
  ASSERT_TRUE(sites.has_value());
  ASSERT_EQ(sites->sites.size(), 2U);
  EXPECT_EQ(sites->sites[0].school_id, "99ZZ00");
  EXPECT_EQ(sites->sites[1].point.longitude, 5.2);
  EXPECT_EQ(sites->sites[1].point.latitude, 52.5);
  EXPECT_EQ(sites->repeated, 1U);
}

TEST(SchoolSites, AreFoundUnderOtherNamesOfTheCode) {
  for (const char* properties :
       {R"("VESTIGINGSNUMMER": "99ZZ01")", R"("BRIN_NUMMER": "99ZZ", "vestigings_code": "01")",
        R"("brin_vestiging": "99ZZ01")"}) {
    const auto sites = read_school_sites(
        R"({"features": [{"properties": {)" + std::string(properties) +
            R"(}, "geometry": {"type": "Point", "coordinates": [5, 52, 3.1]}}, {"properties": {)" +
            std::string(properties) + R"(}, "geometry": null}]})",
        "x");
    ASSERT_TRUE(sites.has_value()) << properties;
    ASSERT_EQ(sites->sites.size(), 1U) << properties;
    EXPECT_EQ(sites->sites[0].school_id, "99ZZ01");
    EXPECT_EQ(sites->without_place, 1U);
  }
}

TEST(SchoolSites, RefuseWhatIsNoMapOfSchools) {
  const auto code_of = [](const std::string& bytes) {
    return read_school_sites(bytes, "x").error().shown().front().code;
  };
  EXPECT_EQ(code_of("{"), ErrorCode::json_syntax);
  EXPECT_EQ(code_of("[]"), ErrorCode::not_this_kind_of_file);
  EXPECT_EQ(code_of(R"({"features": 3})"), ErrorCode::not_this_kind_of_file);
  EXPECT_EQ(code_of(R"({"features": [3]})"), ErrorCode::not_this_kind_of_file);
  EXPECT_EQ(code_of(collection(site("99ZZ1", "5", "52"))), ErrorCode::not_an_identifier);
  EXPECT_EQ(code_of(collection(site("99ZZ01", "155000", "463000"))), ErrorCode::out_of_range);
  EXPECT_EQ(code_of(collection(site("99ZZ01", "null", "52"))), ErrorCode::not_a_number);
  EXPECT_EQ(code_of(R"({"crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}, "features": []})"),
            ErrorCode::not_this_kind_of_file);
}

}  // namespace
}  // namespace mengpaneel::io::duo

// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Invented rows in the shape of DUO's files, for tests: no school, postcode or count in them is real.

#include <string>
#include <string_view>
#include <vector>

namespace mengpaneel::io::duo::fixtures {

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

inline std::string quoted_row(const std::vector<std::string>& fields) {
  std::string out;
  for (const std::string& field : fields) {
    out.append(out.empty() ? "\"" : ";\"").append(field).append("\"");
  }
  return out + "\n";
}

/// The 37 columns: 14 that describe, JONGER, 4 to 24, OUDER.
inline std::string header() {
  std::vector<std::string> names{"PEILDATUM",
                                 "GEMEENTENUMMER",
                                 "GEMEENTENAAM",
                                 "POSTCODE_LEERLING",
                                 "GEMEENTENAAM_LEERLING",
                                 "INSTELLINGSCODE",
                                 "VESTIGINGSCODE",
                                 "INSTELLINGSNAAM_VESTIGING",
                                 "POSTCODE_VESTIGING",
                                 "PLAATSNAAM",
                                 "PROVINCIE",
                                 "SOORT_PO",
                                 "DENOMINATIE_VESTIGING",
                                 "BEVOEGD_GEZAG_NUMMER",
                                 "LEEFTIJD_JONGER"};
  for (int age = 4; age <= 24; ++age) {
    names.push_back("LEEFTIJD_" + std::to_string(age));
  }
  names.emplace_back("LEEFTIJD_OUDER");
  return std::string(byte_order_mark) + quoted_row(names);
}

struct Row {
  std::string postcode = "0101";
  std::string institution = "99ZZ";
  std::string site = "00";
  std::string kind = "Bo";
  std::string four = "0";
  std::string five = "0";
  std::string school_postcode = "0101AB";
  std::string date = "20241001";
  std::string name = "De \"\"Wilg\"\"";
};

inline std::string row(const Row& values) {
  std::vector<std::string> fields{values.date,     "0000",          "Voorbeeldstad",
                                  values.postcode, "Voorbeeldstad", values.institution,
                                  values.site,     values.name,     values.school_postcode,
                                  "VOORBEELDSTAD", "Flevoland",     values.kind,
                                  "Openbaar",      "12345",         "0",
                                  values.four,     values.five};
  fields.resize(37, "0");
  return quoted_row(fields);
}

inline std::string site(std::string_view code, std::string_view longitude, std::string_view latitude) {
  return R"({"type": "Feature", "properties": {"naam": "X", "vestigingscode": ")" + std::string(code) +
         R"(", "leerlingen": null}, "geometry": {"type": "Point", "coordinates": [)" +
         std::string(longitude) + ", " + std::string(latitude) + "]}}";
}

inline std::string collection(const std::string& features) {
  return R"({"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},)"
         "\n\"features\": [\n" +
         features + "\n]}";
}

inline constexpr std::string_view points =
    "POSTCODE;LAT;LON\r\n0101;52,5509931;5,2541959\r\n0102;52,56;5,26\r\n";

}  // namespace mengpaneel::io::duo::fixtures

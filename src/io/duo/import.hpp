// SPDX-License-Identifier: EUPL-1.2
#pragma once
// `import duo-pc4`: DUO's counts of pupils by home postcode, school and age, with school sites and postcode
// points, joined to a supply of which every number can be accounted for.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "simulate/supply.hpp"

namespace mengpaneel::io::duo {

/// A file's bytes and the name for messages; the bytes must outlive the call.
struct InputFile {
  std::string name;
  std::string_view bytes;
};

struct ImportInput {
  std::vector<InputFile> pupils;             ///< one or more, each of one or more municipalities
  std::optional<InputFile> school_sites;     ///< GeoJSON; without it no school has a site
  std::optional<InputFile> postcode_points;  ///< CSV; without it no postcode has a point
};

/// Which rows: mainstream primary schools (SOORT_PO = Bo), or special education as well.
enum class SchoolKinds : std::uint8_t { mainstream, every };

/// What was read and what could not be joined. Intervals because of suppressed cells.
struct ImportReport {
  std::vector<std::string> files;        ///< as given
  std::vector<std::string> empty_files;  ///< of 0 bytes: passed over
  std::uint64_t rows_read = 0;
  std::map<std::string, std::uint64_t> rows_by_kind;
  std::uint64_t rows = 0;  ///< of the kinds that were asked for
  std::uint64_t schools = 0;
  std::uint64_t postcodes = 0;  ///< of pupils
  simulate::CountInterval pupils;
  simulate::CountInterval aged_four;
  simulate::CountInterval in_own_postcode;  ///< who live in the four-digit postcode of their school
  std::uint64_t cells_not_zero = 0;
  std::uint64_t cells_suppressed = 0;
  std::uint64_t sites_repeated = 0;  ///< features whose code stood earlier in the file: the first counts
  std::vector<std::string> schools_without_site;     ///< school_ids
  std::vector<std::string> postcodes_without_point;  ///< of pupils
  std::uint64_t rows_without_point = 0;
};

struct Import {
  simulate::Supply supply;
  ImportReport report;
};

/// Reads and joins. Fails with every fault of all files together, and with file_empty when no file of pupils
/// had any bytes. Errors beyond the readers': duplicate (a school, postcode and kind twice),
/// not_an_allowed_word (a second reference date: years must not be mixed). The order of the files does not
/// matter. O(bytes + n log n).
[[nodiscard]] base::Result<Import> import_home_postcodes(const ImportInput& input, SchoolKinds kinds);

}  // namespace mengpaneel::io::duo

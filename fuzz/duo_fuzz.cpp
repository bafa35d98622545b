// SPDX-License-Identifier: EUPL-1.2
// DUO's tables of pupils and of postcode points: any bytes give errors or a supply that is written and read
// back alike.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "io/duo/import.hpp"
#include "io/duo/supply_tables.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mengpaneel;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  // What follows the first byte 0 is the file of points.
  const std::size_t split = bytes.find('\0');
  io::duo::ImportInput input{
      .pupils = {{"pupils.csv", bytes.substr(0, split)}}, .school_sites = {}, .postcode_points = {}};
  if (split != std::string_view::npos) {
    input.postcode_points = io::duo::InputFile{"points.csv", bytes.substr(split + 1)};
  }
  const auto import = io::duo::import_home_postcodes(input, io::duo::SchoolKinds::every);
  if (!import) {
    return import.error().empty() ? (std::abort(), 1) : 0;
  }
  const io::duo::SupplyTables tables = io::duo::write_supply(*import);
  const auto back = io::duo::read_supply(tables);
  if (!back || back->counts != import->supply.counts ||
      io::duo::write_supply({.supply = *back, .report = import->report}).postcodes_csv !=
          tables.postcodes_csv) {
    std::abort();
  }
  return 0;
}

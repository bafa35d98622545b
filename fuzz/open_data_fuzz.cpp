// SPDX-License-Identifier: EUPL-1.2
// Every kind of public table: the first byte chooses the kind; any bytes give errors or a table that reads as
// CSV and whose counts are intervals. After the first byte 0 stands a mapping, areas of postcodes, or points.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "io/csv/reader.hpp"
#include "io/open_data/import.hpp"

namespace {

void check(const mengpaneel::io::open_data::Import& import) {
  using namespace mengpaneel;
  const std::string table = io::open_data::write_csv(import.table);
  base::ErrorList errors;
  io::csv::Reader reader(table, "table.csv", errors);
  const io::csv::Column count = reader.optional("count");
  while (reader.next()) {
    if (count != io::csv::absent && !io::open_data::count_of(reader.text(count))) {
      std::abort();
    }
  }
  if (!errors.empty() || io::open_data::write_report(import).empty()) {
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mengpaneel;
  if (size == 0) {
    return 0;
  }
  const auto kinds = io::open_data::kinds();
  const io::open_data::KindRecord& kind = kinds[data[0] % kinds.size()];
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t split = bytes.starts_with("PK") ? std::string_view::npos : bytes.find('\0');
  io::open_data::Options options{.special_schools = true};
  if ((data[0] & 0x80U) != 0) {
    options.year = 2024;
  }
  if (split != std::string_view::npos) {
    const io::open_data::InputFile other{"other", bytes.substr(split + 1)};
    options.mapping = other;
    options.areas = other;
    options.points = other;
  }
  const auto import = io::open_data::import_files(kind, {{"file", bytes.substr(0, split)}}, options);
  if (import) {
    check(*import);
  } else if (import.error().empty()) {
    std::abort();
  }
  return 0;
}

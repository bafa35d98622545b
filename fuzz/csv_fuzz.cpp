// SPDX-License-Identifier: EUPL-1.2
// Any bytes as a table. The reader must not crash, must say where each fault is, and what it read must come
// back when it is written and read again. Where the text begins in memory, and so how it falls into the
// blocks of 64 bytes that are scanned at a time, may not matter.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "io/csv/reader.hpp"
#include "io/csv/writer.hpp"

namespace {

using namespace mengpaneel;

struct Table {
  std::vector<std::vector<std::string>> rows;  ///< the header first
  std::vector<std::uint64_t> lines;
  std::size_t fault_count = 0;
  bool operator==(const Table&) const = default;
};

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

Table read(std::string_view bytes) {
  base::ErrorList errors;
  io::csv::Reader reader(bytes, "table.csv", errors);
  Table table;
  table.rows.push_back(reader.header());
  while (reader.next()) {
    table.lines.push_back(reader.line());
    table.rows.emplace_back();
    for (io::csv::Column column = 0; column < reader.header().size(); ++column) {
      table.rows.back().emplace_back(reader.text(column));
      static_cast<void>(reader.identifier(column));
      static_cast<void>(reader.whole_number(column, 1, 1000));
      static_cast<void>(reader.decimal(column, -90, 90, "-90..90"));
    }
  }
  for (const base::Error& error : errors.shown()) {
    require(error.code == base::ErrorCode::file_empty || error.line >= 1);
    require(error.value.size() <= 80);
  }
  table.fault_count = errors.total();
  return table;
}

std::string written(const Table& table) {
  std::string bytes;
  io::csv::Writer writer(bytes);
  for (const std::vector<std::string>& row : table.rows) {
    for (const std::string& field : row) {
      writer.field(field);
    }
    writer.end_row();
  }
  return bytes;
}

/// A row of one empty field is an empty line, a header may name its columns in ways that look like another
/// delimiter, and a byte order mark would be taken for one: those do not come back.
bool comes_back(const Table& table) {
  if (table.rows[0].size() < 2) {
    return false;
  }
  for (const std::string& name : table.rows[0]) {
    if (name.find_first_of(";\t") != std::string::npos || name.starts_with("\xef\xbb\xbf") ||
        name.starts_with("\xff\xfe") || name.starts_with("\xfe\xff")) {
      return false;
    }
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Table table = read(bytes);
  if (!bytes.starts_with("\xef\xbb\xbf") && !bytes.starts_with("\xff\xfe") &&
      !bytes.starts_with("\xfe\xff")) {
    // Empty lines before the header move everything, and are passed over.
    const Table moved = read(std::string(37, '\n') + std::string(bytes));
    require(moved.rows == table.rows && moved.fault_count == table.fault_count);
  }
  if (comes_back(table)) {
    require(read(written(table)).rows == table.rows);
  }
  return 0;
}

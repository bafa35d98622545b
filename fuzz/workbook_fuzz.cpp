// SPDX-License-Identifier: EUPL-1.2
// Workbooks: any bytes as a file, and any bytes as the XML within ods and xlsx, which a fuzzer would hardly
// get through the zip. They give errors or sheets within the limits.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "io/csv/reader.hpp"
#include "io/spreadsheet/workbook.hpp"

namespace {

using namespace mengpaneel;

constexpr io::spreadsheet::Limits limits{
    .zip = {.members_max = 64, .member_bytes_max = 1U << 20U, .ratio_max = 1000},
    .cells_max = 100'000,
    .text_bytes_max = 1U << 20U};

/// A zip file of stored members. No checksums: libzip compares them, so they are counted here.
class StoredZip {
 public:
  void add(std::string_view name, std::string_view bytes) {
    const std::size_t offset = out_.size();
    std::string common;
    number(common, 20, 2);  // version
    number(common, 0, 2);   // flags
    number(common, 0, 2);   // stored
    number(common, 0, 4);   // time and date
    number(common, checksum(bytes), 4);
    number(common, bytes.size(), 4);
    number(common, bytes.size(), 4);
    number(common, name.size(), 2);
    number(common, 0, 2);  // extra
    out_.append("PK\x03\x04").append(common).append(name).append(bytes);
    directory_.append("PK\x01\x02");
    number(directory_, 20, 2);
    directory_.append(common);
    number(directory_, 0, 2 + 2 + 2 + 4);  // comment, disk, attributes
    number(directory_, offset, 4);
    directory_.append(name);
    ++members_;
  }
  std::string finish() {
    const std::size_t offset = out_.size();
    out_.append(directory_).append("PK\x05\x06");
    number(out_, 0, 4);
    number(out_, members_, 2);
    number(out_, members_, 2);
    number(out_, directory_.size(), 4);
    number(out_, offset, 4);
    number(out_, 0, 2);
    return out_;
  }

 private:
  static void number(std::string& out, std::size_t value, int bytes) {
    for (int place = 0; place < bytes; ++place) {
      out.push_back(static_cast<char>(value & 0xFFU));
      value >>= 8U;
    }
  }
  static std::uint32_t checksum(std::string_view bytes) {
    std::uint32_t sum = 0xFFFFFFFFU;
    for (const char byte : bytes) {
      sum ^= static_cast<std::uint8_t>(byte);
      for (int bit = 0; bit < 8; ++bit) {
        sum = (sum >> 1U) ^ ((sum & 1U) != 0 ? 0xEDB88320U : 0U);
      }
    }
    return ~sum;
  }

  std::string out_;
  std::string directory_;
  std::size_t members_ = 0;
};

void try_workbook(std::string_view bytes) {
  const auto sheets = io::spreadsheet::read_workbook(bytes, "book", limits);
  if (!sheets) {
    if (sheets.error().empty()) {
      std::abort();
    }
    return;
  }
  std::size_t cells = 0;
  for (const io::spreadsheet::Sheet& sheet : *sheets) {
    for (const auto& row : sheet.rows) {
      cells += row.size();
    }
    static_cast<void>(io::spreadsheet::to_csv(sheet, 0));
  }
  if (cells > limits.cells_max) {
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.starts_with("PK")) {
    try_workbook(bytes);
    return 0;
  }
  StoredZip ods;
  ods.add("content.xml", bytes);
  try_workbook(ods.finish());
  StoredZip xlsx;
  xlsx.add("xl/workbook.xml", R"(<w xmlns:r="r"><sheet name="s" r:id="1"/></w>)");
  xlsx.add("xl/_rels/workbook.xml.rels", R"(<r><Relationship Id="1" Target="s.xml"/></r>)");
  // What follows the first byte 0 is the sheet; before it the shared strings.
  const std::size_t split = bytes.find('\0');
  xlsx.add("xl/sharedStrings.xml",
           split == std::string_view::npos ? "<sst><si><t>a</t></si></sst>" : bytes.substr(0, split));
  xlsx.add("xl/s.xml", split == std::string_view::npos ? bytes : bytes.substr(split + 1));
  try_workbook(xlsx.finish());
  return 0;
}

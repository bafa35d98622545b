// SPDX-License-Identifier: EUPL-1.2
#include "io/spreadsheet/sheet_builder.hpp"

#include <utility>

namespace mengpaneel::io::spreadsheet {

void SheetBuilder::begin_sheet(std::string name) {
  sheets_.push_back({.name = std::move(name), .rows = {}});
  row_ = 0;
}

void SheetBuilder::go_to_row(std::uint64_t row) {
  if (row >= row_) {
    row_ = row;
  }
}

bool SheetBuilder::count(std::uint64_t cells, std::uint64_t bytes) {
  cells_ += cells;
  bytes_ += bytes;
  if (cells_ > limits_.cells_max) {
    objection_ = "sheet: more than " + std::to_string(limits_.cells_max) + " cells";
  } else if (bytes_ > limits_.text_bytes_max) {
    objection_ = "sheet: more than " + std::to_string(limits_.text_bytes_max) + " bytes";
  }
  return !objection_;
}

void SheetBuilder::put(std::uint64_t column, std::uint64_t repeat, const std::string& text) {
  if (text.empty() || sheets_.empty() || objection_) {
    return;
  }
  if (row_ >= limits_.rows_max || column >= limits_.columns_max || repeat > limits_.columns_max - column) {
    objection_ = "sheet: more rows or columns than a sheet has";
    return;
  }
  auto& rows = sheets_.back().rows;
  const std::uint64_t new_rows = row_ >= rows.size() ? row_ + 1 - rows.size() : 0;
  const std::uint64_t width = column + repeat;
  const std::uint64_t had = new_rows > 0 ? 0 : rows[row_].size();
  // An empty row costs as much as a cell; the cells before this one are made too.
  if (!count(new_rows + (width > had ? width - had : 0), repeat * text.size())) {
    return;
  }
  if (new_rows > 0) {
    rows.resize(row_ + 1);
  }
  if (width > had) {
    rows[row_].resize(width);
  }
  for (std::uint64_t place = column; place < width; ++place) {
    rows[row_][place] = text;
  }
}

void SheetBuilder::repeat_row(std::uint64_t repeat) {
  if (sheets_.empty() || objection_ || repeat == 0) {
    return;
  }
  auto& rows = sheets_.back().rows;
  if (repeat > limits_.rows_max || row_ + repeat > limits_.rows_max) {
    if (row_ < rows.size()) {
      objection_ = "sheet: more rows than a sheet has";
      return;
    }
    repeat = 1;  // empty rows to the end of the sheet
  }
  if (repeat > 1 && row_ < rows.size()) {
    const std::vector<std::string> row = rows[row_];
    std::uint64_t bytes = 0;
    for (const std::string& cell : row) {
      bytes += cell.size();
    }
    if (!count((repeat - 1) * (row.size() + 1), (repeat - 1) * bytes)) {
      return;
    }
    rows.insert(rows.end(), repeat - 1, row);
  }
  row_ += repeat;
}

}  // namespace mengpaneel::io::spreadsheet

// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Rows and cells as the two formats give them, with repeats and gaps, held to the limits.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "io/spreadsheet/workbook.hpp"

namespace mengpaneel::io::spreadsheet {

class SheetBuilder {
 public:
  explicit SheetBuilder(const Limits& limits) : limits_(limits) {}

  void begin_sheet(std::string name);
  /// Goes to row `row` (from 0), not before the present one.
  void go_to_row(std::uint64_t row);
  /// Puts `text` in `repeat` cells from `column` (from 0) on; nothing for empty texts.
  void put(std::uint64_t column, std::uint64_t repeat, const std::string& text);
  /// Makes the present row stand `repeat` times; empty rows cost nothing.
  void repeat_row(std::uint64_t repeat);
  [[nodiscard]] std::uint64_t row() const { return row_; }

  [[nodiscard]] const std::optional<std::string>& objection() const { return objection_; }
  [[nodiscard]] std::vector<Sheet> take() && { return std::move(sheets_); }

 private:
  bool count(std::uint64_t cells, std::uint64_t bytes);

  const Limits& limits_;
  std::vector<Sheet> sheets_;
  std::uint64_t row_ = 0;
  std::uint64_t cells_ = 0;
  std::uint64_t bytes_ = 0;
  std::optional<std::string> objection_;
};

}  // namespace mengpaneel::io::spreadsheet

// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Text for people: as wide as a terminal shows it, in columns, wrapped, with bars. Everything that came from
// a file passes through printable(), so that no file can send commands to a terminal.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace mengpaneel::cli {

inline constexpr std::size_t page_width = 80;

/// Columns of a terminal: 2 for East Asian wide characters and emoji, 0 for combining marks, else 1.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// Control characters and what is not UTF-8 become U+FFFD; text with right-to-left letters is isolated
/// (U+2068, U+2069), so that it does not turn its neighbours round.
[[nodiscard]] std::string printable(std::string_view text);

/// At most `width` columns, cut with an ellipsis.
[[nodiscard]] std::string fitted(std::string_view text, std::size_t width);

/// Lines of at most `width` columns, broken at blanks; each after the first begins with `indent` blanks. The
/// first line is supposed to begin at column `indent` already. No line end after the last.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t indent, std::size_t width = page_width);

/// A share of 0 to 1 as a bar of block characters, `width` columns at most, in steps of an eighth.
[[nodiscard]] std::string bar(double share, std::size_t width);

enum class Align : std::uint8_t { left, right };

/// Columns as wide as their widest cell; what does not fit in page_width is taken from the widest column that
/// is aligned left.
class Table {
 public:
  struct Column {
    std::string title;
    Align align = Align::left;
  };
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  /// As many cells as columns, printable.
  void add_row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  /// With `indent` blanks before each line; the titles are left out when all are empty.
  [[nodiscard]] std::string render(std::size_t indent = 2) const;

 private:
  [[nodiscard]] std::vector<std::size_t> widths(std::size_t room) const;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// The first names of a list, printable, with an ellipsis when there are more.
[[nodiscard]] std::string first_names(const std::vector<std::string>& names);

/// 12.345 (Dutch) or 12,345 (English).
[[nodiscard]] std::string count_text(std::uint64_t count, base::texts::Language language);
/// With a decimal comma (Dutch) or point (English).
[[nodiscard]] std::string decimal_text(double value, int decimals, base::texts::Language language);
/// 83% of a whole, rounded; a dash when the whole is 0.
[[nodiscard]] std::string percentage(std::uint64_t part, std::uint64_t whole);

}  // namespace mengpaneel::cli

// SPDX-License-Identifier: EUPL-1.2
#include "cli/terminal.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/utf8.hpp"

namespace mengpaneel::cli {

using base::texts::Language;

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Combining marks, joiners and marks of direction: the blocks that matter in names.
constexpr std::array zero_width{
    Range{0x0300, 0x036F}, Range{0x0483, 0x0489}, Range{0x0591, 0x05BD}, Range{0x05BF, 0x05C7},
    Range{0x0610, 0x061A}, Range{0x064B, 0x065F}, Range{0x0670, 0x0670}, Range{0x06D6, 0x06DC},
    Range{0x0900, 0x0902}, Range{0x093A, 0x093A}, Range{0x093C, 0x093C}, Range{0x0941, 0x0948},
    Range{0x094D, 0x094D}, Range{0x0E31, 0x0E31}, Range{0x0E34, 0x0E3A}, Range{0x0E47, 0x0E4E},
    Range{0x1AB0, 0x1AFF}, Range{0x1DC0, 0x1DFF}, Range{0x200B, 0x200F}, Range{0x202A, 0x202E},
    Range{0x2060, 0x2069}, Range{0x20D0, 0x20FF}, Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F},
    Range{0xFEFF, 0xFEFF}};
// East Asian Width W and F (UAX 11), and emoji.
constexpr std::array double_width{
    Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0x33FF},   Range{0x3400, 0x4DBF},
    Range{0x4E00, 0x9FFF},   Range{0xA000, 0xA4CF},   Range{0xA960, 0xA97F},   Range{0xAC00, 0xD7A3},
    Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},
    Range{0x1F300, 0x1F64F}, Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD}};
constexpr std::array right_to_left{Range{0x0590, 0x08FF}, Range{0xFB1D, 0xFDFF}, Range{0xFE70, 0xFEFC},
                                   Range{0x10800, 0x10FFF}, Range{0x1E800, 0x1EFFF}};
// Marks that turn the direction of what follows: never from a file.
constexpr std::array direction_marks{Range{0x200E, 0x200F}, Range{0x202A, 0x202E}, Range{0x2066, 0x2069}};

template <std::size_t count>
bool is_in(const std::array<Range, count>& ranges, char32_t character) {
  return std::ranges::any_of(
      ranges, [character](Range range) { return character >= range.first && character <= range.last; });
}

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// The character that `text` begins with and how many bytes it has; U+FFFD of one byte for what is not UTF-8.
struct Character {
  char32_t code;
  std::size_t bytes;
  bool valid;
};

Character first_character(std::string_view text) {
  const std::size_t bytes = base::utf8_sequence_length(text);
  if (bytes == 0) {
    return {0xFFFD, 1, false};
  }
  const auto lead = static_cast<unsigned char>(text.front());
  char32_t code = bytes == 1 ? lead : lead & (0xFFU >> (bytes + 1));
  for (std::size_t index = 1; index < bytes; ++index) {
    code = (code << 6U) | (static_cast<unsigned char>(text[index]) & 0x3FU);
  }
  return {code, bytes, true};
}

std::size_t width_of(char32_t character) {
  return is_in(zero_width, character) ? 0 : is_in(double_width, character) ? 2 : 1;
}

void append_cell(std::string& line, const std::string& cell, std::size_t width, Align align) {
  const std::string text = fitted(cell, width);
  const std::string blanks(width - display_width(text), ' ');
  line.append(align == Align::right ? blanks + text : text + blanks);
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const Character character = first_character(text);
    width += width_of(character.code);
    text.remove_prefix(character.bytes);
  }
  return width;
}

std::string printable(std::string_view text) {
  std::string out;
  bool isolate = false;
  while (!text.empty()) {
    const Character character = first_character(text);
    const bool control = character.code < 0x20 || (character.code >= 0x7F && character.code < 0xA0);
    if (!character.valid || control || is_in(direction_marks, character.code)) {
      out.append(replacement);
    } else {
      out.append(text.substr(0, character.bytes));
    }
    isolate = isolate || is_in(right_to_left, character.code);
    text.remove_prefix(character.bytes);
  }
  return isolate ? "\xE2\x81\xA8" + out + "\xE2\x81\xA9" : out;
}

std::string fitted(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) {
    return std::string(text);
  }
  std::string out;
  std::size_t used = 0;
  bool isolated = false;
  while (width > 0 && !text.empty()) {
    const Character character = first_character(text);
    if (used + width_of(character.code) > width - 1) {
      break;
    }
    isolated = isolated || character.code == 0x2068;
    used += width_of(character.code);
    out.append(text.substr(0, character.bytes));
    text.remove_prefix(character.bytes);
  }
  return out + (width > 0 ? "…" : "") + (isolated ? "\xE2\x81\xA9" : "");
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  std::string out;
  std::size_t column = indent;
  bool at_begin = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    const std::string_view word = text.substr(0, end);
    const std::size_t wide = display_width(word);
    if (!at_begin && column + 1 + wide > width) {
      out.append("\n").append(indent, ' ');
      column = indent;
    } else if (!at_begin) {
      out.push_back(' ');
      ++column;
    }
    out.append(word);
    column += wide;
    at_begin = false;
    if (end < text.size() && text[end] == '\n') {
      out.append("\n").append(indent, ' ');
      column = indent;
      at_begin = true;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string bar(double share, std::size_t width) {
  constexpr std::array<std::string_view, 8> parts{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const double clamped = std::clamp(share, 0.0, 1.0);
  auto eighths = static_cast<std::size_t>(std::lround(clamped * static_cast<double>(width) * 8.0));
  if (eighths == 0 && clamped > 0.0) {
    eighths = 1;  // something is not nothing
  }
  std::string out;
  for (std::size_t index = 0; index < eighths / 8; ++index) {
    out.append("█");
  }
  return out.append(parts.at(eighths % 8));
}

std::vector<std::size_t> Table::widths(std::size_t room) const {
  std::vector<std::size_t> widths;
  std::size_t total = 0;
  for (std::size_t index = 0; index < columns_.size(); ++index) {
    std::size_t wide = display_width(columns_[index].title);
    for (const std::vector<std::string>& row : rows_) {
      wide = std::max(wide, display_width(row[index]));
    }
    widths.push_back(wide);
    total += wide + (index == 0 ? 0 : 2);
  }
  constexpr std::size_t narrowest = 6;
  while (total > room) {
    std::size_t* widest = nullptr;
    for (std::size_t index = 0; index < widths.size(); ++index) {
      if (columns_[index].align == Align::left && widths[index] > narrowest &&
          (widest == nullptr || widths[index] > *widest)) {
        widest = &widths[index];
      }
    }
    if (widest == nullptr) {
      break;
    }
    --*widest;
    --total;
  }
  return widths;
}

std::string Table::render(std::size_t indent) const {
  const std::vector<std::size_t> wide = widths(page_width - indent);
  std::string out;
  const auto append_line = [&](const auto& cell_of) {
    std::string line(indent, ' ');
    for (std::size_t index = 0; index < columns_.size(); ++index) {
      line.append(index == 0 ? "" : "  ");
      append_cell(line, cell_of(index), wide[index], columns_[index].align);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out.append(line).append("\n");
  };
  if (std::ranges::any_of(columns_, [](const Column& column) { return !column.title.empty(); })) {
    append_line([this](std::size_t index) { return columns_[index].title; });
  }
  for (const std::vector<std::string>& row : rows_) {
    append_line([&row](std::size_t index) { return row[index]; });
  }
  return out;
}

std::string first_names(const std::vector<std::string>& names) {
  constexpr std::size_t names_max = 5;
  std::string text;
  for (std::size_t index = 0; index < std::min(names.size(), names_max); ++index) {
    text.append(index == 0 ? "" : ", ").append(printable(names[index]));
  }
  return text.append(names.size() > names_max ? ", …" : "");
}

std::string count_text(std::uint64_t count, Language language) {
  std::string digits = std::to_string(count);
  const char separator = language == Language::nl ? '.' : ',';
  for (std::size_t position = digits.size(); position > 3; position -= 3) {
    digits.insert(position - 3, 1, separator);
  }
  return digits;
}

std::string decimal_text(double value, int decimals, Language language) {
  const double scale = std::pow(10.0, decimals);
  const auto scaled = static_cast<std::uint64_t>(std::llround(std::abs(value) * scale));
  const auto unit = static_cast<std::uint64_t>(scale);
  std::string text = (value < 0 && scaled > 0 ? "-" : "") + count_text(scaled / unit, language);
  if (decimals > 0) {
    const std::string fraction = std::to_string(scaled % unit);
    text.push_back(language == Language::nl ? ',' : '.');
    text.append(static_cast<std::size_t>(decimals) - fraction.size(), '0').append(fraction);
  }
  return text;
}

std::string percentage(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? "–" : std::to_string((part * 100 + whole / 2) / whole) + "%";
}

}  // namespace mengpaneel::cli

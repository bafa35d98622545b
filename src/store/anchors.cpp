// SPDX-License-Identifier: EUPL-1.2
#include <charconv>
#include <optional>

#include "base/utf8.hpp"
#include "store/verify_chain.hpp"

namespace mengpaneel::store {

namespace {

constexpr std::string_view first_line = "mengpaneel anchors 1";
constexpr std::string_view line_form = "MUNICIPALITY POSITION 64-HEX-DIGITS";

std::optional<Anchor> anchor_of(std::string_view line) {
  const std::size_t first = line.find(' ');
  const std::size_t second = line.find(' ', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos || first == 0) {
    return std::nullopt;
  }
  Anchor anchor{.municipality = std::string(line.substr(0, first)), .position = 0, .hash = {}};
  const std::string_view number = line.substr(first + 1, second - first - 1);
  const auto read = std::from_chars(number.data(), number.data() + number.size(), anchor.position);
  const std::optional<base::Digest> hash = base::digest_from_hex(line.substr(second + 1));
  if (read.ec != std::errc() || read.ptr != number.data() + number.size() || anchor.position == 0 || !hash) {
    return std::nullopt;
  }
  anchor.hash = *hash;
  return anchor;
}

}  // namespace

std::string write_anchors(const std::vector<Anchor>& anchors) {
  std::string text(first_line);
  text.append("\n");
  for (const Anchor& anchor : anchors) {
    text.append(anchor.municipality).append(" ").append(std::to_string(anchor.position)).append(" ");
    text.append(base::to_hex(anchor.hash)).append("\n");
  }
  return text;
}

base::Result<std::vector<Anchor>> parse_anchors(std::string_view text, const std::string& file) {
  std::vector<Anchor> anchors;
  base::ErrorList errors;
  std::uint64_t number = 0;
  while (!text.empty() || number == 0) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (++number == 1) {
      if (line != first_line) {
        return base::fail({.code = base::ErrorCode::not_this_kind_of_file,
                           .file = file,
                           .line = 1,
                           .value = base::shortened(line, 40),
                           .expected = std::string(first_line)});
      }
    } else if (std::optional<Anchor> anchor = anchor_of(line)) {
      anchors.push_back(std::move(*anchor));
    } else {
      errors.add({.code = base::ErrorCode::not_this_kind_of_file,
                  .file = file,
                  .line = number,
                  .value = base::shortened(line, 40),
                  .expected = std::string(line_form)});
    }
  }
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  return anchors;
}

}  // namespace mengpaneel::store

// SPDX-License-Identifier: EUPL-1.2
#include <charconv>
#include <cstdint>
#include <map>
#include <utility>

#include "io/spreadsheet/formats.hpp"
#include "io/spreadsheet/sheet_builder.hpp"
#include "io/spreadsheet/xml.hpp"

namespace mengpaneel::io::spreadsheet {

namespace {

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), number);
  return status == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// The column of a cell reference from 0: "B7" gives 1. Nothing for what is no reference.
std::optional<std::uint64_t> column_of(std::string_view reference) {
  constexpr std::uint64_t letters = 26;
  constexpr std::size_t letters_max = 3;
  std::uint64_t column = 0;
  std::size_t size = 0;
  while (size < reference.size() && reference[size] >= 'A' && reference[size] <= 'Z') {
    column = column * letters + static_cast<std::uint64_t>(reference[size] - 'A') + 1;
    ++size;
  }
  return size == 0 || size > letters_max ? std::nullopt : std::optional(column - 1);
}

/// Texts that cells refer to by number. Phonetic readings (rPh) are no part of them.
class SharedStrings final : public XmlHandler {
 public:
  explicit SharedStrings(const Limits& limits) : limits_(limits) {}

  void begin(std::string_view element, const XmlAttributes& /*attributes*/) override {
    if (element == "si") {
      texts_.emplace_back();
    }
    phonetic_ += element == "rPh" ? 1 : 0;
    in_text_ = element == "t";
  }
  void end(std::string_view element) override {
    phonetic_ -= element == "rPh" ? 1 : 0;
    in_text_ = false;
  }
  void text(std::string_view characters) override {
    if (in_text_ && phonetic_ == 0 && !texts_.empty()) {
      texts_.back().append(characters);
    }
  }
  [[nodiscard]] std::optional<std::string> objection() const override {
    return texts_.size() > limits_.cells_max ? std::optional<std::string>("shared strings: too many")
                                             : std::nullopt;
  }
  [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }

 private:
  const Limits& limits_;
  std::vector<std::string> texts_;
  int phonetic_ = 0;
  bool in_text_ = false;
};

/// Names of sheets with the relation that leads to each, and the relations with their targets.
class Index final : public XmlHandler {
 public:
  void begin(std::string_view element, const XmlAttributes& attributes) override {
    if (element == "sheet") {
      sheets.emplace_back(attributes.find("name").value_or(""), attributes.find("r:id").value_or(""));
    } else if (element == "Relationship") {
      targets.emplace(attributes.find("Id").value_or(""), attributes.find("Target").value_or(""));
    }
  }
  void end(std::string_view /*element*/) override {}
  void text(std::string_view /*characters*/) override {}

  std::vector<std::pair<std::string, std::string>> sheets;
  std::map<std::string, std::string> targets;
};

class SheetReader final : public XmlHandler {
 public:
  SheetReader(SheetBuilder& builder, const std::vector<std::string>& shared)
      : builder_(builder), shared_(shared) {}

  void begin(std::string_view element, const XmlAttributes& attributes) override {
    if (element == "row") {
      // Both positions may be left out; then the next row or cell is meant.
      const auto given = number_of(attributes.find("r").value_or(""));
      builder_.go_to_row(given && *given > 0 ? *given - 1 : next_row_);
      next_row_ = builder_.row() + 1;
      column_ = 0;
    } else if (element == "c") {
      column_ = column_of(attributes.find("r").value_or("")).value_or(column_);
      type_ = attributes.find("t").value_or("");
      text_.clear();
      in_cell_ = true;
    }
    in_value_ = in_cell_ && (element == "v" || element == "t");
  }

  void end(std::string_view element) override {
    in_value_ = false;
    if (element == "c") {
      builder_.put(column_, 1, value());
      ++column_;
      in_cell_ = false;
    }
  }

  void text(std::string_view characters) override {
    if (in_value_) {
      text_.append(characters);
    }
  }

  [[nodiscard]] std::optional<std::string> objection() const override {
    return wrong_reference_ ? std::optional<std::string>("shared strings: " + text_) : builder_.objection();
  }

 private:
  std::string value() {
    if (type_ == "s") {
      const auto index = number_of(text_);
      if (!index || *index >= shared_.size()) {
        wrong_reference_ = true;
        return {};
      }
      return shared_[*index];
    }
    return type_ == "e" ? std::string() : text_;  // an error of a formula is no value
  }

  SheetBuilder& builder_;
  const std::vector<std::string>& shared_;
  std::uint64_t next_row_ = 0;
  std::uint64_t column_ = 0;
  std::string type_;
  std::string text_;
  bool in_cell_ = false;
  bool in_value_ = false;
  bool wrong_reference_ = false;
};

/// Targets are relative to xl/, or begin at the root.
std::string member_of(const std::string& target) {
  return target.starts_with('/') ? target.substr(1) : "xl/" + target;
}

base::Result<void> read_member(const ZipFile& zip, const std::string& member, const std::string& file,
                               XmlHandler& handler) {
  const base::Result<std::string> bytes = zip.read(member);
  return bytes ? read_xml(*bytes, file, handler) : std::unexpected(bytes.error());
}

}  // namespace

base::Result<std::vector<Sheet>> read_xlsx(const ZipFile& zip, const std::string& file,
                                           const Limits& limits) {
  Index index;
  for (const char* const member : {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"}) {
    base::Result<void> read = read_member(zip, member, file, index);
    if (!read) {
      return std::unexpected(std::move(read.error()));
    }
  }
  SharedStrings shared(limits);
  if (zip.has("xl/sharedStrings.xml")) {
    base::Result<void> read = read_member(zip, "xl/sharedStrings.xml", file, shared);
    if (!read) {
      return std::unexpected(std::move(read.error()));
    }
  }
  SheetBuilder builder(limits);
  for (const auto& [name, relation] : index.sheets) {
    builder.begin_sheet(name);
    SheetReader reader(builder, shared.texts());
    const auto target = index.targets.find(relation);
    const std::string member = target == index.targets.end() ? "xl/" + relation : member_of(target->second);
    base::Result<void> read = read_member(zip, member, file, reader);
    if (!read) {
      return std::unexpected(std::move(read.error()));
    }
  }
  return std::move(builder).take();
}

}  // namespace mengpaneel::io::spreadsheet

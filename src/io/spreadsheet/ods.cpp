// SPDX-License-Identifier: EUPL-1.2
#include <charconv>
#include <cstdint>
#include <utility>

#include "io/spreadsheet/formats.hpp"
#include "io/spreadsheet/sheet_builder.hpp"
#include "io/spreadsheet/xml.hpp"

namespace mengpaneel::io::spreadsheet {

namespace {

/// How often a row or cell stands; 1 where nothing (or nonsense) is said.
std::uint64_t repeats(const XmlAttributes& attributes, std::string_view name) {
  std::uint64_t number = 1;
  if (const auto text = attributes.find(name)) {
    const auto [end, status] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (status != std::errc() || end != text->data() + text->size()) {
      return status == std::errc::result_out_of_range ? ~std::uint64_t{0} : 1;
    }
  }
  return number;
}

/// A cell says its value in an attribute, so a number does not depend on how it is shown; a text is its
/// paragraphs. Annotations, which stand inside cells, are no part of it.
class ContentReader final : public XmlHandler {
 public:
  explicit ContentReader(const Limits& limits) : builder_(limits) {}

  void begin(std::string_view element, const XmlAttributes& attributes) override {
    if (element == "annotation") {
      ++annotation_;
    } else if (element == "table") {
      builder_.begin_sheet(std::string(attributes.find("table:name").value_or("")));
    } else if (element == "table-row") {
      row_repeats_ = repeats(attributes, "table:number-rows-repeated");
      column_ = 0;
    } else if (element == "table-cell" || element == "covered-table-cell") {
      begin_cell(attributes);
    } else if (annotation_ == 0 && in_cell_ && (element == "s" || (element == "p" && !text_.empty()))) {
      text_.push_back(' ');
    }
  }

  void end(std::string_view element) override {
    if (element == "annotation") {
      --annotation_;
    } else if (element == "table-cell" || element == "covered-table-cell") {
      in_cell_ = false;
      builder_.put(column_, cell_repeats_, value_.empty() ? text_ : value_);
      column_ += std::min(cell_repeats_, ~std::uint64_t{0} - column_);
    } else if (element == "table-row") {
      builder_.repeat_row(row_repeats_);
    }
  }

  void text(std::string_view characters) override {
    if (in_cell_ && annotation_ == 0) {
      text_.append(characters);
    }
  }

  [[nodiscard]] std::optional<std::string> objection() const override { return builder_.objection(); }
  [[nodiscard]] std::vector<Sheet> take() { return std::move(builder_).take(); }

 private:
  void begin_cell(const XmlAttributes& attributes) {
    in_cell_ = true;
    text_.clear();
    value_.clear();
    cell_repeats_ = repeats(attributes, "table:number-columns-repeated");
    const std::string_view type = attributes.find("office:value-type").value_or("");
    if (type == "float" || type == "percentage" || type == "currency") {
      value_ = attributes.find("office:value").value_or("");
    } else if (type == "date") {
      value_ = attributes.find("office:date-value").value_or("");
    }
  }

  SheetBuilder builder_;
  std::uint64_t row_repeats_ = 1;
  std::uint64_t cell_repeats_ = 1;
  std::uint64_t column_ = 0;
  int annotation_ = 0;
  bool in_cell_ = false;
  std::string text_;
  std::string value_;
};

}  // namespace

base::Result<std::vector<Sheet>> read_ods(const ZipFile& zip, const std::string& file, const Limits& limits) {
  const base::Result<std::string> content = zip.read("content.xml");
  if (!content) {
    return std::unexpected(content.error());
  }
  ContentReader reader(limits);
  base::Result<void> read = read_xml(*content, file, reader);
  if (!read) {
    return std::unexpected(std::move(read.error()));
  }
  return reader.take();
}

}  // namespace mengpaneel::io::spreadsheet

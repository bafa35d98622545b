// SPDX-License-Identifier: EUPL-1.2
#include "io/open_data/read_table.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>
#include <vector>

#include "base/geography.hpp"
#include "io/csv/reader.hpp"
#include "io/open_data/columns.hpp"
#include "io/open_data/site_id.hpp"

namespace mengpaneel::io::open_data {

namespace {

using base::ErrorCode;

constexpr std::string_view long_layout_category = "all";

bool is_digit(char character) { return character >= '0' && character <= '9'; }

/// Mainstream primary schools as the tables name them, or nothing said.
bool is_mainstream(std::string_view school_kind) {
  constexpr std::array<std::string_view, 6> words{"", "Bo", "BO", "bo", "Basisonderwijs", "basisschool"};
  return std::ranges::find(words, school_kind) != words.end();
}

class TableReader {
 public:
  TableReader(const TextToRead& text, const Options& options, Table& table, FileReport& file, Report& report,
              base::ErrorList& errors)
      : text_(text),
        options_(options),
        table_(table),
        file_(file),
        report_(report),
        errors_(errors),
        reader_(text.csv, text.name, own_errors_) {}

  void read() {
    if (!reader_.header().empty() && bind_columns(*table_.kind, reader_, columns_) && knows_year()) {
      prepare_categories();
      while (reader_.next()) {
        read_record();
      }
      pass_over_texts();
      define();
    }
    hand_over_errors();
  }

 private:
  bool knows_year() {
    if (columns_.date != csv::absent || text_.year || options_.year) {
      if (columns_.date == csv::absent) {
        year_ = table_.keep(std::to_string(text_.year ? *text_.year : *options_.year));
      }
      return true;
    }
    reader_.report({.code = ErrorCode::year_unknown, .file = text_.name, .field = "--year"});
    return false;
  }

  /// By which definition the rows of this text were counted: that of their year, and of their layout.
  void define() {
    Definition& out = table_.definition;
    std::string_view year;
    for (const Record& record : table_.records) {
      const std::string definition =
          options_.definition.empty() ? definition_in(record[Field::year]) : options_.definition;
      if (!out.definition.empty() && out.definition != definition) {
        reader_.report({.code = ErrorCode::series_break,
                        .file = text_.name,
                        .line = record.line,
                        .field = "definition",
                        .value = definition,
                        .expected = out.definition});
        return;
      }
      out.definition = definition;
      if (table_.kind->unit == Unit::areas && !options_.geography_year && year != record[Field::year] &&
          !year.empty() && table_.kind->borders == Borders::of_the_year) {
        reader_.report({.code = ErrorCode::series_break,
                        .file = text_.name,
                        .line = record.line,
                        .field = "geography_year",
                        .value = std::string(record[Field::year]),
                        .expected = std::string(year)});
        return;
      }
      year = record[Field::year];
    }
    if (options_.geography_year) {
      out.geography_year = std::to_string(*options_.geography_year);
    } else if (table_.kind->unit == Unit::areas) {
      out.geography_year = table_.kind->borders == Borders::of_the_year ? year : borders_not_said;
    }
  }

  [[nodiscard]] std::string definition_in(std::string_view year) const {
    std::string_view definition = table_.kind->definition;
    const std::optional<std::uint32_t> number = year_of(year);
    for (const DefinitionFrom& later : table_.kind->later_definitions) {
      if (number && *number >= later.year) {
        definition = later.definition;
      }
    }
    // One count for all groups is another table than one by group.
    const bool ungrouped = columns_.count != csv::absent && columns_.group == csv::absent;
    return std::string(definition) + (ungrouped ? ":" : "") +
           (ungrouped ? std::string(long_layout_category) : "");
  }

  void prepare_categories() {
    for (const std::string& name : columns_.unused) {
      file_.columns_passed_over.push_back(name);
    }
    for (const BoundCategory& category : columns_.categories) {
      category_index_.push_back(index_of(category.category));
    }
    if (columns_.count != csv::absent) {
      long_category_ = index_of(long_layout_category);
    }
    is_text_.resize(columns_.categories.size());
  }

  std::uint32_t index_of(std::string_view category) {
    const auto found = std::ranges::find(table_.categories, category);
    if (found == table_.categories.end()) {
      table_.categories.emplace_back(category);
      return static_cast<std::uint32_t>(table_.categories.size() - 1);
    }
    return static_cast<std::uint32_t>(found - table_.categories.begin());
  }

  /// Fields are views of the text, but for those with a doubled quote, which the reader overwrites.
  std::string_view lasting(std::string_view text) {
    const std::less_equal<const char*> not_after;
    const char* const begin = text_.csv.data();
    if (text.empty() ||
        (not_after(begin, text.data()) && not_after(text.data() + text.size(), begin + text_.csv.size()))) {
      return text;
    }
    return table_.keep(std::string(text));
  }

  void read_record() {
    ++file_.rows_read;
    Record record{.file = text_.file, .line = reader_.line()};
    for (const BoundColumn& column : columns_.described_by) {
      describe(record, column);
    }
    if (table_.kind->mainstream_only && !options_.special_schools &&
        !is_mainstream(record[Field::school_kind])) {
      ++file_.rows_passed_over;
      return;
    }
    record[Field::year] = columns_.date == csv::absent ? year_ : year_of_record();
    if (columns_.site != csv::absent) {
      record[Field::site_id] = site_id();
    }
    record.cells_begin = table_.cells.size();
    if (columns_.count != csv::absent) {
      record.group = columns_.group == csv::absent ? long_category_ : group_of_record();
      read_count(columns_.count, record.group);
    }
    for (std::size_t index = 0; index < columns_.categories.size(); ++index) {
      if (table_.kind->content == Content::counts) {
        read_count(columns_.categories[index].column, category_index_[index]);
      } else {
        read_value(index);
      }
    }
    record.cells_end = table_.cells.size();
    table_.records.push_back(record);
  }

  std::uint32_t group_of_record() {
    std::string_view text = trimmed(reader_.text(columns_.group));
    if (text.empty()) {
      reader_.report(ErrorCode::value_missing, columns_.group);
      return 0;
    }
    const std::vector<WordPair>& words = table_.kind->group_words;
    const auto word = std::ranges::find(words, text, &WordPair::theirs);
    if (word != words.end()) {
      text = word->ours;
    } else if (!words.empty()) {
      std::string expected;
      for (const WordPair& known : words) {
        expected.append(expected.empty() ? "" : " | ").append(known.theirs);
      }
      reader_.report(ErrorCode::not_an_allowed_word, columns_.group, std::move(expected));
    }
    return index_of(text);
  }

  void describe(Record& record, const BoundColumn& column) {
    const std::string_view text = trimmed(reader_.text(column.column));
    std::string_view& field = record[column.field];
    switch (column.role) {
      case Role::postcode:
        field = text.find(' ') == std::string_view::npos ? lasting(text)
                                                         : table_.keep(base::normalised_postcode(text));
        break;
      case Role::home_postcode:
        field = lasting(text);
        check_home_postcode(column.column, text);
        break;
      case Role::area_code:
        field = lasting(text);
        if (text.empty()) {
          reader_.report(ErrorCode::value_missing, column.column, "GM0363 | WK036300 | BU03630000");
        } else if (record[Field::level].empty()) {
          record[Field::level] = level_of_area(text);
        }
        break;
      case Role::total:
        field = total(column.column, text);
        break;
      default:
        field = lasting(text);
    }
  }

  /// Two digits are DUO's way to say that it knows no more.
  void check_home_postcode(csv::Column column, std::string_view text) {
    if ((text.size() != 4 && text.size() != 2) || !std::ranges::all_of(text, is_digit)) {
      reader_.report(ErrorCode::not_an_identifier, column, "PC4: 1234");
    }
  }

  std::string_view total(csv::Column column, std::string_view text) {
    if (is_missing(text)) {
      return {};
    }
    const std::optional<CountInterval> count = count_of(text);
    if (!count) {
      reader_.report(ErrorCode::not_a_whole_number, column, std::string(count_expected));
      return {};
    }
    std::string out;
    append_count(*count, out);
    return table_.keep(std::move(out));
  }

  std::string_view year_of_record() {
    const std::string_view text = reader_.text(columns_.date);
    if (text == last_date_) {
      return year_;
    }
    const std::optional<std::uint32_t> year = year_of(text);
    if (!year) {
      reader_.report(ErrorCode::date_invalid, columns_.date, "2024 | 20241001 | 2024-2025");
      return {};
    }
    last_date_ = text;
    return year_ = table_.keep(std::to_string(*year));
  }

  std::string_view site_id() {
    const std::string_view institution = columns_.institution == csv::absent
                                             ? std::string_view()
                                             : trimmed(reader_.text(columns_.institution));
    const std::string_view site = trimmed(reader_.text(columns_.site));
    std::optional<std::string> id = site_id_of(institution, site);
    if (!id) {
      reader_.report(ErrorCode::not_an_identifier, columns_.site, std::string(site_id_expected));
      return {};
    }
    return *id == site ? lasting(site) : table_.keep(std::move(*id));
  }

  void read_count(csv::Column column, std::uint32_t category) {
    const std::string_view text = reader_.text(column);
    if (text == "0") {
      return;
    }
    const std::optional<CountInterval> count = count_of(our_word_for(trimmed(text)));
    if (!count) {
      reader_.report(ErrorCode::not_a_whole_number, column, std::string(count_expected));
    } else if (count->high > 0) {
      table_.cells.push_back({.category = category, .count = *count, .value = {}});
      ++report_.cells;
      report_.cells_suppressed += static_cast<std::uint64_t>(count->low != count->high);
    }
  }

  [[nodiscard]] std::string_view our_word_for(std::string_view text) const {
    const std::vector<WordPair>& words = table_.kind->count_words;
    const auto word = std::ranges::find(words, text, &WordPair::theirs);
    return word == words.end() ? text : word->ours;
  }

  void read_value(std::size_t index) {
    const BoundCategory& category = columns_.categories[index];
    const std::string_view text = trimmed(reader_.text(category.column));
    if (is_missing(text)) {
      ++report_.cells_missing;
      return;
    }
    const std::optional<std::string> number = number_of(text, reader_.decimal_comma());
    if (!number && category.may_be_text) {
      is_text_[index] = true;
    } else if (!number) {
      reader_.report(ErrorCode::not_a_number, category.column);
    } else if (!is_text_[index]) {
      const std::string_view value = *number == text ? lasting(text) : table_.keep(*number);
      table_.cells.push_back({.category = category_index_[index], .count = {}, .value = value});
      ++report_.cells;
    }
  }

  /// A further column that turned out to hold text is no indicator: its cells go, its name is reported.
  void pass_over_texts() {
    std::vector<bool> gone(table_.categories.size());
    for (std::size_t index = 0; index < is_text_.size(); ++index) {
      if (is_text_[index]) {
        gone[category_index_[index]] = true;
        file_.columns_passed_over.push_back(columns_.categories[index].category);
      }
    }
    if (std::ranges::find(gone, true) == gone.end()) {
      return;
    }
    std::vector<Cell> kept;
    for (Record& record : table_.records) {
      const std::size_t begin = kept.size();
      for (std::size_t index = record.cells_begin; index < record.cells_end; ++index) {
        if (!gone[table_.cells[index].category]) {
          kept.push_back(table_.cells[index]);
        }
      }
      record.cells_begin = begin;
      record.cells_end = kept.size();
    }
    report_.cells -= table_.cells.size() - kept.size();
    table_.cells = std::move(kept);
  }

  /// In a sheet a place is a cell: its column is the one of its header.
  void hand_over_errors() {
    if (!text_.is_sheet) {
      errors_.append(std::move(own_errors_));
      return;
    }
    base::ErrorList placed;
    for (base::Error error : own_errors_.shown()) {
      const auto header = std::ranges::find(reader_.header(), error.field);
      error.column = header == reader_.header().end()
                         ? 0
                         : static_cast<std::uint64_t>(header - reader_.header().begin()) + 1;
      placed.add(std::move(error));
    }
    placed.count_unseen(own_errors_.total() - own_errors_.shown().size());
    errors_.append(std::move(placed));
  }

  const TextToRead& text_;
  const Options& options_;
  Table& table_;
  FileReport& file_;
  Report& report_;
  base::ErrorList& errors_;
  base::ErrorList own_errors_;
  csv::Reader reader_;
  BoundColumns columns_;
  std::vector<std::uint32_t> category_index_;
  std::uint32_t long_category_ = 0;
  std::vector<bool> is_text_;
  std::string last_date_;
  std::string_view year_;
};

}  // namespace

void read_table(const TextToRead& text, const Options& options, Table& table, FileReport& file,
                Report& report, base::ErrorList& errors) {
  TableReader(text, options, table, file, report, errors).read();
}

}  // namespace mengpaneel::io::open_data

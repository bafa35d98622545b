// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Reading tables of a TOML document strictly: every key that is asked for becomes a known key; what is left
// over at the end is reported with the nearest known key. Faults are collected and sorted by place.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "io/toml_document.hpp"

namespace mengpaneel::io {

/// The faults of one file.
class TomlFaults {
 public:
  explicit TomlFaults(std::string file) : file_(std::move(file)) {}

  void add(base::ErrorCode code, TextPosition at, std::string field, std::string value = {},
           std::string expected = {});
  [[nodiscard]] bool empty() const { return errors_.empty(); }
  [[nodiscard]] std::size_t count() const { return errors_.size(); }
  /// All faults in the order of the file.
  [[nodiscard]] base::ErrorList take();

 private:
  std::string file_;
  std::vector<base::Error> errors_;
};

/// A word of the format and what it means.
template <typename Meaning>
struct TomlWord {
  std::string_view word;
  Meaning meaning;
};

/// `a | b | c`, for Error::expected.
[[nodiscard]] std::string joined_words(const std::vector<std::string_view>& words);
/// The nearest of `words`, or all of them.
[[nodiscard]] std::string suggestion(std::string_view word, const std::vector<std::string_view>& words);

/// One table. The functions that read a key return nothing when it is absent or was faulty (then the fault
/// has been added). `path` is the dotted name of the table, for Error::field; empty for the root.
class TomlReader {
 public:
  TomlReader(const TomlValue& table, std::string path, TomlFaults& faults)
      : table_(table), path_(std::move(path)), faults_(faults) {}

  /// The member with this key, of any kind; null when absent.
  const TomlMember* find(std::string_view key);
  /// The same, and key_missing when it is absent.
  const TomlMember* require(std::string_view key, std::string expected);

  /// The value of this key where it is a table; or the tables of `[[key]]` (also an array of inline tables).
  const TomlValue* table(std::string_view key);
  std::vector<const TomlValue*> tables(std::string_view key);

  std::optional<std::string> text(std::string_view key);  ///< not empty
  std::optional<bool> boolean(std::string_view key);
  std::optional<std::uint32_t> whole_number(std::string_view key, std::uint32_t minimum,
                                            std::uint32_t maximum);
  /// A TOML date, or a text of the form YYYY-MM-DD.
  std::optional<std::string> date(std::string_view key);
  template <typename Meaning, std::size_t count>
  std::optional<Meaning> one_of(std::string_view key, const std::array<TomlWord<Meaning>, count>& words) {
    std::vector<std::string_view> known;
    for (const TomlWord<Meaning>& word : words) {
      known.push_back(word.word);
    }
    const std::optional<std::size_t> index = index_of_word(key, known);
    return index.has_value() ? std::optional<Meaning>(words[*index].meaning) : std::nullopt;
  }

  /// Reports every key that was never asked for. Call once, at the end; returns how many there were.
  std::size_t finish();

  void add(base::ErrorCode code, TextPosition at, std::string_view key, std::string value = {},
           std::string expected = {}) {
    faults_.add(code, at, field(key), std::move(value), std::move(expected));
  }
  void wrong_type(const TomlMember& member, std::string expected);
  /// `path.key`
  [[nodiscard]] std::string field(std::string_view key) const;
  [[nodiscard]] TextPosition at() const { return table_.at; }
  [[nodiscard]] const TomlValue& value() const { return table_; }

 private:
  std::optional<std::size_t> index_of_word(std::string_view key, const std::vector<std::string_view>& words);

  const TomlValue& table_;
  std::string path_;
  TomlFaults& faults_;
  std::vector<std::string_view> asked_;  ///< literals of the callers
};

}  // namespace mengpaneel::io

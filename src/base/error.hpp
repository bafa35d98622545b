// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Errors are values: a code from one table (error_codes.def), the place, and the words that fill the
// text of that code. The text itself (message and hint, Dutch and English) stands in
// texts/<language>/errors.toml.

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mengpaneel::base {

enum class ErrorCode : std::uint16_t {
#define MENGPANEEL_ERROR(name, exit_code) name,
#include "base/error_codes.def"
#undef MENGPANEEL_ERROR
};

/// Exit codes of the contract (docs/formats.md).
enum class ExitCode : int {
  done = 0,
  answer_is_no = 1,
  wrong_usage = 2,
  bad_input = 3,
  environment_failed = 4
};

[[nodiscard]] std::string_view error_code_name(ErrorCode code);
[[nodiscard]] ExitCode exit_code_of(ErrorCode code);

/// One fault. `line` and `column` count from 1; 0 is unknown. `expected` is a technical word (a range, a
/// list of allowed words) that needs no translation.
struct Error {
  ErrorCode code;
  std::string file{};
  std::uint64_t line = 0;
  std::uint64_t column = 0;
  std::string field{};
  std::string value{};
  std::string expected{};
};

/// All faults that were found: the first `shown_max` are kept, the rest are counted.
class ErrorList {
 public:
  static constexpr std::size_t shown_max = 50;

  ErrorList() = default;
  explicit ErrorList(Error error) { add(std::move(error)); }

  void add(Error error) {
    ++total_;
    if (shown_.size() < shown_max) {
      shown_.push_back(std::move(error));
    }
  }
  void append(ErrorList other) {
    const std::size_t hidden = other.total_ - other.shown_.size();
    for (Error& error : other.shown_) {
      add(std::move(error));
    }
    total_ += hidden;
  }
  /// Counts faults that were found but not kept.
  void count_unseen(std::size_t faults) { total_ += faults; }
  [[nodiscard]] bool empty() const { return total_ == 0; }
  [[nodiscard]] std::size_t total() const { return total_; }
  [[nodiscard]] const std::vector<Error>& shown() const { return shown_; }

 private:
  std::vector<Error> shown_;
  std::size_t total_ = 0;
};

template <typename Value>
using Result = std::expected<Value, ErrorList>;

[[nodiscard]] inline std::unexpected<ErrorList> fail(Error error) {
  return std::unexpected(ErrorList(std::move(error)));
}

}  // namespace mengpaneel::base

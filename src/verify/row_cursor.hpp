// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Walks an actual table beside an expected one. Where the next record is byte for byte the expected one it is
// consumed without being split; only a record that differs is read, and waits until somebody consumes it.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "verify/canonical_csv.hpp"
#include "verify/findings.hpp"

namespace mengpaneel::verify {

template <std::size_t columns>
class RowCursor {
 public:
  RowCursor(std::string_view bytes, std::string_view file, Findings& findings)
      : csv_(bytes), file_(file), findings_(findings) {}

  /// The first line must be `header` (which ends with LF); otherwise a finding, and the table counts as
  /// unreadable.
  bool take_header(std::string_view header) {
    if (csv_.take_header(header)) {
      return true;
    }
    findings_.add({.code = FindingCode::header_wrong,
                   .file = file_,
                   .line = 1,
                   .expected = std::string(header.substr(0, header.size() - 1))});
    return false;
  }

  /// Consumes the next record when it is exactly `record`.
  bool take(std::string_view record) { return !is_pending_ && csv_.take(record); }

  /// Makes the next record available in fields(); malformed records become findings and are passed over.
  /// False at the end.
  bool peek() {
    while (!is_pending_) {
      const ReadResult result = csv_.read(fields_);
      if (result == ReadResult::end) {
        return false;
      }
      if (result == ReadResult::malformed) {
        findings_.add({.code = FindingCode::row_malformed, .file = file_, .line = csv_.line()});
      }
      is_pending_ = result == ReadResult::record;
    }
    return true;
  }

  void consume() { is_pending_ = false; }

  [[nodiscard]] const std::array<std::string_view, columns>& fields() const { return fields_; }
  /// The line of the record that was taken, or of the one that waits.
  [[nodiscard]] std::uint64_t line() const { return csv_.line(); }
  [[nodiscard]] const std::string& file() const { return file_; }

 private:
  CanonicalCsv csv_;
  std::string file_;
  Findings& findings_;
  std::array<std::string_view, columns> fields_{};
  bool is_pending_ = false;
};

}  // namespace mengpaneel::verify

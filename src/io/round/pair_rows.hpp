// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Tables with a row for a pupil and a programme (preferences, claims, priorities, distances): references to
// the two other tables, and rows in any order turned into rows by pupil (CSR). Files that are in order
// already, as most are, cost no sorting.

#include <cstdint>
#include <optional>
#include <vector>

#include "base/ids.hpp"
#include "io/csv/reader.hpp"
#include "io/round/tables.hpp"

namespace mengpaneel::io {

/// Finds the identifiers of one column in the table that they refer to.
class Reference {
 public:
  Reference(csv::Reader& reader, csv::Column column, const base::IdTable& ids, const KnownIds& known,
            base::ErrorCode unknown)
      : reader_(reader), column_(column), ids_(ids), known_(known), unknown_(unknown) {}

  /// The number of this record's identifier, or nullopt and a fault. No fault when that row of the other
  /// table was at fault itself. Quick when it is that of the record before.
  [[nodiscard]] std::optional<std::uint32_t> find();

 private:
  void report_unknown();

  csv::Reader& reader_;
  csv::Column column_;
  const base::IdTable& ids_;
  const KnownIds& known_;
  base::ErrorCode unknown_;
  std::uint32_t previous_ = base::none;
};

/// The rows of a table in the order of the file.
struct PairRows {
  std::vector<std::uint32_t> pupil;
  std::vector<base::ProgrammeIndex> programme;
  std::vector<std::uint32_t> value;
  std::uint64_t record_count = 0;
  std::vector<std::uint64_t> left_out;  ///< numbers of the records that were at fault, and are no rows

  void reserve(std::size_t bytes);
  void add(std::optional<std::uint32_t> row_pupil, std::optional<std::uint32_t> row_programme,
           std::optional<std::uint64_t> row_value);
};

/// What rows of one pupil are sorted by.
enum class PairOrder { value, programme_then_value };

/// The same rows by pupil.
struct PairTable {
  std::vector<std::uint32_t> begin;  ///< [n+1]
  std::vector<base::ProgrammeIndex> programme;
  std::vector<std::uint32_t> value;
  std::vector<std::uint32_t> source;  ///< row of the file; empty: the same row
};

/// O(rows), and O(k log k) for a pupil whose k rows are out of order.
[[nodiscard]] PairTable sort_by_pupil(PairRows rows, std::uint32_t pupil_count, PairOrder order);

/// Two rows that contradict each other: the later one is reported at `column`, with the place of the earlier.
struct Conflict {
  std::uint32_t row;
  std::uint32_t earlier_row;
  base::ErrorCode code;
  csv::Column column;
};

/// The rows at `left` and `right` of `table` in the order of the file.
[[nodiscard]] Conflict conflict_between(const PairTable& table, std::size_t left, std::size_t right,
                                        base::ErrorCode code, csv::Column column);

/// Reads the file once more to say where the conflicts are: places are not kept for rows without fault.
void report_conflicts(const RoundFile& file, const std::vector<std::uint64_t>& left_out,
                      std::vector<Conflict> conflicts, base::ErrorList& errors);

}  // namespace mengpaneel::io

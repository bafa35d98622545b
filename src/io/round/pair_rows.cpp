// SPDX-License-Identifier: EUPL-1.2
#include "io/round/pair_rows.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace mengpaneel::io {

namespace {

/// The shortest rows in practice, to reserve room for all of them at once.
constexpr std::size_t row_bytes_usual = 14;

std::uint64_t key_of(PairOrder order, base::ProgrammeIndex programme, std::uint32_t value) {
  const std::uint64_t high = order == PairOrder::value ? 0 : static_cast<std::uint64_t>(programme);
  return (high << 32U) | value;
}

bool in_order(const PairRows& rows, PairOrder order) {
  std::uint32_t pupil = base::none;
  std::uint64_t key = 0;
  for (std::size_t row = 0; row < rows.pupil.size(); ++row) {
    const std::uint64_t key_here = key_of(order, rows.programme[row], rows.value[row]);
    const bool follows =
        pupil == base::none || rows.pupil[row] > pupil || (rows.pupil[row] == pupil && key_here > key);
    if (!follows) {
      return false;
    }
    pupil = rows.pupil[row];
    key = key_here;
  }
  return true;
}

template <typename Value>
std::vector<Value> gathered(const std::vector<Value>& values, const std::vector<std::uint32_t>& source) {
  std::vector<Value> out(source.size());
  std::ranges::transform(source, out.begin(), [&](std::uint32_t row) { return values[row]; });
  return out;
}

/// Rows by pupil, then key, then their order in the file.
std::vector<std::uint32_t> sorted_source(const PairRows& rows, const std::vector<std::uint32_t>& begin,
                                         PairOrder order) {
  std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
  std::vector<std::uint32_t> source(rows.pupil.size());
  for (std::uint32_t row = 0; row < source.size(); ++row) {
    source[next[rows.pupil[row]]++] = row;
  }
  const auto before = [&](std::uint32_t left, std::uint32_t right) {
    const std::uint64_t left_key = key_of(order, rows.programme[left], rows.value[left]);
    const std::uint64_t right_key = key_of(order, rows.programme[right], rows.value[right]);
    return std::tie(left_key, left) < std::tie(right_key, right);
  };
  for (std::size_t pupil = 0; pupil + 1 < begin.size(); ++pupil) {
    std::sort(source.begin() + begin[pupil], source.begin() + begin[pupil + 1], before);
  }
  return source;
}

}  // namespace

std::optional<std::uint32_t> Reference::find() {
  const std::string_view text = reader_.text(column_);
  if (previous_ != base::none && ids_.name(previous_) == text) {
    return previous_;
  }
  const std::optional<std::uint32_t> found = ids_.find(text);
  if (!found) {
    report_unknown();
    return std::nullopt;
  }
  previous_ = *found;
  return found;
}

void Reference::report_unknown() {
  const std::optional<std::string_view> id = reader_.identifier(column_);
  if (id && known_.readable && !known_.faulty.find(*id)) {
    reader_.report(unknown_, column_);
  }
}

void PairRows::reserve(std::size_t bytes) {
  pupil.reserve(bytes / row_bytes_usual);
  programme.reserve(bytes / row_bytes_usual);
  value.reserve(bytes / row_bytes_usual);
}

void PairRows::add(std::optional<std::uint32_t> row_pupil, std::optional<std::uint32_t> row_programme,
                   std::optional<std::uint64_t> row_value) {
  if (row_pupil && row_programme && row_value) [[likely]] {
    pupil.push_back(*row_pupil);
    programme.push_back(base::ProgrammeIndex{*row_programme});
    value.push_back(static_cast<std::uint32_t>(*row_value));
  } else {
    left_out.push_back(record_count);
  }
  ++record_count;
}

PairTable sort_by_pupil(PairRows rows, std::uint32_t pupil_count, PairOrder order) {
  PairTable table;
  table.begin.assign(static_cast<std::size_t>(pupil_count) + 1, 0);
  for (const std::uint32_t pupil : rows.pupil) {
    ++table.begin[pupil + 1];
  }
  std::partial_sum(table.begin.begin(), table.begin.end(), table.begin.begin());
  if (!in_order(rows, order)) {
    table.source = sorted_source(rows, table.begin, order);
    table.programme = gathered(rows.programme, table.source);
    table.value = gathered(rows.value, table.source);
    return table;
  }
  table.programme = std::move(rows.programme);
  table.value = std::move(rows.value);
  return table;
}

Conflict conflict_between(const PairTable& table, std::size_t left, std::size_t right, base::ErrorCode code,
                          csv::Column column) {
  const auto row_of = [&](std::size_t position) {
    return table.source.empty() ? static_cast<std::uint32_t>(position) : table.source[position];
  };
  const std::uint32_t one = row_of(left);
  const std::uint32_t other = row_of(right);
  return {.row = std::max(one, other), .earlier_row = std::min(one, other), .code = code, .column = column};
}

void report_conflicts(const RoundFile& file, const std::vector<std::uint64_t>& left_out,
                      std::vector<Conflict> conflicts, base::ErrorList& errors) {
  std::ranges::sort(conflicts, [](const Conflict& left, const Conflict& right) {
    return std::tie(left.row, left.column) < std::tie(right.row, right.column);
  });
  base::ErrorList reported_before;
  csv::Reader reader(*file.bytes, file.name, reported_before);
  std::vector<std::uint64_t> line_of_row;
  auto next_left_out = left_out.begin();
  auto conflict = conflicts.begin();
  for (std::uint64_t record = 0; conflict != conflicts.end() && reader.next(); ++record) {
    if (next_left_out != left_out.end() && *next_left_out == record) {
      ++next_left_out;
      continue;
    }
    for (; conflict != conflicts.end() && conflict->row == line_of_row.size(); ++conflict) {
      errors.add(reader.error_at(conflict->code, conflict->column,
                                 file.name + ":" + std::to_string(line_of_row[conflict->earlier_row])));
    }
    line_of_row.push_back(reader.line());
  }
}

}  // namespace mengpaneel::io

// SPDX-License-Identifier: EUPL-1.2
#include <array>
#include <string>
#include <tuple>

#include "base/hash.hpp"
#include "verify/check_tables.hpp"
#include "verify/row_cursor.hpp"

namespace mengpaneel::verify {

namespace {

constexpr std::string_view file_name = "cutoffs.csv";
constexpr std::string_view header = "programme_id,pool,seats,filled,class_index,class,order,lottery\n";
constexpr std::string_view staged_header =
    "programme_id,pool,seats,filled,class_index,class,order,lottery,stage\n";

enum CutoffColumn : std::size_t {
  programme_id,
  pool_name,
  seats,
  filled,
  class_index,
  class_name,
  order,
  lottery,
  stage,  ///< only where there are several
};

template <std::size_t columns>
class CutoffsCheck {
 public:
  CutoffsCheck(std::string_view bytes, Derived& derived, Findings& findings)
      : derived_(derived), cursor_(bytes, file_name, findings), findings_(findings) {}

  void run() {
    if (!cursor_.take_header(columns > stage ? staged_header : header)) {
      return;
    }
    for (std::uint32_t programme = 0; programme < derived_.seats.programmes.size(); ++programme) {
      for (const std::uint32_t pool : pools_by_name(derived_.seats, programme)) {
        for (std::uint32_t number = 0; number < derived_.seats.stages.size(); ++number) {
          match(pool, number);
        }
      }
    }
    while (cursor_.peek()) {
      add(FindingCode::cutoff_unexpected, cursor_.fields()[programme_id], cursor_.fields()[pool_name]);
      cursor_.consume();
    }
    findings_.checked(Claim::cutoffs_right, derived_.standings.pools.size());
  }

 private:
  void add(FindingCode code, std::string_view programme, std::string_view pool, std::string_view found = {},
           std::string_view expected = {}) {
    findings_.add({.code = code,
                   .file = cursor_.file(),
                   .line = cursor_.line(),
                   .programme_id = std::string(programme),
                   .pool = std::string(pool),
                   .found = std::string(found),
                   .expected = std::string(expected)});
  }

  [[nodiscard]] const PoolStanding& standing_of(std::uint32_t index, std::uint32_t number) const {
    return derived_.standings.pools[derived_.standings.slot(number, index)];
  }

  void match(std::uint32_t index, std::uint32_t number) {
    const Pool& pool = derived_.seats.pools[index];
    const std::string_view programme = derived_.seats.programmes[pool.programme].name;
    const PoolStanding& standing = standing_of(index, number);
    const auto known = standing.is_full()
                           ? derived_.classes.known(index, derived_.frozen.class_index(standing.last_row))
                           : std::optional<std::string_view>("");
    if (known && cursor_.take(expected_row(index, number, *known))) {
      return;
    }
    while (cursor_.peek()) {
      const auto& row = cursor_.fields();
      const std::uint64_t row_stage = parse_number(row[columns - 1], columns > stage ? 0xffU : 0).value_or(0);
      const auto actual = std::tuple(row[programme_id], row[pool_name], columns > stage ? row_stage : 1);
      const auto wanted = std::tuple(programme, pool.name, std::uint64_t{number} + 1);
      if (actual == wanted) {
        compare(index, number);
        cursor_.consume();
        return;
      }
      if (actual > wanted) {
        break;
      }
      add(FindingCode::cutoff_unexpected, row[programme_id], row[pool_name]);
      cursor_.consume();
    }
    add(FindingCode::cutoff_missing, programme, pool.name);
  }

  /// A row that is there but not as expected, or whose class name was not known yet.
  void compare(std::uint32_t index, std::uint32_t number) {
    const auto& actual = cursor_.fields();
    const PoolStanding& standing = standing_of(index, number);
    std::string_view name;
    if (standing.is_full()) {
      const std::uint32_t class_number = derived_.frozen.class_index(standing.last_row);
      if (!derived_.classes.accept(index, class_number, actual[class_name])) {
        add(FindingCode::cutoff_class_wrong, actual[programme_id], actual[pool_name], actual[class_name],
            derived_.classes.known(index, class_number).value_or(""));
      }
      name = actual[class_name];
    }
    std::string field;
    append_field(field, name);
    const std::string line = expected_row(index, number, field);
    CanonicalCsv expected_csv(line);
    std::array<std::string_view, columns> expected;
    if (expected_csv.read(expected) != ReadResult::record) {
      return add(FindingCode::row_malformed, actual[programme_id], actual[pool_name]);
    }
    for (std::size_t column = seats; column < columns; ++column) {
      if (actual[column] != expected[column]) {
        add(column == seats    ? FindingCode::cutoff_seats_wrong
            : column == filled ? FindingCode::cutoff_filled_wrong
                               : FindingCode::cutoff_last_wrong,
            actual[programme_id], actual[pool_name], actual[column], expected[column]);
      }
    }
  }

  [[nodiscard]] std::string expected_row(std::uint32_t index, std::uint32_t number,
                                         std::string_view class_field) const {
    const Pool& pool = derived_.seats.pools[index];
    const PoolStanding& standing = standing_of(index, number);
    std::string line;
    append_field(line, derived_.seats.programmes[pool.programme].name);
    line.push_back(',');
    append_field(line, pool.name);
    line.push_back(',');
    if (pool.kind == SeatKind::as_needed) {
      line.append("as-needed");
    } else if (pool.kind == SeatKind::number) {
      append_number(line, standing.available);
    }
    line.push_back(',');
    append_number(line, standing.filled);
    if (!standing.is_full()) {
      line.append(",,,,");
    } else {
      line.push_back(',');
      append_number(line, derived_.frozen.class_index(standing.last_row));
      line.append(",").append(class_field).append(",");
      append_number(line, derived_.frozen.order(standing.last_row));
      line.push_back(',');
      append_lottery(line, derived_.frozen, standing.last_row);
    }
    if (columns > stage) {
      line.push_back(',');
      append_number(line, number + 1);
    }
    return line.append("\n");
  }

  Derived& derived_;
  RowCursor<columns> cursor_;
  Findings& findings_;
};

}  // namespace

void append_lottery(std::string& out, const FrozenTable& frozen, std::uint32_t row) {
  if (frozen.has_given_numbers()) {
    append_number(out, frozen.row_number[row]);
  } else {
    constexpr std::string_view digits = "0123456789abcdef";
    std::array<char, 16> hex;
    std::uint64_t left = frozen.row_number[row];
    for (std::size_t at = hex.size(); at-- > 0; left >>= 4U) {
      hex[at] = digits[static_cast<std::size_t>(left & 15U)];
    }
    out.append(hex.data(), hex.size());
  }
}

void check_cutoffs(std::string_view bytes, Derived& derived, Findings& findings) {
  if (derived.seats.stages.size() > 1) {
    CutoffsCheck<stage + 1>(bytes, derived, findings).run();
  } else {
    CutoffsCheck<stage>(bytes, derived, findings).run();
  }
}

}  // namespace mengpaneel::verify

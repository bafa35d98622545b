// SPDX-License-Identifier: EUPL-1.2
#include <string>
#include <tuple>

#include "verify/check_tables.hpp"
#include "verify/row_cursor.hpp"

namespace mengpaneel::verify {

namespace {

constexpr std::string_view file_name = "waiting_lists.csv";
constexpr std::string_view header = "programme_id,pool,position,pupil_id\n";

enum WaitingColumn : std::size_t { programme_id, pool_name, position, pupil_id, column_count };

class WaitingCheck {
 public:
  WaitingCheck(std::string_view bytes, const Derived& derived, Findings& findings)
      : derived_(derived), cursor_(bytes, file_name, findings), findings_(findings) {}

  void run() {
    if (!cursor_.take_header(header)) {
      return;
    }
    for (std::uint32_t programme = 0; programme < derived_.seats.programmes.size(); ++programme) {
      for (const std::uint32_t pool : pools_by_name(derived_.seats, programme)) {
        match_pool(pool);
      }
    }
    while (cursor_.peek()) {
      unexpected();
    }
    findings_.checked(Claim::waiting_lists_right, derived_.standings.waiting.size());
  }

 private:
  void match_pool(std::uint32_t index) {
    const Pool& pool = derived_.seats.pools[index];
    const std::string_view programme = derived_.seats.programmes[pool.programme].name;
    std::string prefix;
    append_field(prefix, programme);
    prefix.push_back(',');
    append_field(prefix, pool.name);
    prefix.push_back(',');
    std::string line;
    const std::uint32_t begin = derived_.standings.waiting_begin[index];
    for (std::uint32_t at = begin; at < derived_.standings.waiting_begin[index + 1]; ++at) {
      const std::uint32_t choice = derived_.frozen.row_choice[derived_.standings.waiting[at]];
      const std::string_view pupil = derived_.frozen.pupils[derived_.frozen.choice_pupil[choice]];
      line.assign(prefix);
      append_number(line, at - begin + 1);
      line.push_back(',');
      append_field(line, pupil);
      line.push_back('\n');
      if (!cursor_.take(line)) {
        explain(programme, pool.name, at - begin + 1, pupil);
      }
    }
  }

  void explain(std::string_view programme, std::string_view pool, std::uint64_t place,
               std::string_view pupil) {
    while (cursor_.peek()) {
      const auto& row = cursor_.fields();
      const auto number = parse_number(row[position], SeatFlow::unlimited);
      const auto actual = std::tuple(row[programme_id], row[pool_name], number.value_or(0));
      const auto wanted = std::tuple(programme, pool, place);
      if (actual == wanted) {
        if (row[pupil_id] != pupil) {
          findings_.add({.code = FindingCode::waiting_pupil_wrong,
                         .file = cursor_.file(),
                         .line = cursor_.line(),
                         .pupil_id = std::string(pupil),
                         .programme_id = std::string(programme),
                         .pool = std::string(pool),
                         .found = std::string(row[pupil_id]),
                         .expected = std::to_string(place)});
        }
        cursor_.consume();
        return;
      }
      if (actual > wanted) {
        break;
      }
      unexpected();
    }
    findings_.add({.code = FindingCode::waiting_missing,
                   .file = cursor_.file(),
                   .line = cursor_.line(),
                   .pupil_id = std::string(pupil),
                   .programme_id = std::string(programme),
                   .pool = std::string(pool),
                   .expected = std::to_string(place)});
  }

  void unexpected() {
    const auto& row = cursor_.fields();
    findings_.add({.code = FindingCode::waiting_unexpected,
                   .file = cursor_.file(),
                   .line = cursor_.line(),
                   .pupil_id = std::string(row[pupil_id]),
                   .programme_id = std::string(row[programme_id]),
                   .pool = std::string(row[pool_name]),
                   .found = std::string(row[position])});
    cursor_.consume();
  }

  const Derived& derived_;
  RowCursor<column_count> cursor_;
  Findings& findings_;
};

}  // namespace

void check_waiting_lists(std::string_view bytes, const Derived& derived, Findings& findings) {
  WaitingCheck(bytes, derived, findings).run();
}

}  // namespace mengpaneel::verify

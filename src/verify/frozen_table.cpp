// SPDX-License-Identifier: EUPL-1.2
#include "verify/frozen_table.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "base/ids.hpp"

namespace mengpaneel::verify {

namespace {

constexpr std::string_view file_name = "frozen.csv";
constexpr std::string_view header =
    "stage,pupil_id,rank,programme_id,pool,class_index,order,draw_kind,draw_id,draw_programme,given,group_id,"
    "group_together,group_number\n";
constexpr std::uint64_t rank_max = 0xfffffffeU;
constexpr std::uint64_t class_max = 0xffffU;
constexpr std::uint64_t order_max = (std::uint64_t{1} << FrozenTable::order_bits) - 1;

enum FrozenColumn : std::size_t {
  stage,
  pupil_id,
  rank,
  programme_id,
  pool_name,
  class_index,
  order,
  draw_kind,
  draw_id,
  draw_programme,
  given,
  group_id,
  group_together,
  group_number,
  column_count
};
using Row = std::array<std::string_view, column_count>;
using GroupFields = std::array<std::string_view, 3>;

/// The first 8 bytes of the HMAC as a number; remembers the last answer, for rows of one pupil stand
/// together.
class Drawer {
 public:
  explicit Drawer(const base::Digest& seed) : hmac_(base::as_bytes(seed)) {}

  std::uint64_t operator()(std::string_view kind, std::string_view id, std::string_view programme) {
    if (has_last_ && kind == last_kind_ && id == last_id_ && programme == last_programme_) {
      return last_number_;
    }
    message_.assign("lottery\n").append(kind).append("\n").append(id);
    if (!programme.empty()) {
      message_.append("\n").append(programme);
    }
    const base::Digest digest = hmac_(message_);
    std::uint64_t number = 0;
    for (std::size_t octet = 0; octet < 8; ++octet) {
      number = number << 8U | digest[octet];
    }
    has_last_ = true;
    last_kind_ = kind;
    last_id_ = id;
    last_programme_ = programme;
    last_number_ = number;
    return number;
  }

 private:
  base::HmacSha256 hmac_;
  std::string message_;
  bool has_last_ = false;
  std::string_view last_kind_;
  std::string_view last_id_;
  std::string_view last_programme_;
  std::uint64_t last_number_ = 0;
};

class FrozenReader {
 public:
  FrozenReader(FrozenTable& table, const SeatsTable& seats, const base::Digest& seed, Findings& findings)
      : table_(table), seats_(seats), draw_(seed), draw_own_(seed), findings_(findings) {}

  void read() {
    if (!table_.csv.take_header(header)) {
      findings_.add({.code = FindingCode::header_wrong,
                     .file = std::string(file_name),
                     .line = 1,
                     .expected = std::string(header.substr(0, header.size() - 1))});
      return;
    }
    parts_.resize(seats_.stages.size());
    table_.numbers.assign(seats_.stages.size(), NumberKind::unknown);
    reserve();
    for (ReadResult result; (result = table_.csv.read(row_)) != ReadResult::end;) {
      if (result == ReadResult::malformed) {
        add(FindingCode::row_malformed);
      } else {
        take();
      }
    }
    for (FrozenRows& part : parts_) {
      part.first_choice.push_back(static_cast<std::uint32_t>(part.choice_pupil.size()));
      part.first_row.push_back(static_cast<std::uint32_t>(part.row_choice.size()));
    }
    static_cast<FrozenRows&>(table_) = parts_.size() == 1 ? std::move(parts_.front()) : join_stages(parts_);
    check_lists();
    collect_groups();
  }

 private:
  /// Room for a row a line; pages that stay untouched cost nothing.
  void reserve() {
    const std::size_t lines = table_.csv.count_lines_left();
    FrozenRows& rows = parts_.front();
    rows.choice_pupil.reserve(lines);
    rows.choice_programme.reserve(lines);
    rows.choice_rank.reserve(lines);
    rows.first_row.reserve(lines + 1);
    rows.row_choice.reserve(lines);
    rows.row_pool.reserve(lines);
    rows.row_class_and_order.reserve(lines);
    rows.row_number.reserve(lines);
    rows.row_own.reserve(lines);
  }

  void add(FindingCode code, std::string_view found = {}, std::string_view expected = {}) {
    findings_.add({.code = code,
                   .file = std::string(file_name),
                   .line = table_.csv.line(),
                   .pupil_id = std::string(row_[pupil_id]),
                   .programme_id = std::string(row_[programme_id]),
                   .pool = std::string(row_[pool_name]),
                   .found = std::string(found),
                   .expected = std::string(expected)});
  }

  void take() {
    if (!take_stage()) {
      return;
    }
    const auto rank_number = parse_number(row_[rank], rank_max);
    if (!rank_number || *rank_number == 0) {
      return add(FindingCode::frozen_value_invalid, row_[rank], "1-4294967294");
    }
    if (!place_in_lists(static_cast<std::uint32_t>(*rank_number))) {
      return;
    }
    const std::uint32_t pool = seats_.find_pool(rows().choice_programme.back(), row_[pool_name]);
    if (pool == base::none) {
      return add(FindingCode::frozen_pool_unknown, row_[pool_name]);
    }
    const auto class_number = parse_number(row_[class_index], class_max);
    const auto order_number = parse_number(row_[order], order_max);
    if (!class_number || !order_number) {
      return add(FindingCode::frozen_value_invalid, class_number ? row_[order] : row_[class_index], "0-");
    }
    rows().row_choice.push_back(static_cast<std::uint32_t>(rows().choice_pupil.size() - 1));
    rows().row_pool.push_back(pool);
    rows().row_class_and_order.push_back(*class_number << FrozenTable::order_bits | *order_number);
    take_number();
    take_group();
  }

  FrozenRows& rows() { return parts_[stage_]; }

  /// Rows go by stage.
  bool take_stage() {
    while (row_[stage] != seats_.stages[stage_].name) {
      const auto known = std::ranges::find(seats_.stages, row_[stage], &Stage::name);
      if (known == seats_.stages.end()) {
        add(FindingCode::frozen_value_invalid, row_[stage], seats_.stages.back().name);
        return false;
      }
      if (known < seats_.stages.begin() + stage_) {
        add(FindingCode::row_out_of_order);
        return false;
      }
      ++stage_;
    }
    return true;
  }

  /// All rows of a pupil say the same of the group, all members say the same of how it applies.
  void take_group() {
    const GroupFields fields{row_[group_id], row_[group_together], row_[group_number]};
    if (is_new_pupil_) {
      is_new_pupil_ = false;
      pupil_group_ = fields;
      if (!fields[0].empty()) {
        note_member(fields);
      } else if (!fields[1].empty() || !fields[2].empty()) {
        add(FindingCode::frozen_value_invalid, fields[1].empty() ? fields[2] : fields[1], "-");
      }
    } else if (fields != pupil_group_) {
      add(FindingCode::frozen_list_contradicts);
    }
  }

  void note_member(const GroupFields& fields) {
    const auto& [name, together, number] = fields;
    if (seats_.stages.size() > 1 || !seats_.stages.front().is_pupil_optimal()) {
      return add(FindingCode::frozen_not_supported, name);
    }
    if (together != "or-separately" && together != "or-nothing") {
      add(FindingCode::frozen_value_invalid, together, "or-separately | or-nothing");
    }
    if (number != "first" && number != "best" && number != "mean" && number != "worst") {
      add(FindingCode::frozen_value_invalid, number, "first | best | mean | worst");
    }
    Group& group = groups_.try_emplace(name, Group{name, together, number, {}}).first->second;
    if (group.together != together || group.number != number) {
      add(FindingCode::frozen_list_contradicts);
    }
    group.members.push_back(static_cast<std::uint32_t>(rows().pupils.size() - 1));
  }

  void collect_groups() {
    if (!groups_.empty()) {
      table_.group_of.assign(table_.pupils.size(), base::none);
    }
    for (auto& [name, group] : groups_) {
      std::map<std::uint32_t, std::uint32_t> programme_at;  // rank
      for (const std::uint32_t pupil : group.members) {
        table_.group_of[pupil] = static_cast<std::uint32_t>(table_.groups.size());
        for (std::uint32_t choice = table_.first_choice[pupil]; choice < table_.first_choice[pupil + 1];
             ++choice) {
          const std::uint32_t programme = table_.choice_programme[choice];
          if (programme_at.try_emplace(table_.choice_rank[choice], programme).first->second != programme) {
            contradicts(pupil);
          }
        }
      }
      std::set<std::uint32_t> programmes;
      for (const auto& [rank_number, programme] : programme_at) {
        if (!programmes.insert(programme).second) {
          contradicts(group.members.front());
        }
      }
      table_.groups.push_back(std::move(group));
    }
  }

  void contradicts(std::uint32_t pupil) {
    findings_.add({.code = FindingCode::frozen_list_contradicts,
                   .file = std::string(file_name),
                   .pupil_id = std::string(table_.pupils[pupil])});
  }

  /// Opens a new pupil or choice where this row begins one; false, with a finding, when the row is out of
  /// order.
  bool place_in_lists(std::uint32_t rank_number) {
    const bool same_pupil = !rows().pupils.empty() && rows().pupils.back() == row_[pupil_id];
    const bool same_choice =
        same_pupil && rows().choice_rank.back() == rank_number && last_programme_ == row_[programme_id];
    if (same_choice) {
      if (last_pool_ >= row_[pool_name]) {
        add(FindingCode::row_out_of_order);
        return false;
      }
      last_pool_ = row_[pool_name];
      return true;
    }
    if (!rows().pupils.empty() && (same_pupil ? std::tie(rows().choice_rank.back(), last_programme_) >=
                                                    std::tie(rank_number, row_[programme_id])
                                              : rows().pupils.back() >= row_[pupil_id])) {
      add(FindingCode::row_out_of_order);
      return false;
    }
    const auto programme = seats_.ids.find(row_[programme_id]);
    if (!programme) {
      add(FindingCode::frozen_pool_unknown, row_[programme_id]);
      return false;
    }
    if (!same_pupil) {
      is_new_pupil_ = true;
      if (!is_identifier(row_[pupil_id])) {
        add(FindingCode::frozen_value_invalid, row_[pupil_id], "1-64 bytes");
        return false;
      }
      rows().pupils.push_back(row_[pupil_id]);
      rows().first_choice.push_back(static_cast<std::uint32_t>(rows().choice_pupil.size()));
    }
    rows().choice_pupil.push_back(static_cast<std::uint32_t>(rows().pupils.size() - 1));
    rows().choice_programme.push_back(*programme);
    rows().choice_rank.push_back(rank_number);
    rows().first_row.push_back(static_cast<std::uint32_t>(rows().row_choice.size()));
    last_programme_ = row_[programme_id];
    last_pool_ = row_[pool_name];
    return true;
  }

  void take_number() {
    const std::string_view kind = row_[draw_kind];
    const NumberKind numbers = !row_[given].empty()            ? NumberKind::given
                               : !row_[draw_programme].empty() ? NumberKind::per_programme
                                                               : NumberKind::single;
    if (table_.numbers[stage_] == NumberKind::unknown) {
      table_.numbers[stage_] = numbers;
    }
    const bool kind_is_known = kind == "pupil" || kind == "household" || kind == "group";
    const bool programme_fits = row_[draw_programme].empty() || (numbers == NumberKind::per_programme &&
                                                                 row_[draw_programme] == row_[programme_id]);
    if (numbers != table_.numbers[stage_] || !kind_is_known || !programme_fits ||
        !is_identifier(row_[draw_id]) || (kind == "pupil" && row_[draw_id] != row_[pupil_id])) {
      add(FindingCode::frozen_draw_contradicts, row_[draw_id]);
    }
    std::uint64_t number = 0;
    if (numbers == NumberKind::given) {
      const auto written = parse_number(row_[given], SeatFlow::unlimited);
      if (!written) {
        add(FindingCode::frozen_value_invalid, row_[given], "0-18446744073709551615");
      }
      number = written.value_or(0);
    } else {
      number = draw_(kind, row_[draw_id], row_[draw_programme]);
    }
    rows().row_number.push_back(number);
    const bool is_own = kind == "pupil" && numbers != NumberKind::given;
    rows().row_own.push_back(is_own ? number : draw_own_("pupil", row_[pupil_id], row_[draw_programme]));
  }

  /// Nobody lists a programme twice, nor two programmes at one rank.
  void check_lists() {
    std::vector<std::uint32_t> programmes;
    for (std::uint32_t pupil = 0; pupil < table_.pupils.size(); ++pupil) {
      const std::uint32_t begin = table_.first_choice[pupil];
      const std::uint32_t end = table_.first_choice[pupil + 1];
      programmes.clear();
      for (std::uint32_t choice = begin; choice < end; ++choice) {
        programmes.push_back(table_.choice_programme[choice]);
      }
      std::ranges::sort(programmes);
      bool is_right = std::ranges::adjacent_find(programmes) == programmes.end();
      for (std::uint32_t choice = begin + 1; choice < end; ++choice) {
        is_right = is_right && table_.choice_rank[choice - 1] < table_.choice_rank[choice];
      }
      if (!is_right) {
        contradicts(pupil);
      }
    }
  }

  FrozenTable& table_;
  const SeatsTable& seats_;
  Drawer draw_;
  Drawer draw_own_;
  Findings& findings_;
  Row row_;
  std::vector<FrozenRows> parts_;  ///< by stage
  std::uint32_t stage_ = 0;        ///< of this row
  std::map<std::string_view, Group> groups_;
  GroupFields pupil_group_;
  bool is_new_pupil_ = false;
  std::string_view last_programme_;
  std::string_view last_pool_;
};

}  // namespace

void read_frozen(FrozenTable& table, const SeatsTable& seats, const base::Digest& seed, Findings& findings) {
  FrozenReader(table, seats, seed, findings).read();
}

}  // namespace mengpaneel::verify

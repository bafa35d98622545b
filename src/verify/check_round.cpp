// SPDX-License-Identifier: EUPL-1.2
#include "verify/check_round.hpp"

#include <algorithm>
#include <string>
#include <tuple>

#include "base/id_table.hpp"
#include "io/csv/reader.hpp"

namespace mengpaneel::verify {

namespace {

using io::csv::Reader;

/// One programme on one list. Names by number, so that sorting a million of them is quick.
struct Wish {
  std::uint32_t pupil;
  std::uint64_t rank;
  std::uint32_t programme;
  auto operator<=>(const Wish&) const = default;
};

class RoundCheck {
 public:
  RoundCheck(const RoundFiles& round, const FrozenTable& frozen, const SeatsTable& seats,
             const PlacementsTable& placements, const std::vector<NotEligible>& not_eligible,
             Findings& findings)
      : round_(round),
        frozen_(frozen),
        seats_(seats),
        placements_(placements),
        not_eligible_(not_eligible),
        findings_(findings) {}

  void run() {
    check_programmes();
    check_pupils();
    check_lists();
    for (const base::Error& error : errors_.shown()) {
      findings_.add({.code = FindingCode::round_file_unreadable,
                     .file = error.file,
                     .line = error.line,
                     .found = error.value,
                     .expected = error.expected});
    }
  }

 private:
  void check_programmes() {
    Reader reader(round_.programmes_csv, "programmes.csv", errors_);
    const auto id = reader.required("programme_id");
    const auto capacity = reader.required("capacity");
    std::vector<bool> is_there(seats_.programmes.size(), false);
    while (reader.next()) {
      const auto programme = seats_.ids.find(reader.text(id));
      if (!programme) {
        programme_differs(reader.text(id));
        continue;
      }
      is_there[*programme] = true;
      const std::optional<std::uint64_t> limit = seats_.programmes[*programme].capacity;
      if (parse_number(reader.text(capacity), SeatFlow::unlimited) != limit &&
          !is_same(reader.text(capacity), limit)) {
        findings_.add({.code = FindingCode::round_capacity_differs,
                       .file = "seats.csv",
                       .programme_id = std::string(reader.text(id)),
                       .found = limit ? std::to_string(*limit) : "",
                       .expected = std::string(reader.text(capacity))});
      }
    }
    for (std::uint32_t programme = 0; programme < is_there.size(); ++programme) {
      if (!is_there[programme]) {
        programme_differs(seats_.programmes[programme].name);
      }
    }
    findings_.checked(Claim::round_matches, is_there.size());
  }

  /// A capacity with leading zeros is still that number.
  static bool is_same(std::string_view text, std::optional<std::uint64_t> limit) {
    const std::size_t zeros = std::min(text.find_first_not_of('0'), text.empty() ? 0 : text.size() - 1);
    return limit && parse_number(text.substr(zeros), SeatFlow::unlimited) == limit;
  }

  void programme_differs(std::string_view programme) {
    findings_.add({.code = FindingCode::round_programme_differs,
                   .file = "seats.csv",
                   .programme_id = std::string(programme)});
  }

  void check_pupils() {
    Reader reader(round_.pupils_csv, "pupils.csv", errors_);
    const auto id = reader.required("pupil_id");
    while (reader.next()) {
      pupils_.intern(reader.text(id));
    }
    std::vector<bool> has_row(pupils_.size(), false);
    for (const std::string_view name : placements_.pupils) {
      const auto pupil = pupils_.find(name);
      if (pupil) {
        has_row[*pupil] = true;
      } else {
        findings_.add({.code = FindingCode::round_pupil_unknown,
                       .file = "placements.csv",
                       .pupil_id = std::string(name)});
      }
    }
    for (std::uint32_t pupil = 0; pupil < has_row.size(); ++pupil) {
      if (!has_row[pupil]) {
        findings_.add({.code = FindingCode::round_pupil_without_placement,
                       .file = "placements.csv",
                       .pupil_id = std::string(pupils_.name(pupil))});
      }
    }
    findings_.checked(Claim::round_matches, has_row.size());
  }

  void check_lists() {
    std::vector<Wish> listed = read_preferences();
    std::vector<Wish> decided = gather_decided();
    for (std::vector<Wish>* const wishes : {&listed, &decided}) {
      if (!std::ranges::is_sorted(*wishes)) {
        std::ranges::sort(*wishes);
      }
    }
    findings_.checked(Claim::round_matches, listed.size());
    // Per pupil: what was listed must be what was decided about, and anything more carries on directly after
    // the list.
    auto decision = decided.begin();
    for (auto wish = listed.begin(); wish != listed.end();) {
      const std::uint32_t pupil = wish->pupil;
      for (; decision != decided.end() && decision->pupil < pupil; ++decision) {
        not_listed(*decision);
      }
      std::uint64_t last_rank = 0;
      for (; wish != listed.end() && wish->pupil == pupil; ++wish) {
        for (; decision != decided.end() && *decision < *wish; ++decision) {
          not_listed(*decision);
        }
        if (decision != decided.end() && *decision == *wish) {
          ++decision;
        } else {
          without_decision(*wish);
        }
        last_rank = wish->rank;
      }
      for (; decision != decided.end() && decision->pupil == pupil; ++decision) {
        if (decision->rank != ++last_rank) {
          not_listed(*decision);
        }
      }
    }
    for (; decision != decided.end(); ++decision) {
      not_listed(*decision);
    }
  }

  std::vector<Wish> read_preferences() {
    std::vector<Wish> listed;
    Reader reader(round_.preferences_csv, "preferences.csv", errors_);
    const auto pupil = reader.required("pupil_id");
    const auto rank = reader.required("rank");
    const auto programme = reader.required("programme_id");
    std::string last_name;
    std::uint32_t last_pupil = base::none;
    while (reader.next()) {
      if (last_pupil == base::none || reader.text(pupil) != last_name) {
        last_name = reader.text(pupil);
        last_pupil = pupils_.intern(last_name).index;
      }
      const auto number = reader.whole_number(rank, 1, 0xfffffffeU);
      const auto known = seats_.ids.find(reader.text(programme));
      if (!known) {
        programme_differs(reader.text(programme));
      } else if (number) {
        listed.push_back({last_pupil, *number, *known});
      }
    }
    return listed;
  }

  std::vector<Wish> gather_decided() {
    std::vector<Wish> decided;
    decided.reserve(frozen_.choice_pupil.size() + not_eligible_.size());
    for (std::uint32_t pupil = 0; pupil < frozen_.pupils.size(); ++pupil) {
      const std::uint32_t name = pupils_.intern(frozen_.pupils[pupil]).index;
      for (std::uint32_t choice = frozen_.first_choice[pupil]; choice < frozen_.first_choice[pupil + 1];
           ++choice) {
        decided.push_back({name, frozen_.choice_rank[choice], frozen_.choice_programme[choice]});
      }
    }
    for (const NotEligible& row : not_eligible_) {
      decided.push_back(
          {pupils_.intern(row.pupil).index, row.rank, seats_.ids.find(row.programme).value_or(base::none)});
    }
    return decided;
  }

  void not_listed(const Wish& wish) { add(FindingCode::round_application_not_listed, wish); }
  void without_decision(const Wish& wish) { add(FindingCode::round_choice_without_decision, wish); }

  void add(FindingCode code, const Wish& wish) {
    findings_.add({.code = code,
                   .file = "preferences.csv",
                   .pupil_id = std::string(pupils_.name(wish.pupil)),
                   .programme_id = std::string(seats_.programmes[wish.programme].name),
                   .found = std::to_string(wish.rank)});
  }

  const RoundFiles& round_;
  const FrozenTable& frozen_;
  const SeatsTable& seats_;
  const PlacementsTable& placements_;
  const std::vector<NotEligible>& not_eligible_;
  Findings& findings_;
  base::IdTable pupils_;
  base::ErrorList errors_;
};

}  // namespace

void check_round(const RoundFiles& round, const FrozenTable& frozen, const SeatsTable& seats,
                 const PlacementsTable& placements, const std::vector<NotEligible>& not_eligible,
                 Findings& findings) {
  RoundCheck(round, frozen, seats, placements, not_eligible, findings).run();
}

}  // namespace mengpaneel::verify

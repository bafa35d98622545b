// SPDX-License-Identifier: EUPL-1.2
#include "simulate/from_supply.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <string_view>
#include <utility>

#include "simulate/coordinates.hpp"
#include "simulate/dates.hpp"
#include "simulate/family.hpp"

namespace mengpaneel::simulate {

namespace {

using base::ErrorCode;

constexpr Age age_of_entry = 4;
constexpr Age youngest_sitting = 5;
constexpr Age oldest_sitting = 11;
constexpr std::size_t pc4_digits = 4;
constexpr double home_reach_m = 700.0;       // a postcode of four digits is some 1 to 2 km wide in a town
constexpr double far_home_reach_m = 1500.0;  // where only the school is known
constexpr std::uint32_t vve_seat_in = 10;
constexpr std::uint64_t days_of_birth = 365;

constexpr std::array<std::string_view, 9> rarely_of_one_neighbourhood{
    "Islamitisch",
    "Antroposofisch",
    "Hindoeïstisch",
    "Joods",
    "Evangelisch",
    "Reformatorisch",
    "Gereformeerd vrijgemaakt",
    "Gereformeerd vrijgemaakt / Evangelisch",
    "Evangelische broedergemeenschap"};

/// Shares of a postcode's families in millionths: whole numbers, so that sums over postcodes are exact.
struct AreaShares {
  std::uint64_t low_ppm;
  std::uint64_t high_ppm;
};

/// Low SES in 5% to 60% of the families, small shares more often than large ones; of the others 15% to 75%
/// high.
AreaShares draw_area_shares(const base::RandomStream& area, std::uint64_t postcode) {
  constexpr std::uint64_t million = 1'000'000;
  const std::uint64_t first = area.below(million, postcode, 0);
  const std::uint64_t second = area.below(million, postcode, 1);
  const std::uint64_t low = 50'000 + 550'000 * (first * first / million) / million;
  const std::uint64_t high = (million - low) * (150'000 + 600'000 * second / million) / million;
  return {low, high};
}

/// A school of the supply as a school of the town.
struct Entry {
  std::uint32_t intake = 0;            ///< drawn children of four
  std::uint32_t present = 0;           ///< least number of pupils of 5 to 11
  std::uint64_t present_low_ppm = 0;   ///< of them low SES, in millionths of a pupil
  std::uint32_t in_town = base::none;  ///< index in the town; none: left out
  std::optional<base::GeoPoint> point{};
  bool at_postcode = false;
};

class Drawer {
 public:
  Drawer(const Supply& supply, const FromSupplyOptions& options)
      : supply_(supply), options_(options), random_(options.seed), children_(options.seed, "town children") {}

  Town draw_town() {
    town_.provenance.origin = TownOrigin::modelled;
    town_.provenance.seed = base::to_hex(options_.seed);
    town_.provenance.source = supply_.source;
    town_.provenance.reference_date = supply_.reference_date;
    for (std::uint32_t postcode = 0; postcode < supply_.postcodes.size(); ++postcode) {
      shares_.push_back(draw_area_shares(random_.area, postcode));
    }
    count();
    place_schools();
    add_schools();
    add_families();
    town_.provenance.homes_near_school =
        static_cast<std::uint64_t>(std::ranges::count(town_.pupils, "school", &TownPupil::home));
    return std::move(town_);
  }

 private:
  /// Children of this count: drawn when it is an interval. The index is the count's own, so no draw moves
  /// another.
  [[nodiscard]] std::uint32_t draw_children(std::size_t index) const {
    const CountInterval pupils = supply_.counts[index].pupils;
    return static_cast<std::uint32_t>(pupils.low + children_.below(pupils.high - pupils.low + 1, index));
  }

  void count() {
    entries_.resize(supply_.schools.size());
    for (std::size_t index = 0; index < supply_.counts.size(); ++index) {
      const SupplyCount& count = supply_.counts[index];
      Entry& entry = entries_[count.school];
      if (count.age == age_of_entry) {
        entry.intake += draw_children(index);
        town_.provenance.children_low += count.pupils.low;
        town_.provenance.children_high += count.pupils.high;
      } else if (count.age >= youngest_sitting && count.age <= oldest_sitting) {
        entry.present += static_cast<std::uint32_t>(count.pupils.low);
        entry.present_low_ppm += count.pupils.low * shares_[count.postcode].low_ppm;
      }
    }
  }

  [[nodiscard]] std::optional<base::GeoPoint> point_of_postcode(std::string_view postcode) const {
    const auto found = std::ranges::lower_bound(
        supply_.postcodes, postcode, {},
        [](const SupplyPostcode& entry) { return std::string_view(entry.postcode); });
    return found != supply_.postcodes.end() && found->postcode == postcode ? found->point : std::nullopt;
  }

  void place_schools() {
    Provenance& provenance = town_.provenance;
    std::uint32_t next = 0;
    for (std::size_t index = 0; index < entries_.size(); ++index) {
      const SupplySchool& school = supply_.schools[index];
      Entry& entry = entries_[index];
      if (entry.intake == 0) {
        provenance.schools_without_intake.push_back(school.school_id);
        continue;
      }
      entry.point = school.point;
      if (!entry.point) {
        entry.point = point_of_postcode(std::string_view(school.postcode).substr(0, pc4_digits));
        entry.at_postcode = true;
      }
      if (!entry.point) {
        provenance.schools_without_place.push_back(school.school_id);
        provenance.children_without_place += entry.intake;
        continue;
      }
      if (entry.at_postcode) {
        provenance.schools_at_postcode.push_back(school.school_id);
      }
      entry.in_town = next++;
    }
  }

  [[nodiscard]] bool is_citywide(const SupplySchool& school) const {
    return options_.citywide ? std::ranges::count(*options_.citywide, school.school_id) > 0
                             : std::ranges::count(rarely_of_one_neighbourhood, school.denomination) > 0;
  }

  void add_schools() {
    constexpr std::uint64_t million = 1'000'000;
    std::map<std::string_view, std::uint32_t> denominations;
    for (std::size_t index = 0; index < entries_.size(); ++index) {
      const SupplySchool& school = supply_.schools[index];
      const Entry& entry = entries_[index];
      if (entry.in_town == base::none) {
        continue;
      }
      const auto capacity =
          static_cast<std::uint32_t>((std::uint64_t{entry.intake} * options_.capacity_percent + 99) / 100);
      town_.schools.push_back(
          {.school_id = school.school_id,
           .name = school.name,
           .board_id = school.board_id,
           .denomination = school.denomination,
           .postcode = school.postcode,
           .point = *entry.point,
           .site = entry.at_postcode ? "postcode" : "school",
           .capacity = capacity,
           .seats_vve = std::min(capacity, std::max(1U, capacity / vve_seat_in)),
           .present = entry.present,
           .present_low = static_cast<std::uint32_t>((entry.present_low_ppm + million / 2) / million),
           .citywide = is_citywide(school)});
      choice_.point.push_back(*entry.point);
      choice_.quality.push_back(attraction * std::log(static_cast<double>(entry.intake)));
      choice_.denomination.push_back(
          denominations.emplace(school.denomination, static_cast<std::uint32_t>(denominations.size()))
              .first->second);
      const double low = entry.present == 0
                             ? mean_low
                             : static_cast<double>(entry.present_low_ppm) /
                                   (static_cast<double>(entry.present) * static_cast<double>(million));
      choice_.group_share.push_back(
          {low, (1.0 - low) * middle_of_others, (1.0 - low) * (1.0 - middle_of_others)});
    }
  }

  void add_families() {
    std::vector<std::uint32_t> household_of;
    std::uint32_t households = 0;
    for (std::size_t index = 0; index < supply_.counts.size(); ++index) {
      const SupplyCount& count = supply_.counts[index];
      if (count.age != age_of_entry || entries_[count.school].in_town == base::none) {
        continue;
      }
      std::uint32_t left = draw_children(index);
      while (left > 0) {
        TownPupil pupil;
        Household household = draw_household(count, households, pupil);
        household.twins = household.twins && left >= 2;
        add_children(town_, choice_, household, households, pupil, random_, options_.lengths);
        town_.provenance.attended_first +=
            town_.wishes.back().front() == household.family.attends ? (household.twins ? 2U : 1U) : 0U;
        household_of.resize(town_.pupils.size(), households);
        ++households;
        left -= household.twins ? 2 : 1;
      }
    }
    name_pupils(town_, household_of, households, random_);
  }

  Household draw_household(const SupplyCount& count, std::uint32_t number, TownPupil& pupil) {
    const auto chance = [&](HouseholdDraw what) { return draw(random_.household, number, what); };
    const SupplyPostcode& postcode = supply_.postcodes[count.postcode];
    const Entry& attended = entries_[count.school];
    const AreaShares& shares = shares_[count.postcode];
    Household out;
    ChoiceFamily& family = out.family;
    family.ses = draw_ses(random_.household, number, static_cast<double>(shares.low_ppm) / 1e6,
                          static_cast<double>(shares.high_ppm) / 1e6);
    family.home = home_near(postcode.point ? *postcode.point : *attended.point,
                            postcode.point ? home_reach_m : far_home_reach_m, number);
    family.attends = attended.in_town;
    out.twins = chance(HouseholdDraw::twins) < assumed_shares.twins;
    out.vve = chance(HouseholdDraw::vve) < assumed_shares.vve[static_cast<std::size_t>(family.ses)];
    if (chance(HouseholdDraw::denomination) < assumed_shares.denomination) {
      family.denomination = choice_.denomination[attended.in_town];
    }
    if (chance(HouseholdDraw::preschool) <
        (out.vve ? assumed_shares.preschool_with_vve : assumed_shares.preschool_without_vve)) {
      family.preschool = attended.in_town;
    }
    if (chance(HouseholdDraw::staff) < assumed_shares.staff) {
      family.staff = attended.in_town;
    }
    if (chance(HouseholdDraw::sibling) < assumed_shares.sibling) {
      family.sibling = attended.in_town;
    }
    pupil.postcode = postcode.postcode;
    pupil.point = family.home;
    pupil.home = postcode.point ? "postcode" : "school";
    pupil.ses = family.ses;
    pupil.vve = out.vve;
    pupil.born = born(number);
    return out;
  }

  [[nodiscard]] base::GeoPoint home_near(base::GeoPoint middle, double reach_m, std::uint32_t number) const {
    const double cosine = std::cos(middle.latitude * std::numbers::pi / 180.0);
    return moved(
        middle,
        reach_m * around(random_.household, number, HouseholdDraw::east_first, HouseholdDraw::east_second),
        reach_m * around(random_.household, number, HouseholdDraw::north_first, HouseholdDraw::north_second),
        cosine);
  }

  /// On one of the 365 days for which a child is four on the reference date.
  [[nodiscard]] std::string born(std::uint32_t number) const {
    const std::optional<Day> reference = day_from_text(supply_.reference_date);
    if (!reference) {
      return {};
    }
    constexpr Day four_years = 1461;
    const auto days =
        random_.household.below(days_of_birth, number, static_cast<std::uint64_t>(HouseholdDraw::born));
    return day_text(*reference - four_years - static_cast<Day>(days));
  }

  static constexpr double attraction =
      0.5;  // what everyone likes grows with the intake, less than in proportion
  static constexpr double mean_low = 0.25;
  static constexpr double middle_of_others = 0.55;

  const Supply& supply_;
  const FromSupplyOptions& options_;
  TownRandom random_;
  base::RandomStream children_;
  std::vector<AreaShares> shares_;  ///< [postcodes]
  std::vector<Entry> entries_;      ///< [schools of the supply]
  ChoiceSchools choice_;            ///< schools of the town
  Town town_;
};

base::ErrorList faults(const Supply& supply, const FromSupplyOptions& options) {
  base::ErrorList errors;
  if (options.capacity_percent < 1 || options.capacity_percent > 1000) {
    errors.add({.code = ErrorCode::out_of_range,
                .field = "capacity percent",
                .value = std::to_string(options.capacity_percent),
                .expected = "1..1000"});
  }
  if (options.lengths.minimum < 1 || options.lengths.minimum > options.lengths.maximum ||
      options.lengths.with_sibling < 1 || options.lengths.with_sibling > options.lengths.maximum) {
    errors.add({.code = ErrorCode::out_of_range,
                .field = "list minimum",
                .value = std::to_string(options.lengths.minimum),
                .expected = "1.." + std::to_string(options.lengths.maximum)});
  }
  for (const std::string& school : options.citywide.value_or(std::vector<std::string>{})) {
    if (!std::ranges::binary_search(supply.schools, school, {}, &SupplySchool::school_id)) {
      errors.add({.code = ErrorCode::not_an_allowed_word,
                  .field = "citywide",
                  .value = school,
                  .expected = "schools.csv: school_id"});
    }
  }
  if (std::ranges::count(supply.counts, age_of_entry, &SupplyCount::age) == 0) {
    errors.add({.code = ErrorCode::value_missing, .file = "counts.csv", .field = "age", .expected = "4"});
  }
  return errors;
}

}  // namespace

base::Result<Town> town_from_supply(const Supply& supply, const FromSupplyOptions& options) {
  if (base::ErrorList errors = faults(supply, options); !errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  return Drawer(supply, options).draw_town();
}

}  // namespace mengpaneel::simulate

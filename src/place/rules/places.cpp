// SPDX-License-Identifier: EUPL-1.2
#include "place/rules/places.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace mengpaneel::place {

namespace {

constexpr double out_of_reach = std::numeric_limits<double>::infinity();
/// A chord is off by less than half a metre in rounding and a pupil's k-th school may round down as another
/// rounds up: two metres of slack cover both.
constexpr double slack_m = 2.0;

struct UnitVector {
  double x;
  double y;
  double z;
};

UnitVector unit_vector(base::GeoPoint point) {
  constexpr double radians = std::numbers::pi / 180.0;
  const double latitude = point.latitude * radians;
  const double longitude = point.longitude * radians;
  return {std::cos(latitude) * std::cos(longitude), std::cos(latitude) * std::sin(longitude),
          std::sin(latitude)};
}

}  // namespace

Places::Places(const Round& round) : round_(round) {
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  for (const auto& point : round.programmes.point) {
    const UnitVector vector = point ? unit_vector(*point) : UnitVector{unknown, unknown, unknown};
    x_.push_back(vector.x);
    y_.push_back(vector.y);
    z_.push_back(vector.z);
  }
}

std::optional<std::uint32_t> Places::metres(std::uint32_t pupil, std::uint32_t programme) const {
  if (round_.distances.given) {
    return round_.distances.find(pupil, base::ProgrammeIndex{programme});
  }
  const auto& from = round_.pupils.point[pupil];
  const auto& to = round_.programmes.point[programme];
  if (!from || !to) {
    return std::nullopt;
  }
  return base::distance_m(*from, *to);
}

void Places::approximate(std::uint32_t pupil, std::vector<double>& out) const {
  out.assign(x_.size(), out_of_reach);
  if (round_.distances.given) {
    for (std::uint32_t pair = round_.distances.begin[pupil]; pair < round_.distances.begin[pupil + 1];
         ++pair) {
      out[base::to_size(round_.distances.programme[pair])] = round_.distances.value[pair];
    }
    return;
  }
  if (!round_.pupils.point[pupil]) {
    return;
  }
  const UnitVector home = unit_vector(*round_.pupils.point[pupil]);
  for (std::size_t programme = 0; programme < x_.size(); ++programme) {
    const double dx = x_[programme] - home.x;
    const double dy = y_[programme] - home.y;
    const double dz = z_[programme] - home.z;
    const double chord_m = base::earth_radius_m * std::sqrt(dx * dx + dy * dy + dz * dz);
    out[programme] = chord_m >= 0 ? chord_m : out_of_reach;
  }
}

NearestSchools::NearestSchools(const Round& round, const Places& places, NearestQuestion question)
    : round_(round), places_(places), question_(std::move(question)) {
  const std::uint32_t school_count = round.programmes.schools.size();
  school_begin_.assign(school_count + 1, 0);
  for (std::uint32_t programme = 0; programme < round.programmes.size(); ++programme) {
    school_begin_[round.programmes.school[programme] + 1] += question_.among[programme] ? 1U : 0U;
  }
  for (std::uint32_t school = 0; school < school_count; ++school) {
    school_begin_[school + 1] += school_begin_[school];
  }
  school_programme_.resize(school_begin_.back());
  std::vector<std::uint32_t> next(school_begin_.begin(), school_begin_.end() - 1);
  for (std::uint32_t programme = 0; programme < round.programmes.size(); ++programme) {
    if (question_.among[programme]) {
      school_programme_[next[round.programmes.school[programme]]++] = programme;
    }
  }
  approximate_m_.resize(school_count);
  selected_.resize(school_count);
}

std::optional<std::uint32_t> NearestSchools::school_metres(std::uint32_t pupil, std::uint32_t school) const {
  std::optional<std::uint32_t> nearest;
  for (std::uint32_t index = school_begin_[school]; index < school_begin_[school + 1]; ++index) {
    const std::optional<std::uint32_t> metres = places_.metres(pupil, school_programme_[index]);
    if (metres && (!nearest || *metres < *nearest)) {
      nearest = metres;
    }
  }
  return nearest;
}

void NearestSchools::select(std::uint32_t pupil, std::span<const double> approximate_m) {
  std::fill(selected_.begin(), selected_.end(), false);
  selected_count_ = 0;
  for (std::uint32_t school = 0; school < approximate_m_.size(); ++school) {
    double nearest = out_of_reach;
    for (std::uint32_t index = school_begin_[school]; index < school_begin_[school + 1]; ++index) {
      nearest = std::min(nearest, approximate_m[school_programme_[index]]);
    }
    approximate_m_[school] = nearest;
  }
  for (const auto& [programmes, count] : question_.at_least) {
    add_nearest(pupil, approximate_m, count, &programmes);
  }
  if (selected_count_ < question_.count) {
    add_nearest(pupil, approximate_m, question_.count - selected_count_, nullptr);
  }
}

/// Adds the `wanted` nearest schools, and all as near as the last of them: of those with a programme in
/// `of_programmes` within reach, or, without it, of those not selected yet.
void NearestSchools::add_nearest(std::uint32_t pupil, std::span<const double> approximate_m,
                                 std::uint32_t wanted, const std::vector<bool>* of_programmes) {
  const auto takes_part = [&](std::uint32_t school) {
    if (approximate_m_[school] == out_of_reach) {
      return false;
    }
    if (of_programmes == nullptr) {
      return !selected_[school];
    }
    const auto begin = school_programme_.begin() + school_begin_[school];
    const auto end = school_programme_.begin() + school_begin_[school + 1];
    return std::any_of(begin, end, [&](std::uint32_t programme) {
      return (*of_programmes)[programme] && approximate_m[programme] != out_of_reach;
    });
  };
  scratch_.clear();
  for (std::uint32_t school = 0; school < approximate_m_.size(); ++school) {
    if (takes_part(school)) {
      scratch_.push_back(approximate_m_[school]);
    }
  }
  if (scratch_.empty() || wanted == 0) {
    return;
  }
  double reach = out_of_reach;
  if (wanted < scratch_.size()) {
    const auto kth = scratch_.begin() + (wanted - 1);
    std::nth_element(scratch_.begin(), kth, scratch_.end());
    reach = *kth + slack_m;
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> near;  // metres, school
  for (std::uint32_t school = 0; school < approximate_m_.size(); ++school) {
    if (approximate_m_[school] <= reach && takes_part(school)) {
      near.emplace_back(*school_metres(pupil, school), school);
    }
  }
  std::sort(near.begin(), near.end());
  for (std::size_t index = 0; index < near.size(); ++index) {
    if (index >= wanted && near[index].first != near[wanted - 1].first) {
      break;
    }
    if (!selected_[near[index].second]) {
      selected_[near[index].second] = true;
      ++selected_count_;
    }
  }
}

}  // namespace mengpaneel::place

// SPDX-License-Identifier: EUPL-1.2
#include "simulate/example_area.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <string_view>

#include "simulate/coordinates.hpp"

namespace mengpaneel::simulate {

namespace {

// In the Markermeer, where nobody lives. The cosine is a constant so that no machine computes another one.
constexpr base::GeoPoint middle{52.55, 5.25};
constexpr double cosine_of_middle = 0.608067;

// Dutch postcodes begin at 1000. 0101 and further are nobody's.
constexpr std::uint32_t first_postcode = 101;

constexpr std::array<std::string_view, 60> names{
    "De Wilg",      "De Merel",      "Het Kompas",     "De Regenboog",   "De Vuurtoren", "Het Anker",
    "De Zwaluw",    "De Beuk",       "De Kastanje",    "Het Palet",      "De Horizon",   "De Parel",
    "De Berk",      "De Reiger",     "Het Baken",      "De Sleutel",     "De Brug",      "De Kiem",
    "De Esdoorn",   "De IJsvogel",   "Het Mozaïek",    "De Springplank", "De Windroos",  "De Linde",
    "De Leeuwerik", "Het Talent",    "De Wereldboom",  "De Zonnewijzer", "De Elzen",     "De Kievit",
    "Het Octaaf",   "De Hoeksteen",  "De Populier",    "De Fuut",        "Het Schip",    "De Ark",
    "De Meidoorn",  "De Sperwer",    "Het Kristal",    "De Wegwijzer",   "De Vlier",     "De Grutto",
    "Het Vlot",     "De Ontdekking", "De Hazelaar",    "De Tureluur",    "Het Spectrum", "De Poort",
    "De Iep",       "De Wulp",       "Het Klaverblad", "De Bron",        "De Plataan",   "De Kluut",
    "Het Prisma",   "De Toermalijn", "De Tamarisk",    "De Scholekster", "De Klimop",    "De Zaaier"};

struct Kind {
  std::string_view denomination;
  std::string_view board;
};

/// Shares as in Dutch towns: a third public, most others Catholic or Protestant.
constexpr std::array<Kind, 20> ordinary_kinds{Kind{"Openbaar", "OPENBAAR-WEST"},
                                              Kind{"Rooms-Katholiek", "KATHOLIEK"},
                                              Kind{"Protestants-Christelijk", "PROTESTANTS"},
                                              Kind{"Openbaar", "OPENBAAR-OOST"},
                                              Kind{"Rooms-Katholiek", "KATHOLIEK"},
                                              Kind{"Algemeen bijzonder", "BIJZONDER"},
                                              Kind{"Openbaar", "OPENBAAR-WEST"},
                                              Kind{"Protestants-Christelijk", "PROTESTANTS"},
                                              Kind{"Rooms-Katholiek", "KATHOLIEK"},
                                              Kind{"Openbaar", "OPENBAAR-OOST"},
                                              Kind{"Rooms-Katholiek", "KATHOLIEK"},
                                              Kind{"Protestants-Christelijk", "PROTESTANTS"},
                                              Kind{"Openbaar", "OPENBAAR-WEST"},
                                              Kind{"Algemeen bijzonder", "BIJZONDER"},
                                              Kind{"Rooms-Katholiek", "KATHOLIEK"},
                                              Kind{"Openbaar", "OPENBAAR-OOST"},
                                              Kind{"Protestants-Christelijk", "PROTESTANTS"},
                                              Kind{"Openbaar", "OPENBAAR-WEST"},
                                              Kind{"Rooms-Katholiek", "KATHOLIEK"},
                                              Kind{"Openbaar", "OPENBAAR-OOST"}};
constexpr std::array<Kind, 3> citywide_kinds{Kind{"Islamitisch", "LEVENSBESCHOUWELIJK"},
                                             Kind{"Antroposofisch", "LEVENSBESCHOUWELIJK"},
                                             Kind{"Algemeen bijzonder", "BIJZONDER"}};
constexpr std::uint32_t schools_per_citywide = 13;

constexpr std::array<std::string_view, 6> denominations{
    "Openbaar",           "Rooms-Katholiek", "Protestants-Christelijk",
    "Algemeen bijzonder", "Islamitisch",     "Antroposofisch"};

std::string padded(std::uint64_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

/// About normal with mean 0 and standard deviation 1, without a logarithm: the sum of twelve uniform draws
/// less 6.
double about_normal(const base::RandomStream& stream, std::uint64_t number, std::uint64_t first) {
  double sum = -6.0;
  for (std::uint64_t index = 0; index < 12; ++index) {
    sum += stream.uniform(number, first + index);
  }
  return sum;
}

std::vector<Neighbourhood> neighbourhoods(std::uint32_t count, const base::RandomStream& area) {
  std::uint32_t side = 1;
  while (side * side < count) {
    ++side;
  }
  std::vector<Neighbourhood> out;
  for (std::uint32_t index = 0; index < count; ++index) {
    const auto column = static_cast<double>(index % side);
    const std::uint32_t row_number = index / side;
    const auto row = static_cast<double>(row_number);
    const double half = (static_cast<double>(side) - 1.0) / 2.0;
    const double shift_east = 0.5 * (area.uniform(index, 0) - 0.5);
    const double shift_north = 0.5 * (area.uniform(index, 1) - 0.5);
    // From poor to rich, mostly from west to east; chance mixes neighbours.
    const double position = (column + 0.5 + 0.35 * (row - half)) / static_cast<double>(side);
    const double wealth = std::clamp(position + 0.45 * (area.uniform(index, 2) - 0.5), 0.0, 1.0);
    out.push_back({.east_m = (column - half + shift_east) * neighbourhood_width_m,
                   .north_m = (row - half + shift_north) * neighbourhood_width_m,
                   .weight = 0.6 + 0.8 * area.uniform(index, 3),
                   .low = 0.06 + 0.50 * (1.0 - wealth),
                   .high = 0.06 + 0.50 * wealth,
                   .postcode = padded(first_postcode + index, 4)});
  }
  return out;
}

std::uint32_t denomination_number(std::string_view denomination) {
  return static_cast<std::uint32_t>(
      std::distance(denominations.begin(), std::ranges::find(denominations, denomination)));
}

void add_school(std::uint32_t index, std::uint32_t count, const base::RandomStream& random,
                ExampleArea& area) {
  const std::uint32_t citywide = count / schools_per_citywide;
  const bool is_citywide = index >= count - citywide;
  const Kind kind = is_citywide ? citywide_kinds[(count - 1 - index) % citywide_kinds.size()]
                                : ordinary_kinds[index % ordinary_kinds.size()];
  const Neighbourhood& around = area.neighbourhoods[index % area.neighbourhoods.size()];
  const double east = around.east_m + (random.uniform(index, 0) - 0.5) * neighbourhood_width_m * 0.8;
  const double north = around.north_m + (random.uniform(index, 1) - 0.5) * neighbourhood_width_m * 0.8;
  std::string name(names[index % names.size()]);
  if (index >= names.size()) {
    name += " " + std::to_string(index / names.size() + 1);
  }
  area.schools.push_back({.school_id = "S" + padded(index + 1, std::to_string(count).size()),
                          .name = std::move(name),
                          .board_id = std::string(kind.board),
                          .denomination = std::string(kind.denomination),
                          .postcode = around.postcode,
                          .point = example_point(east, north),
                          .site = "invented",
                          .citywide = is_citywide});
  area.choice.point.push_back(area.schools.back().point);
  area.choice.quality.push_back(0.5 * about_normal(random, index, 2));
  area.choice.denomination.push_back(denomination_number(kind.denomination));
  // The school's mix is its neighbourhood's, up to chance.
  const double shift = 0.2 * (random.uniform(index, 14) - 0.5);
  const double low = std::clamp(around.low + shift, 0.02, 0.9);
  const double high = std::clamp(around.high - shift, 0.02, 0.95 - low);
  area.choice.group_share.push_back({low, 1.0 - low - high, high});
  area.has_preschool.push_back(index % 2 == 0);
}

}  // namespace

base::GeoPoint example_point(double east_m, double north_m) {
  return moved(middle, east_m, north_m, cosine_of_middle);
}

ExampleArea example_area(const ExampleTownOptions& options, const TownRandom& random) {
  ExampleArea area;
  area.neighbourhoods = neighbourhoods(options.neighbourhoods, random.area);
  area.denominations = denominations.size();
  for (std::uint32_t index = 0; index < options.schools; ++index) {
    add_school(index, options.schools, random.school, area);
  }
  return area;
}

}  // namespace mengpaneel::simulate

// SPDX-License-Identifier: EUPL-1.2
#include "measure/indices/indices.hpp"

#include <array>
#include <limits>

#include "measure/indices/dissimilarity.hpp"
#include "measure/indices/exposure.hpp"
#include "measure/indices/gini.hpp"
#include "measure/indices/information.hpp"
#include "measure/indices/root_distance.hpp"
#include "measure/indices/unevenness.hpp"
#include "measure/indices/variance.hpp"

namespace mengpaneel::measure {

namespace {

constexpr double depends = std::numeric_limits<double>::infinity();

// The keys of the texts are those of the index: indices.<text>.name, .meaning and .sentence.
#define MENGPANEEL_TEXTS(text)                                                                 \
  base::texts::TextKey::indices_##text##_name, base::texts::TextKey::indices_##text##_meaning, \
      base::texts::TextKey::indices_##text##_sentence

using enum Scale;
using enum Shape;

// key, texts, formula, source, scale, shape, minimum, maximum, unevenness, function
constexpr std::array definitions{
    IndexDefinition{"M", MENGPANEEL_TEXTS(mutual_information), "sum_j sum_m t_jm/T ln(t_jm T / (t_j t_m))",
                    "Theil 1971; Frankel and Volij 2011; Mora and Ruiz-Castillo 2011", nats, whole, 0.0,
                    depends, true, mutual_information, nullptr, bounds_of_M},
    IndexDefinition{"H", MENGPANEEL_TEXTS(information), "M / E",
                    "Theil and Finizza 1971; Reardon and Firebaugh 2002", share, whole, 0.0, 1.0, true,
                    information, nullptr, bounds_of_H},
    IndexDefinition{"D", MENGPANEEL_TEXTS(dissimilarity),
                    "sum_j sum_m t_j |pi_jm - pi_m| / (2 T I), I = sum_m pi_m (1 - pi_m)",
                    "Duncan and Duncan 1955; several groups: Morgan 1975, Sakoda 1981", share, whole, 0.0,
                    1.0, true, dissimilarity, nullptr, bounds_of_D},
    IndexDefinition{"gini", MENGPANEEL_TEXTS(gini), "sum_m sum_i sum_j t_i t_j |pi_im - pi_jm| / (2 T^2 I)",
                    "Duncan and Duncan 1955; several groups: Reardon and Firebaugh 2002", share, whole, 0.0,
                    1.0, true, gini, nullptr, bounds_of_gini},
    IndexDefinition{"atkinson", MENGPANEEL_TEXTS(atkinson), "1 - (sum_j sqrt(a_j/A b_j/B))^2 (weight 1/2)",
                    "Atkinson 1970; James and Taeuber 1985; Massey and Denton 1988", share, two_groups, 0.0,
                    1.0, true, nullptr, against_the_rest<atkinson_half>, bounds_of_atkinson},
    IndexDefinition{"P", MENGPANEEL_TEXTS(normalised_exposure),
                    "sum_m sum_j t_j (pi_jm - pi_m)^2 / (T (1 - pi_m))",
                    "James 1986; Reardon and Firebaugh 2002", share, whole, 0.0, 1.0, true,
                    normalised_exposure, nullptr, bounds_of_P},
    IndexDefinition{"R", MENGPANEEL_TEXTS(relative_diversity), "1 - sum_j t_j I_j / (T I)",
                    "Goodman and Kruskal 1954; Carlson 1992; Reardon and Firebaugh 2002", share, whole, 0.0,
                    1.0, true, relative_diversity, nullptr, bounds_of_R},
    IndexDefinition{"C", MENGPANEEL_TEXTS(squared_variation),
                    "sum_m sum_j t_j (pi_jm - pi_m)^2 / (T (K - 1) pi_m)", "Reardon and Firebaugh 2002",
                    share, whole, 0.0, 1.0, true, squared_variation, nullptr, bounds_of_C},
    IndexDefinition{"hutchens", MENGPANEEL_TEXTS(hutchens), "1 - sum_j sqrt(a_j/A b_j/B)",
                    "Hutchens 2001, 2004", share, two_groups, 0.0, 1.0, true, nullptr,
                    against_the_rest<hutchens>, bounds_of_hutchens},
    IndexDefinition{"entropy", MENGPANEEL_TEXTS(entropy), "- sum_m pi_m ln pi_m", "Theil 1971", nats, whole,
                    0.0, depends, false, entropy, nullptr, bounds_of_entropy},
    IndexDefinition{"isolation", MENGPANEEL_TEXTS(isolation), "sum_j (t_jm/t_m) (t_jm/t_j)",
                    "Bell 1954; Massey and Denton 1988", share, by_group, 0.0, 1.0, false, nullptr,
                    isolation_with_oneself, bounds_of_isolation},
    IndexDefinition{"isolation_others", MENGPANEEL_TEXTS(isolation_others),
                    "sum_j (t_jm/t_m) ((t_jm - 1)/(t_j - 1))", "Bell 1954", share, by_group, 0.0, 1.0, false,
                    nullptr, isolation_without_oneself, bounds_of_isolation_others},
    IndexDefinition{"eta2", MENGPANEEL_TEXTS(eta2), "(isolation_m - pi_m) / (1 - pi_m)",
                    "Bell 1954; Duncan and Duncan 1955", share, by_group, 0.0, 1.0, true, nullptr,
                    eta_squared, bounds_of_eta2},
    IndexDefinition{"exposure", MENGPANEEL_TEXTS(exposure), "sum_j (t_jm/t_m) (t_jn/t_j)",
                    "Lieberson 1981; Massey and Denton 1988", share, by_pair, 0.0, 1.0, false, nullptr,
                    exposure_with_oneself, bounds_of_exposure},
    IndexDefinition{"exposure_others", MENGPANEEL_TEXTS(exposure_others),
                    "sum_j (t_jm/t_m) ((t_jn - [m = n])/(t_j - 1))", "Bell 1954; Lieberson 1981", share,
                    by_pair, 0.0, 1.0, false, nullptr, exposure_without_oneself, bounds_of_exposure_others},
    IndexDefinition{"exposure_difference", MENGPANEEL_TEXTS(exposure_difference),
                    "mPm - nPm among the pupils of m and n", "Reardon and Owens 2014", share, by_pair, 0.0,
                    1.0, true, nullptr, pair_separation, bounds_of_exposure_difference},
};

#undef MENGPANEEL_TEXTS

std::size_t value_count(const IndexDefinition& index, const ContingencyTable& table) {
  switch (index.shape) {
    case whole:
      return 1;
    case two_groups:
      return table.groups() == 2 ? 1 : table.groups();
    case by_group:
      return table.groups();
    case by_pair:
      return std::size_t{table.groups()} * table.groups();
  }
  return 0;
}

}  // namespace

std::span<const IndexDefinition> all_indices() { return definitions; }

const IndexDefinition* find_index(std::string_view key) {
  for (const IndexDefinition& definition : definitions) {
    if (definition.key == key) {
      return &definition;
    }
  }
  return nullptr;
}

std::vector<IndexValue> evaluate(const IndexDefinition& index, const ContingencyTable& table) {
  if (index.shape == by_pair && table.groups() > pair_groups_max) {
    return {std::unexpected(Undefined::many_groups)};
  }
  if (index.unevenness) {
    std::expected<void, Undefined> possible = can_be_uneven(table);
    if (possible && table.occupied_units() == 1) {
      possible = std::unexpected(Undefined::one_unit);
    }
    if (!possible) {
      return std::vector<IndexValue>(value_count(index, table), std::unexpected(possible.error()));
    }
  }
  return index.shape == whole ? std::vector<IndexValue>{index.compute(table)} : index.compute_each(table);
}

std::vector<IndexBounds> evaluate_bounds(const IndexDefinition& index, const IntervalTable& table) {
  const std::vector<IndexValue> largest = evaluate(index, table.high);
  if (index.shape == by_pair && table.high.groups() > pair_groups_max) {
    return {std::unexpected(Undefined::many_groups)};
  }
  std::vector<IndexBounds> out(largest.size(), Bounds{});
  std::vector<IndexBounds> found;
  for (std::size_t place = 0; place < largest.size(); ++place) {
    if (!largest[place]) {
      out[place] = std::unexpected(largest[place].error());
      continue;
    }
    if (found.empty()) {
      found = index.bounds(table);
    }
    out[place] = found[place];
  }
  return out;
}

}  // namespace mengpaneel::measure

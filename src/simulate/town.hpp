// SPDX-License-Identifier: EUPL-1.2
#pragma once
// A town at the start of a round: schools, four-year-olds, wishes and claims, with where each of them comes
// from. Written as a round folder by io/round_writer.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/geography.hpp"
#include "base/hash.hpp"
#include "simulate/choice_model.hpp"

namespace mengpaneel::simulate {

/// A school with one programme.
struct TownSchool {
  std::string school_id{};
  std::string name{};
  std::string board_id{};
  std::string denomination{};
  std::string postcode{};
  base::GeoPoint point{};
  std::string_view
      site;  ///< what `point` is: "invented", "school" or "postcode" (the middle of its postcode area)
  std::uint32_t capacity = 0;
  std::uint32_t seats_vve = 0;    ///< at most the capacity
  std::uint32_t present = 0;      ///< pupils who are at the school now
  std::uint32_t present_low = 0;  ///< of them, of low SES
  bool citywide = false;          ///< serves the whole town, not a neighbourhood
};

struct TownPupil {
  std::string pupil_id{};
  std::string household_id{};  ///< shared by twins
  std::string postcode{};
  base::GeoPoint point{};
  std::string_view
      home;  ///< how `point` was made: "invented", "postcode" (near its middle) or "school" (near it)
  Ses ses = Ses::middle;
  bool vve = false;
  std::string born{};  ///< YYYY-MM-DD
};

enum class ClaimKind : std::uint8_t { preschool, sibling, staff };
[[nodiscard]] std::string_view claim_word(ClaimKind kind);
[[nodiscard]] std::string_view ses_word(Ses ses);

struct TownClaim {
  std::uint32_t pupil;
  std::uint32_t school;
  ClaimKind kind;
};

enum class TownOrigin : std::uint8_t {
  invented,  ///< everything is made up
  modelled,  ///< real schools and counted children; wishes, claims and SES are made up
};

/// What a reader of the town must be told.
struct Provenance {
  TownOrigin origin = TownOrigin::invented;
  std::string seed{};                   ///< 64 hexadecimal digits
  std::string source{};                 ///< of a modelled town
  std::string reference_date{};         ///< of a modelled town
  std::uint64_t children_low = 0;       ///< the counts say: from
  std::uint64_t children_high = 0;      ///< to
  std::uint64_t attended_first = 0;     ///< children who want most the school that they were counted at
  std::uint64_t homes_near_school = 0;  ///< their postcode has no point
  std::vector<std::string> schools_at_postcode;     ///< their site was not found
  std::vector<std::string> schools_without_intake;  ///< left out: nobody of that age
  std::vector<std::string>
      schools_without_place;  ///< left out, with the children there: no site, no postcode
  std::uint64_t children_without_place = 0;
};

struct Town {
  std::vector<TownSchool> schools;                 ///< by school_id
  std::vector<TownPupil> pupils;                   ///< by pupil_id
  std::vector<std::vector<std::uint32_t>> wishes;  ///< [pupils], schools, most wanted first
  std::vector<TownClaim> claims;                   ///< by pupil, school, kind
  Provenance provenance;
};

/// The bounds of a list's length, in schools. `with_sibling` is for a family that wants most the school where
/// it has an older child: many such families list no more than they must.
struct ListLengths {
  std::uint32_t minimum = 3;
  std::uint32_t maximum = 6;
  std::uint32_t with_sibling = 1;
};

/// Identifiers prefix + number for `count` things, the numbers 1 to count in random order, padded to equal
/// length: the number says nothing about the thing.
[[nodiscard]] std::vector<std::string> shuffled_identifiers(const base::RandomStream& random,
                                                            std::string_view prefix, std::uint32_t count);

/// How long a family's list is: between minimum and maximum, longer ones less often; `with_sibling` for six
/// out of ten families that want most the school of their older child. `number` is the family's.
[[nodiscard]] std::size_t list_length(const base::RandomStream& random, std::uint64_t number,
                                      bool wants_siblings_school, ListLengths lengths);

/// Puts pupils, with their wishes and claims, in order of pupil_id.
void sort_pupils(Town& town);

}  // namespace mengpaneel::simulate

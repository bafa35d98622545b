// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Small rounds under the rules of policies/, written as tables in the test, and the same rules with one of
// them taken out: a preset is right when its characteristic rule changes who gets the seat.

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "io/round_reader.hpp"
#include "place/freeze.hpp"
#include "place/outcome.hpp"

namespace mengpaneel::test {

/// The text of policies/NAME.toml.
std::string preset_text(const std::string& name);
/// Its rules; a failure when they do not parse.
place::Rules preset(const std::string& name);
/// The same with pieces of the text replaced, each of which must stand there once.
place::Rules changed(const std::string& name,
                     const std::vector<std::pair<std::string, std::string>>& replacements);

/// One fault a line: file:line code field value.
std::string shown(const base::ErrorList& errors);

struct Tables {
  std::string programmes;
  std::string pupils;
  std::string preferences = "pupil_id,rank,programme_id\n";
  std::string claims = "pupil_id,programme_id,claim\n";
  std::optional<std::string> distances{};
  std::optional<std::string> lottery{};

  /// `wishes`: programme_ids, most wanted first.
  Tables& wants(const std::string& pupil, const std::vector<std::string>& wishes);
  [[nodiscard]] io::RoundFiles files() const;
  [[nodiscard]] place::Round round() const;
};

/// A round under rules, placed with a seed of 32 times the same byte.
class PlacedRound {
 public:
  PlacedRound(const place::Rules& rules, const Tables& tables, std::uint8_t seed_byte = 0);
  PlacedRound(const std::string& preset_name, const Tables& tables, std::uint8_t seed_byte = 0)
      : PlacedRound(preset(preset_name), tables, seed_byte) {}

  /// The programme of a pupil; "-" when not placed.
  [[nodiscard]] std::string programme_of(const std::string& pupil) const;
  [[nodiscard]] std::string pool_of(const std::string& pupil) const;
  /// Everyone who got a seat at a programme, in the order of their bytes.
  [[nodiscard]] std::set<std::string> placed_at(const std::string& programme) const;
  [[nodiscard]] std::uint32_t pool(const std::string& programme, const std::string& name) const;
  /// The number of a pupil for the choice at `position` in her list.
  [[nodiscard]] std::uint64_t number(const std::string& pupil, std::uint32_t position = 0) const;
  /// The names of the programmes that the pupil's list holds in the end.
  [[nodiscard]] std::vector<std::string> list_of(const std::string& pupil) const;

  [[nodiscard]] const place::SeatTable& seats() const { return freeze_.frozen.seats; }
  [[nodiscard]] const place::FrozenTable& table() const { return freeze_.frozen.table; }
  [[nodiscard]] const place::Outcome& outcome() const { return outcome_; }
  [[nodiscard]] const place::FreezeResult& freeze() const { return freeze_; }

 private:
  place::FreezeResult freeze_;
  place::Outcome outcome_;
};

/// In how many of `draws` draws the pupil gets that programme.
inline constexpr int draws = 20;
int wins(const place::Rules& rules, const Tables& tables, const std::string& pupil,
         const std::string& programme);

/// What a rule does for a pupil: under `with` she always gets the programme, without it luck decides.
void expect_rule_decides(const place::Rules& with, const place::Rules& without, const Tables& tables,
                         const std::string& pupil, const std::string& programme);

}  // namespace mengpaneel::test

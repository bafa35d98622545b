// SPDX-License-Identifier: EUPL-1.2
#include "tests/presets/placed_round.hpp"

#include <filesystem>

#include "base/hash.hpp"
#include "io/policy_toml.hpp"
#include "tests/support/shared_data.hpp"

namespace mengpaneel::test {

namespace {

place::Rules parsed(const std::string& text, const std::string& name) {
  auto rules = io::parse_policy(text, name + ".toml");
  EXPECT_TRUE(rules.has_value()) << shown(rules.error());
  return rules.value_or(place::Rules{});
}

}  // namespace

std::string preset_text(const std::string& name) {
  return bytes_of(std::filesystem::path(MENGPANEEL_SOURCE_DIR) / "policies" / (name + ".toml"));
}

place::Rules preset(const std::string& name) { return parsed(preset_text(name), name); }

place::Rules changed(const std::string& name,
                     const std::vector<std::pair<std::string, std::string>>& replacements) {
  std::string text = preset_text(name);
  for (const auto& [before, after] : replacements) {
    const std::size_t at = text.find(before);
    if (at == std::string::npos || text.find(before, at + 1) != std::string::npos) {
      ADD_FAILURE() << name << " does not say once: " << before;
      continue;
    }
    text.replace(at, before.size(), after);
  }
  return parsed(text, name);
}

std::string shown(const base::ErrorList& errors) {
  std::string text;
  for (const base::Error& error : errors.shown()) {
    text += error.file + ":" + std::to_string(error.line) + " " +
            std::string(base::error_code_name(error.code)) + " " + error.field + " " + error.value + "\n";
  }
  return text;
}

Tables& Tables::wants(const std::string& pupil, const std::vector<std::string>& wishes) {
  for (std::size_t rank = 0; rank < wishes.size(); ++rank) {
    preferences += pupil + "," + std::to_string(rank + 1) + "," + wishes[rank] + "\n";
  }
  return *this;
}

io::RoundFiles Tables::files() const {
  io::RoundFiles files;
  files.programmes.bytes = programmes;
  files.pupils.bytes = pupils;
  files.preferences.bytes = preferences;
  files.claims.bytes = claims;
  files.distances.bytes = distances;
  files.lottery.bytes = lottery;
  return files;
}

place::Round Tables::round() const {
  auto round = io::parse_round(files());
  EXPECT_TRUE(round.has_value()) << shown(round.error());
  return round ? std::move(*round) : place::Round{};
}

PlacedRound::PlacedRound(const place::Rules& rules, const Tables& tables, std::uint8_t seed_byte) {
  auto result = place::freeze(tables.round(), rules);
  EXPECT_TRUE(result.has_value()) << shown(result.error());
  freeze_ = std::move(*result);
  base::Digest seed{};
  seed.fill(seed_byte);
  outcome_ = place::place(freeze_.frozen, seed);
}

std::string PlacedRound::programme_of(const std::string& pupil) const {
  const std::uint32_t choice = outcome_.placed_choice[table().pupils.find(pupil).value()];
  return choice == base::none ? "-"
                              : std::string(seats().programmes.name(
                                    static_cast<std::uint32_t>(table().choice_programme[choice])));
}

std::string PlacedRound::pool_of(const std::string& pupil) const {
  const std::uint32_t row = outcome_.placed_row[table().pupils.find(pupil).value()];
  return row == base::none ? "-" : std::string(seats().pool_name(table().row_pool[row]));
}

std::set<std::string> PlacedRound::placed_at(const std::string& programme) const {
  std::set<std::string> all;
  for (std::uint32_t pupil = 0; pupil < table().pupil_count(); ++pupil) {
    const std::string name(table().pupils.name(pupil));
    if (programme_of(name) == programme) {
      all.insert(name);
    }
  }
  return all;
}

std::uint32_t PlacedRound::pool(const std::string& programme, const std::string& name) const {
  const std::uint32_t index = seats().programmes.find(programme).value();
  for (std::uint32_t pool = seats().pool_begin[index]; pool < seats().pool_begin[index + 1]; ++pool) {
    if (seats().pool_name(pool) == name) {
      return pool;
    }
  }
  ADD_FAILURE() << programme << " has no pool " << name;
  return 0;
}

std::uint64_t PlacedRound::number(const std::string& pupil, std::uint32_t position) const {
  const std::uint32_t index = table().pupils.find(pupil).value();
  return outcome_.numbers.number(index, table().choice_begin[index] + position);
}

std::vector<std::string> PlacedRound::list_of(const std::string& pupil) const {
  const std::uint32_t index = table().pupils.find(pupil).value();
  std::vector<std::string> list;
  for (std::uint32_t choice = table().choice_begin[index]; choice < table().choice_begin[index + 1];
       ++choice) {
    list.emplace_back(seats().programmes.name(static_cast<std::uint32_t>(table().choice_programme[choice])));
  }
  return list;
}

int wins(const place::Rules& rules, const Tables& tables, const std::string& pupil,
         const std::string& programme) {
  int count = 0;
  for (std::uint8_t seed = 1; seed <= draws; ++seed) {
    count += PlacedRound(rules, tables, seed).programme_of(pupil) == programme ? 1 : 0;
  }
  return count;
}

void expect_rule_decides(const place::Rules& with, const place::Rules& without, const Tables& tables,
                         const std::string& pupil, const std::string& programme) {
  EXPECT_EQ(wins(with, tables, pupil, programme), draws) << pupil;
  EXPECT_LT(wins(without, tables, pupil, programme), draws) << pupil;
}

}  // namespace mengpaneel::test

// SPDX-License-Identifier: EUPL-1.2
#include "cli/place_report.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/hash.hpp"
#include "cli/provenance.hpp"
#include "cli/terminal.hpp"
#include "measure/indices/indices.hpp"

namespace mengpaneel::cli {

using base::texts::Argument;
using base::texts::format;
using base::texts::Language;
using base::texts::TextKey;

namespace {

constexpr std::size_t rank_bars_max = 8;
constexpr std::size_t bar_width = 40;
constexpr std::size_t tight_programmes_max = 5;
constexpr std::size_t notes_max = 5;

/// A programme that had to refuse pupils who wanted it more than what they got.
struct TightProgramme {
  std::uint32_t programme;
  std::uint64_t refused;
};

class Report {
 public:
  Report(const LoadedRound& round, const app::PlacedRound& placed, const Session& session)
      : round_(round),
        placed_(placed),
        summary_(placed.summary),
        frozen_(placed.frozen.freeze.frozen),
        language_(session.language),
        colour_(session.colour_output) {}

  std::string make(const std::string& outcome_folder) {
    title();
    counts();
    events();
    ranks();
    groups();
    together();
    tight_programmes();
    mixing();
    warnings();
    heading(TextKey::cli_place_files_title);
    line(text(TextKey::cli_place_files, {{"folder", printable(outcome_folder)}}));
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string text(TextKey key, std::initializer_list<Argument> arguments = {}) const {
    return format(language_, key, arguments);
  }
  [[nodiscard]] std::string number(std::uint64_t count) const { return count_text(count, language_); }
  void line(const std::string& words) { out_.append("  ").append(wrapped(words, 2)).append("\n"); }
  void heading(TextKey key) { bold("\n", text(key)); }
  void bold(std::string_view before, const std::string& words) {
    out_.append(before)
        .append(colour_ ? "\x1b[1m" : "")
        .append(words)
        .append(colour_ ? "\x1b[0m" : "")
        .append("\n");
  }

  void title();
  void counts();
  void events();
  void ranks();
  void groups();
  void together();
  void tight_programmes();
  void mixing();
  void warnings();
  [[nodiscard]] std::vector<TightProgramme> find_tight() const;
  [[nodiscard]] std::string last_admitted(std::uint32_t programme) const;
  [[nodiscard]] std::string name_of(std::uint32_t programme) const;

  const LoadedRound& round_;
  const app::PlacedRound& placed_;
  const place::Summary& summary_;
  const place::Frozen& frozen_;
  Language language_;
  bool colour_;
  std::string out_;
};

void Report::title() {
  const place::Rules& rules = round_.package.rules;
  bold("", printable(rules.name) + " " + printable(rules.version));
  line(mechanism_in_words(frozen_.seats.mechanism, language_));
  const std::string seed = base::to_hex(placed_.draw.seed);
  if (frozen_.table.given) {
    line(text(TextKey::cli_place_given_numbers));
  } else if (placed_.draw.is_rehearsal()) {
    line(text(TextKey::cli_place_rehearsal, {{"seed", seed.substr(0, 8) + "…" + seed.substr(56)}}));
  } else {
    line(text(TextKey::cli_place_real_draw, {{"count", std::to_string(placed_.draw.parties.size())},
                                             {"seed", seed.substr(0, 8) + "…" + seed.substr(56)}}));
  }
  out_.append(provenance_note(round_.provenance, language_));
}

void Report::counts() {
  heading(TextKey::cli_place_counts_title);
  Table table({{"", Align::left}, {"", Align::right}, {"", Align::right}});
  table.add_row({text(TextKey::cli_place_applied), number(summary_.pupils), ""});
  table.add_row({text(TextKey::cli_place_placed), number(summary_.placed),
                 percentage(summary_.placed, summary_.pupils)});
  table.add_row({text(TextKey::cli_place_unplaced), number(summary_.unplaced),
                 percentage(summary_.unplaced, summary_.pupils)});
  if (summary_.not_applied > 0) {
    table.add_row({text(TextKey::cli_place_not_applied), number(summary_.not_applied), ""});
  }
  out_.append(table.render());
  if (summary_.mean_metres) {
    line(text(TextKey::cli_place_mean_distance,
              {{"metres", decimal_text(*summary_.mean_metres, 0, language_)}}));
  }
}

void Report::events() {
  if (!summary_.events) {
    return;
  }
  const place::EventCount& count = *summary_.events;
  heading(TextKey::cli_place_events_title);
  line(text(TextKey::cli_place_events,
            {{"count", std::to_string(count.events)}, {"moves", std::to_string(count.moves)}}));
  if (count.over_seats > 0) {
    line(text(TextKey::cli_place_over_seats, {{"count", std::to_string(count.over_seats)}}));
  }
}

void Report::ranks() {
  if (summary_.pupils == 0) {
    return;
  }
  std::vector<std::pair<std::string, std::uint64_t>> bars;
  std::uint64_t later = 0;
  for (const auto& [rank, count] : summary_.by_rank) {
    if (bars.size() < rank_bars_max) {
      bars.emplace_back(text(TextKey::cli_place_rank, {{"rank", std::to_string(rank)}}), count);
    } else {
      later += count;
    }
  }
  if (later > 0) {
    bars.emplace_back(text(TextKey::cli_place_rank_later), later);
  }
  bars.emplace_back(text(TextKey::cli_place_unplaced), summary_.unplaced);
  std::uint64_t most = 1;
  for (const auto& [label, count] : bars) {
    most = std::max(most, count);
  }
  heading(TextKey::cli_place_ranks_title);
  Table table({{"", Align::left}, {"", Align::right}, {"", Align::right}, {"", Align::left}});
  for (const auto& [label, count] : bars) {
    table.add_row({label, number(count), percentage(count, summary_.pupils),
                   bar(static_cast<double>(count) / static_cast<double>(most), bar_width)});
  }
  out_.append(table.render());
}

void Report::groups() {
  std::vector<const place::GroupCount*> bands;
  for (const place::GroupCount& group : summary_.by_attribute) {
    if (group.column == "ses") {
      bands.push_back(&group);
    }
  }
  if (bands.empty()) {
    return;
  }
  constexpr std::array<std::pair<std::string_view, TextKey>, 4> known{
      {{"low", TextKey::cli_place_ses_low},
       {"middle", TextKey::cli_place_ses_middle},
       {"high", TextKey::cli_place_ses_high},
       {"", TextKey::cli_place_ses_unknown}}};
  const auto order = [&known](const place::GroupCount* group) {
    return std::ranges::find(known, group->value, &std::pair<std::string_view, TextKey>::first) -
           known.begin();
  };
  std::ranges::stable_sort(bands, {}, order);
  heading(TextKey::cli_place_ses_title);
  Table table({{text(TextKey::cli_place_ses_column), Align::left},
               {text(TextKey::cli_place_applied_column), Align::right},
               {text(TextKey::cli_place_placed_column), Align::right},
               {text(TextKey::cli_place_first_column), Align::right}});
  for (const place::GroupCount* group : bands) {
    const auto* const entry =
        std::ranges::find(known, group->value, &std::pair<std::string_view, TextKey>::first);
    table.add_row({entry == known.end() ? printable(group->value) : text(entry->second),
                   number(group->pupils), percentage(group->placed, group->pupils),
                   percentage(group->first_choice, group->pupils)});
  }
  out_.append(table.render());
}

/// Who applied together, by kind.
void Report::together() {
  if (summary_.groups.empty()) {
    return;
  }
  heading(TextKey::cli_place_groups_title);
  Table table({{text(TextKey::cli_place_groups_column), Align::left},
               {text(TextKey::cli_place_applied_column), Align::right},
               {text(TextKey::cli_place_together_column), Align::right},
               {text(TextKey::cli_place_separated_column), Align::right},
               {text(TextKey::cli_place_unplaced), Align::right}});
  for (const auto& [kind, count] : summary_.groups) {
    table.add_row({printable(kind), number(count.groups), percentage(count.together, count.groups),
                   percentage(count.separated, count.groups), percentage(count.unplaced, count.groups)});
  }
  out_.append(table.render());
}

std::vector<TightProgramme> Report::find_tight() const {
  const place::FrozenTable& table = frozen_.table;
  std::vector<std::uint64_t> refused(frozen_.seats.programmes.size(), 0);
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    for (std::uint32_t choice = table.choice_begin[pupil]; choice < table.choice_begin[pupil + 1]; ++choice) {
      if (choice == placed_.outcome.placed_choice[pupil]) {
        break;
      }
      const bool is_eligible = table.row_begin[choice] != table.row_begin[choice + 1];
      refused[base::to_size(table.choice_programme[choice])] += is_eligible ? 1 : 0;
    }
  }
  std::vector<TightProgramme> tight;
  for (std::uint32_t programme = 0; programme < refused.size(); ++programme) {
    if (refused[programme] > 0) {
      tight.push_back({programme, refused[programme]});
    }
  }
  std::ranges::stable_sort(tight, std::ranges::greater(), &TightProgramme::refused);
  return tight;
}

std::string Report::name_of(std::uint32_t programme) const {
  const place::TextColumn* names = round_.package.round.programmes.columns.find("name");
  const std::string_view name = names == nullptr ? std::string_view() : names->text(programme);
  return printable(name.empty() ? frozen_.seats.programmes.name(programme) : name);
}

/// Of the last pool that is full: the class of the last pupil admitted, and her number.
std::string Report::last_admitted(std::uint32_t programme) const {
  const place::SeatTable& seats = frozen_.seats;
  const std::uint32_t pools_of_programme = seats.pool_begin[programme + 1] - seats.pool_begin[programme];
  for (std::uint32_t back = frozen_.stage_count() * pools_of_programme; back-- > 0;) {
    const std::uint32_t stage = back / pools_of_programme;
    const std::uint32_t pool = seats.pool_begin[programme] + back % pools_of_programme;
    const place::PoolOutcome& outcome = placed_.outcome.pools[stage * seats.pools.size() + pool];
    if (outcome.last_row == base::none) {
      continue;
    }
    const std::vector<std::string>& names = frozen_.class_names[pool];
    const std::size_t index = frozen_.table.row_class[outcome.last_row];
    const std::string_view name = index < names.size() ? std::string_view(names[index]) : place::other_class;
    const std::string lot =
        base::to_hex(placed_.outcome.numbers.number(outcome.last_pupil, outcome.last_choice));
    const std::string shown =
        name == place::other_class ? text(TextKey::cli_place_other_class) : printable(name);
    return text(TextKey::cli_place_last_admitted, {{"class", shown}, {"lot", lot.substr(0, 4)}});
  }
  return "–";
}

void Report::tight_programmes() {
  const std::vector<TightProgramme> tight = find_tight();
  if (tight.empty()) {
    return;
  }
  heading(TextKey::cli_place_tight_title);
  Table table({{text(TextKey::cli_place_school_column), Align::left},
               {text(TextKey::cli_place_seats_column), Align::right},
               {text(TextKey::cli_place_filled_column), Align::right},
               {text(TextKey::cli_place_refused_column), Align::right},
               {text(TextKey::cli_place_last_column), Align::left}});
  for (const TightProgramme& entry : tight) {
    if (&entry - tight.data() == tight_programmes_max) {
      break;
    }
    std::uint64_t filled = 0;
    for (std::size_t stage = 0; stage < frozen_.stage_count(); ++stage) {
      for (std::uint32_t pool = frozen_.seats.pool_begin[entry.programme];
           pool < frozen_.seats.pool_begin[entry.programme + 1]; ++pool) {
        filled += placed_.outcome.pools[stage * frozen_.seats.pools.size() + pool].filled;
      }
    }
    const std::uint32_t capacity = frozen_.seats.capacity[entry.programme];
    table.add_row({name_of(entry.programme), capacity == base::no_limit ? "∞" : number(capacity),
                   number(filled), number(entry.refused), last_admitted(entry.programme)});
  }
  out_.append(table.render());
  line(text(TextKey::cli_place_tight_count,
            {{"count", std::to_string(tight.size())}, {"total", number(frozen_.seats.programmes.size())}}));
}

void Report::mixing() {
  if (summary_.ses_indices.empty()) {
    return;
  }
  heading(TextKey::cli_place_mixing_title);
  for (const place::IndexValue& index : summary_.ses_indices) {
    const measure::IndexDefinition* definition = measure::find_index(index.key);
    if (definition == nullptr) {
      continue;
    }
    if (index.value) {
      line(format(language_, definition->name) + ": " + decimal_text(*index.value, 3, language_) + ". " +
           format(language_, definition->meaning));
    } else {
      line(format(language_, definition->name) + ": " +
           text(index.reason == "no_pupils"   ? TextKey::indices_undefined_no_pupils
                : index.reason == "one_group" ? TextKey::indices_undefined_one_group
                                              : TextKey::cli_place_index_undefined));
    }
  }
  if (summary_.ses_unknown > 0) {
    line(text(TextKey::cli_place_ses_missing, {{"count", std::to_string(summary_.ses_unknown)}}));
  }
}

void Report::warnings() {
  std::vector<std::string> warnings;
  const auto add = [&](TextKey key, std::uint64_t count) {
    if (count > 0) {
      warnings.push_back(text(key, {{"count", std::to_string(count)}}));
    }
  };
  add(TextKey::cli_place_short_lists, summary_.short_lists);
  add(TextKey::cli_place_appended, placed_.frozen.freeze.appended_choices);
  add(TextKey::cli_place_above_capacity, summary_.above_capacity);
  add(TextKey::cli_place_blocking, summary_.blocking_pairs);
  add(TextKey::cli_place_blocking_groups, summary_.blocking_groups.size());
  add(TextKey::cli_place_wasted, summary_.wasted_seats);
  add(TextKey::cli_place_improvable, summary_.improvable);
  if (frozen_.seats.mechanism != round_.package.rules.mechanism) {
    warnings.push_back(text(TextKey::cli_place_other_mechanism,
                            {{"mechanism", mechanism_in_words(round_.package.rules.mechanism, language_)}}));
  }
  const std::vector<std::string>& notes = round_.package.notes;
  for (std::size_t index = 0; index < std::min(notes.size(), notes_max); ++index) {
    warnings.push_back(text(TextKey::cli_place_unused_column, {{"column", printable(notes[index])}}));
  }
  if (warnings.empty()) {
    return;
  }
  heading(TextKey::cli_place_warnings_title);
  for (const std::string& warning : warnings) {
    out_.append("  - ").append(wrapped(warning, 4)).append("\n");
  }
}

}  // namespace

std::string mechanism_in_words(place::Mechanism mechanism, Language language) {
  switch (mechanism.kind) {
    case place::Mechanism::deferred_acceptance:
      return format(language, TextKey::cli_mechanism_deferred_acceptance);
    case place::Mechanism::immediate_acceptance:
      return format(language, TextKey::cli_mechanism_immediate_acceptance);
    case place::Mechanism::serial_dictatorship:
      return format(language, TextKey::cli_mechanism_serial_dictatorship);
    case place::Mechanism::school_proposing:
      return format(language, TextKey::cli_mechanism_school_proposing);
    case place::Mechanism::top_trading_cycles:
      return format(language, TextKey::cli_mechanism_top_trading_cycles);
    case place::Mechanism::stable_improvement_cycles:
      return format(language, TextKey::cli_mechanism_stable_improvement_cycles);
    case place::Mechanism::parallel:
      return format(language, TextKey::cli_mechanism_parallel, {{"band", std::to_string(mechanism.band)}});
    default:
      break;
  }
  return place::mechanism_name(mechanism);
}

std::string place_report(const LoadedRound& round, const app::PlacedRound& placed,
                         const std::string& outcome_folder, const Session& session) {
  return Report(round, placed, session).make(outcome_folder);
}

}  // namespace mengpaneel::cli

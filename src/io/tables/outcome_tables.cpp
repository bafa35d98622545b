// SPDX-License-Identifier: EUPL-1.2
#include "io/tables/outcome_tables.hpp"

#include <algorithm>
#include <array>

#include "base/hash.hpp"
#include "io/csv/writer.hpp"
#include "io/tables/frozen_tables.hpp"

namespace mengpaneel::io::tables {

namespace {

/// A number as families see it: hexadecimal when drawn, decimal when a notary gave it.
void write_number(csv::Writer& writer, const place::FrozenTable& table, std::uint64_t number) {
  if (table.given) {
    writer.field(number);
    return;
  }
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<char, 16> hex;
  for (std::size_t position = 16; position-- > 0; number >>= 4U) {
    hex[position] = digits[number & 15U];
  }
  writer.plain({hex.data(), hex.size()});
}

std::string_view class_name(const place::Frozen& frozen, std::uint32_t pool, std::uint16_t class_index) {
  return pool < frozen.class_names.size() && class_index < frozen.class_names[pool].size()
             ? std::string_view(frozen.class_names[pool][class_index])
             : std::string_view();
}

/// class_index, class, order, number of a row.
void write_key(csv::Writer& writer, const place::Frozen& frozen, const place::Outcome& outcome,
               std::uint32_t row, std::uint32_t pupil, std::uint32_t choice) {
  const place::FrozenTable& table = frozen.table;
  writer.field(table.row_class[row]).field(class_name(frozen, table.row_pool[row], table.row_class[row]));
  writer.field(table.row_order[row]);
  write_number(writer, table, outcome.numbers.number(pupil, choice));
}

void write_cutoff(csv::Writer& writer, const place::Frozen& frozen, const place::Outcome& outcome,
                  std::size_t pool) {
  const place::PoolOutcome& last = outcome.pools[pool];
  if (last.last_row == base::none) {
    writer.empty().empty().empty().empty();
  } else {
    write_key(writer, frozen, outcome, last.last_row, last.last_pupil, last.last_choice);
  }
}

void write_pool(csv::Writer& writer, const place::Frozen& frozen, const place::Outcome& outcome,
                std::uint32_t programme, std::uint32_t pool, std::uint32_t stage) {
  const std::size_t index = stage * frozen.seats.pools.size() + pool;
  const place::PoolOutcome& result = outcome.pools[index];
  writer.field(frozen.seats.programmes.name(programme)).field(frozen.seats.pool_name(pool));
  if (frozen.seats.pools[pool].as_needed) {
    writer.plain("as-needed");
  } else if (result.seats == base::no_limit) {
    writer.empty();
  } else {
    writer.field(result.seats);
  }
  writer.field(result.filled);
  write_cutoff(writer, frozen, outcome, index);
}

std::string_view decision_word(place::DecisionWord word) {
  switch (word) {
    case place::DecisionWord::placed:
      return "placed";
    case place::DecisionWord::rejected:
      return "rejected";
    case place::DecisionWord::not_needed:
      return "not-needed";
    case place::DecisionWord::group_incomplete:
      return "group-incomplete";
    case place::DecisionWord::withdrawn:
      return "withdrawn";
  }
  __builtin_unreachable();
}

/// Writes the decision rows of one pupil and programme.
class DecisionWriter {
 public:
  DecisionWriter(const place::Frozen& frozen, const place::Outcome& outcome, std::string& out)
      : frozen_(frozen), outcome_(outcome), writer_(out) {
    // A cut-off stands in every row of its pool: its text is made once.
    cutoffs_.resize(outcome.pools.size());
    for (std::size_t pool = 0; pool < cutoffs_.size(); ++pool) {
      csv::Writer cutoff(cutoffs_[pool]);
      write_cutoff(cutoff, frozen, outcome, pool);
    }
  }

  void write(std::uint32_t pupil, std::uint32_t choice) {
    const place::FrozenTable& table = frozen_.table;
    rows_.clear();
    for (std::uint32_t row = table.row_begin[choice]; row < table.row_begin[choice + 1]; ++row) {
      rows_.push_back(row);
    }
    if (rows_.empty()) {
      write_start(pupil, choice);
      writer_.empty().plain("not-eligible");
      for (int column = 0; column < 9; ++column) {
        writer_.empty();
      }
      writer_.end_row();
      return;
    }
    if (rows_.size() > 1) {
      std::ranges::sort(rows_, {},
                        [&](std::uint32_t row) { return frozen_.seats.pool_name(table.row_pool[row]); });
    }
    for (const std::uint32_t row : rows_) {
      write_start(pupil, choice);
      writer_.field(frozen_.seats.pool_name(table.row_pool[row]))
          .plain(decision_word(decision(outcome_, pupil, choice, row)));
      write_key(writer_, frozen_, outcome_, row, pupil, choice);
      writer_.plain(cutoffs_[table.stage_of(choice) * frozen_.seats.pools.size() + table.row_pool[row]]);
      if (outcome_.waiting_position[row] == 0) {
        writer_.empty();
      } else {
        writer_.field(outcome_.waiting_position[row]);
      }
      writer_.end_row();
    }
  }

 private:
  void write_start(std::uint32_t pupil, std::uint32_t choice) {
    const auto programme = static_cast<std::uint32_t>(frozen_.table.choice_programme[choice]);
    writer_.field(frozen_.table.pupils.name(pupil)).field(frozen_.seats.programmes.name(programme));
    writer_.field(frozen_.table.choice_rank[choice]);
  }

  const place::Frozen& frozen_;
  const place::Outcome& outcome_;
  csv::Writer writer_;
  std::vector<std::string> cutoffs_;
  std::vector<std::uint32_t> rows_;
};

}  // namespace

std::string write_placements(const place::Frozen& frozen, const place::Outcome& outcome) {
  const place::FrozenTable& table = frozen.table;
  std::string out = "pupil_id,programme_id,rank,pool\n";
  out.reserve(out.size() + table.pupil_count() * std::size_t{32});
  csv::Writer writer(out);
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    writer.field(table.pupils.name(pupil));
    if (outcome.placed_row[pupil] == base::none) {
      writer.empty().empty().empty().end_row();
      continue;
    }
    const std::uint32_t choice = outcome.placed_choice[pupil];
    writer.field(frozen.seats.programmes.name(static_cast<std::uint32_t>(table.choice_programme[choice])));
    writer.field(table.choice_rank[choice]);
    writer.field(frozen.seats.pool_name(table.row_pool[outcome.placed_row[pupil]])).end_row();
  }
  return out;
}

std::string write_decisions(const place::Frozen& frozen, const place::Outcome& outcome) {
  const place::FrozenTable& table = frozen.table;
  std::string out =
      "pupil_id,programme_id,rank,pool,outcome,class_index,class,order,lottery,cutoff_class_index,cutoff_"
      "class,"
      "cutoff_order,cutoff_lottery,waiting_position\n";
  out.reserve(out.size() + table.row_pool.size() * 110);
  DecisionWriter writer(frozen, outcome, out);
  std::vector<std::uint32_t> choices;
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    choices.clear();
    for (std::uint32_t choice = table.choice_begin[pupil]; choice < table.choice_begin[pupil + 1]; ++choice) {
      choices.push_back(choice);
    }
    // Programmes are numbered in the order of their bytes.
    std::ranges::sort(choices, {}, [&](std::uint32_t choice) { return table.choice_programme[choice]; });
    for (const std::uint32_t choice : choices) {
      writer.write(pupil, choice);
    }
  }
  return out;
}

std::string write_cutoffs(const place::Frozen& frozen, const place::Outcome& outcome) {
  const bool staged = frozen.stage_count() > 1;
  std::string out = "programme_id,pool,seats,filled,class_index,class,order,lottery";
  out.append(staged ? ",stage\n" : "\n");
  csv::Writer writer(out);
  const std::vector<std::uint32_t> by_name = pools_by_name(frozen.seats);
  for (std::uint32_t programme = 0; programme + 1 < frozen.seats.pool_begin.size(); ++programme) {
    for (std::uint32_t index = frozen.seats.pool_begin[programme];
         index < frozen.seats.pool_begin[programme + 1]; ++index) {
      for (std::uint32_t stage = 0; stage < frozen.stage_count(); ++stage) {
        write_pool(writer, frozen, outcome, programme, by_name[index], stage);
        if (staged) {
          writer.field(stage + 1);
        }
        writer.end_row();
      }
    }
  }
  return out;
}

std::string write_waiting_lists(const place::Frozen& frozen, const place::Outcome& outcome) {
  std::string out = "programme_id,pool,position,pupil_id\n";
  csv::Writer writer(out);
  const std::vector<std::uint32_t> by_name = pools_by_name(frozen.seats);
  if (outcome.waiting.empty()) {
    return out;
  }
  for (std::uint32_t programme = 0; programme + 1 < frozen.seats.pool_begin.size(); ++programme) {
    for (std::uint32_t index = frozen.seats.pool_begin[programme];
         index < frozen.seats.pool_begin[programme + 1]; ++index) {
      const std::uint32_t pool = by_name[index];
      std::uint32_t position = 0;
      for (std::uint32_t entry = outcome.waiting_begin[pool]; entry < outcome.waiting_begin[pool + 1];
           ++entry) {
        writer.field(frozen.seats.programmes.name(programme)).field(frozen.seats.pool_name(pool));
        writer.field(++position).field(frozen.table.pupils.name(outcome.waiting[entry].pupil)).end_row();
      }
    }
  }
  return out;
}

}  // namespace mengpaneel::io::tables

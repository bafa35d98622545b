// SPDX-License-Identifier: EUPL-1.2
#include "io/tables/summary_json.hpp"

#include <string>
#include <string_view>

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "measure/indices/indices.hpp"

namespace mengpaneel::io::tables {

namespace {

void write_counts(base::JsonWriter& json, const place::Summary& summary) {
  // The files count everyone in pupils.csv, as placements.csv has a row for everyone.
  json.key("pupils").number(summary.pupils + summary.not_applied);
  json.key("placed").number(summary.placed);
  json.key("unplaced").number(summary.unplaced + summary.not_applied);
  json.key("not_applied").number(summary.not_applied);
  json.key("by_rank").begin_object();
  for (const auto& [rank, placed] : summary.by_rank) {
    json.key(std::to_string(rank)).number(placed);
  }
  json.end_object();
}

/// Groups of one attribute stand together in the summary.
void write_by_attribute(base::JsonWriter& json, const place::Summary& summary) {
  json.key("by_attribute").begin_object();
  for (std::size_t begin = 0; begin < summary.by_attribute.size();) {
    const std::string& column = summary.by_attribute[begin].column;
    json.key(column).begin_object();
    for (; begin < summary.by_attribute.size() && summary.by_attribute[begin].column == column; ++begin) {
      const place::GroupCount& group = summary.by_attribute[begin];
      json.key(group.value).begin_object();
      json.key("pupils").number(group.pupils);
      json.key("placed").number(group.placed);
      json.key("first_choice").number(group.first_choice);
      json.end_object();
    }
    json.end_object();
  }
  json.end_object();
}

void write_by_board(base::JsonWriter& json, const place::Summary& summary) {
  json.key("by_board").begin_object();
  for (const place::BoardCount& board : summary.by_board) {
    json.key(board.board_id).begin_object();
    json.key("seats").number(board.seats).key("placed").number(board.placed);
    json.end_object();
  }
  json.end_object();
}

void write_groups(base::JsonWriter& json, const place::Summary& summary) {
  json.key("groups").begin_object();
  for (const auto& [kind, count] : summary.groups) {
    json.key(kind).begin_object();
    json.key("groups").number(count.groups).key("together").number(count.together);
    json.key("separated").number(count.separated).key("unplaced").number(count.unplaced).end_object();
  }
  json.end_object();
}

void write_events(base::JsonWriter& json, const place::EventCount& count) {
  json.key("events").begin_object();
  json.key("events").number(count.events).key("withdrawn").number(count.withdrawn);
  json.key("accepted").number(count.accepted).key("entered").number(count.entered);
  json.key("moves").number(count.moves).key("over_seats").number(count.over_seats).end_object();
}

void write_index(base::JsonWriter& json, const place::IndexValue& index) {
  json.key(index.key).begin_object();
  json.key("value");
  if (index.value) {
    json.decimal(*index.value, 6);
  } else {
    json.null().key("reason").text(index.reason);
  }
  if (const measure::IndexDefinition* definition = measure::find_index(index.key)) {
    json.key("definition").begin_object();
    for (std::size_t language = 0; language < base::texts::language_count; ++language) {
      json.key(base::texts::language_names[language]);
      json.text(base::texts::format(static_cast<base::texts::Language>(language), definition->meaning));
    }
    json.end_object();
  }
  json.end_object();
}

void write_ses(base::JsonWriter& json, const place::Summary& summary) {
  json.key("ses").begin_object();
  json.key("unit").text("school_id");
  json.key("unknown").number(summary.ses_unknown);
  for (const place::IndexValue& index : summary.ses_indices) {
    write_index(json, index);
  }
  json.end_object();
}

}  // namespace

std::string write_summary(const place::Summary& summary, const SummaryMeta& meta) {
  std::string out;
  base::JsonWriter json(out);
  json.begin_object();
  json.key("format").number(1);
  json.key("rehearsal").boolean(meta.rehearsal);
  json.key("mechanism").text(meta.mechanism);
  write_counts(json, summary);
  write_by_attribute(json, summary);
  write_by_board(json, summary);
  json.key("blocking_pairs").number(summary.blocking_pairs);
  json.key("blocking_groups").begin_array();
  for (const std::string& group : summary.blocking_groups) {
    json.text(group);
  }
  json.end_array();
  if (!summary.groups.empty()) {
    write_groups(json, summary);
  }
  json.key("wasted_seats").number(summary.wasted_seats);
  json.key("improvable").number(summary.improvable);
  json.key("above_capacity").number(summary.above_capacity);
  json.key("short_lists").number(summary.short_lists);
  json.key("mean_metres");
  if (summary.mean_metres) {
    json.decimal(*summary.mean_metres, 1);
  } else {
    json.null();
  }
  write_ses(json, summary);
  if (summary.events) {
    write_events(json, *summary.events);
  }
  json.end_object();
  out.push_back('\n');
  return out;
}

}  // namespace mengpaneel::io::tables

// SPDX-License-Identifier: EUPL-1.2
#include "io/open_data/mapping.hpp"

#include <array>
#include <utility>

#include "io/open_data/cell_text.hpp"
#include "io/toml_reader.hpp"

namespace mengpaneel::io::open_data {

namespace {

using base::ErrorCode;

struct MappedField {
  std::string_view key;
  Role role;
  Field field;
};

constexpr std::array mapped_fields{MappedField{"year", Role::date, Field::year},
                                   MappedField{"institution", Role::institution, Field::site_id},
                                   MappedField{"site_id", Role::site, Field::site_id},
                                   MappedField{"area_id", Role::area_code, Field::area_id},
                                   MappedField{"home_postcode", Role::home_postcode, Field::home_postcode},
                                   MappedField{"home_area_id", Role::as_is, Field::home_area_id},
                                   MappedField{"name", Role::as_is, Field::name},
                                   MappedField{"school_kind", Role::as_is, Field::school_kind},
                                   MappedField{"denomination", Role::as_is, Field::denomination},
                                   MappedField{"board_id", Role::as_is, Field::board_id},
                                   MappedField{"postcode", Role::postcode, Field::postcode},
                                   MappedField{"municipality", Role::as_is, Field::municipality},
                                   MappedField{"unit_total", Role::total, Field::unit_total}};

class MappingReader {
 public:
  MappingReader(const TomlValue& root, TomlFaults& faults, const KindRecord& base)
      : root_(root, {}, faults), faults_(faults) {
    out_->kind = base;
    out_->kind.columns.clear();
  }

  std::shared_ptr<const Mapping> read() {
    if (const auto format = root_.whole_number("format", 1, 1); !format) {
      static_cast<void>(root_.require("format", "1"));
    }
    if (const TomlValue* source = section("source", "title, definition")) {
      read_source(*source);
    }
    if (const TomlValue* columns = section("columns", "site_id | area_id")) {
      read_columns(*columns);
    }
    if (const TomlValue* groups = root_.table("groups")) {
      read_groups(*groups);
    } else if (out_->kind.group_names.empty()) {
      root_.add(ErrorCode::key_missing, root_.at(), "groups", {}, "[groups] | columns.group, columns.count");
    }
    if (const TomlValue* counts = root_.table("counts")) {
      read_counts(*counts);
    }
    root_.finish();
    return out_;
  }

 private:
  std::string_view keep(std::string text) { return out_->texts.emplace_back(std::move(text)); }

  const TomlValue* section(std::string_view key, std::string expected) {
    return root_.require(key, std::move(expected)) == nullptr ? nullptr : root_.table(key);
  }

  void read_source(const TomlValue& table) {
    TomlReader source(table, "source", faults_);
    const auto text = [&](std::string_view key) {
      const std::optional<std::string> value = source.text(key);
      if (!value) {
        static_cast<void>(source.require(key, "\"..\""));
      }
      return keep(value.value_or(std::string()));
    };
    out_->kind.source = text("title");
    out_->kind.definition = text("definition");
    constexpr std::array<TomlWord<Unit>, 2> units{{{"sites", Unit::sites}, {"areas", Unit::areas}}};
    out_->kind.unit = source.one_of("unit", units).value_or(Unit::sites);
    out_->year = source.whole_number("year", 1900, 2099);
    out_->geography_year = source.whole_number("geography_year", 1900, 2099);
    source.finish();
  }

  void read_columns(const TomlValue& table) {
    TomlReader columns(table, "columns", faults_);
    const Field key = out_->kind.unit == Unit::sites ? Field::site_id : Field::area_id;
    for (const MappedField& mapped : mapped_fields) {
      if (const std::optional<std::string> theirs = columns.text(mapped.key)) {
        out_->kind.columns.push_back({.role = mapped.role,
                                      .field = mapped.field,
                                      .required = true,
                                      .names = {keep(canonical_header(*theirs))}});
      } else if (mapped.field == key && mapped.role != Role::institution) {
        static_cast<void>(columns.require(mapped.key, "\"..\""));
      }
    }
    const std::optional<std::string> group = columns.text("group");
    const std::optional<std::string> count = columns.text("count");
    if (group.has_value() != count.has_value()) {
      static_cast<void>(columns.require(group ? "count" : "group", "\"..\""));
    } else if (group) {
      out_->kind.group_names = {keep(canonical_header(*group))};
      out_->kind.count_names = {keep(canonical_header(*count))};
    }
    columns.finish();
  }

  /// The members of a table of words, all of which are texts.
  template <typename Use>
  void words(const TomlValue& table, std::string_view name, const Use& use) {
    for (const TomlMember& member : table.members) {
      if (member.value.kind != TomlKind::string || member.value.text.empty()) {
        faults_.add(ErrorCode::key_wrong_type, member.value.at, std::string(name) + "." + member.key,
                    toml_value_text(member.value), "\"..\"");
      } else {
        use(member);
      }
    }
  }

  void read_groups(const TomlValue& table) {
    words(table, "groups", [this](const TomlMember& member) {
      const std::string_view ours = keep(member.value.text);
      if (out_->kind.group_names.empty()) {
        out_->kind.categories.push_back({.category = ours, .names = {keep(canonical_header(member.key))}});
      } else {
        out_->kind.group_words.push_back({keep(member.key), ours});
      }
    });
  }

  void read_counts(const TomlValue& table) {
    words(table, "counts", [this](const TomlMember& member) {
      if (!count_of(member.value.text)) {
        faults_.add(ErrorCode::not_an_allowed_word, member.value.at, "counts." + member.key,
                    member.value.text, "LOW..HIGH");
        return;
      }
      out_->kind.count_words.push_back({keep(member.key), keep(member.value.text)});
    });
  }

  std::shared_ptr<Mapping> out_ = std::make_shared<Mapping>();
  TomlReader root_;
  TomlFaults& faults_;
};

}  // namespace

base::Result<std::shared_ptr<const Mapping>> read_mapping(std::string_view bytes, const std::string& file,
                                                          const KindRecord& base) {
  const base::Result<TomlValue> root = parse_toml(bytes, file);
  if (!root) {
    return std::unexpected(root.error());
  }
  TomlFaults faults(file);
  std::shared_ptr<const Mapping> mapping = MappingReader(*root, faults, base).read();
  if (!faults.empty()) {
    return std::unexpected(faults.take());
  }
  return mapping;
}

}  // namespace mengpaneel::io::open_data

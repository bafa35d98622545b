// SPDX-License-Identifier: EUPL-1.2
#include "io/open_data/kinds.hpp"

#include <algorithm>
#include <array>

namespace mengpaneel::io::open_data {

using base::texts::TextKey;

namespace {

constexpr std::array<std::string_view, field_count> field_names{
    "year",  "site_id",         "area_id",      "home_postcode",     "home_area_id", "name",
    "level", "school_kind",     "denomination", "board_id",          "street",       "postcode",
    "town",  "municipality_id", "municipality", "home_municipality", "province",     "unit_total"};

InputColumn as_is(Field field, std::vector<std::string_view> names, bool required = false) {
  return {.role = Role::as_is, .field = field, .required = required, .names = std::move(names)};
}

InputColumn date(bool required, std::vector<std::string_view> names) {
  return {.role = Role::date, .field = Field::year, .required = required, .names = std::move(names)};
}

/// A site as DUO identifies it, under every name that its tables gave the two codes.
void append_site(std::vector<InputColumn>& columns) {
  columns.push_back({.role = Role::institution,
                     .field = Field::site_id,
                     .required = false,
                     .names = {"INSTELLINGSCODE", "BRIN_NUMMER", "BRINNUMMER", "BRIN", "INSTELLING"}});
  columns.push_back({.role = Role::site,
                     .field = Field::site_id,
                     .required = true,
                     .names = {"VESTIGINGSCODE", "VESTIGINGSNUMMER", "BRIN_VESTIGINGSNUMMER", "VESTIGING",
                               "BRIN6", "BRINVESTIGING", "OVT", "OVT_CODE", "OVTCODE"}});
}

/// Whatever else DUO's tables say of a site.
std::vector<InputColumn> site_columns(std::vector<InputColumn> first) {
  append_site(first);
  first.push_back(as_is(Field::name, {"INSTELLINGSNAAM_VESTIGING", "VESTIGINGSNAAM", "NAAM_VESTIGING",
                                      "INSTELLINGSNAAM", "NAAM", "SCHOOLNAAM"}));
  first.push_back(
      as_is(Field::school_kind, {"SOORT_PO", "TYPE_PO", "SOORT_PRIMAIR_ONDERWIJS", "ONDERWIJSSTRUCTUUR"}));
  first.push_back(as_is(Field::denomination, {"DENOMINATIE_VESTIGING", "DENOMINATIE"}));
  first.push_back(as_is(Field::board_id, {"BEVOEGD_GEZAG_NUMMER", "BEVOEGD_GEZAGNUMMER", "BEVOEGD_GEZAG"}));
  first.push_back({.role = Role::postcode,
                   .field = Field::postcode,
                   .required = false,
                   .names = {"POSTCODE_VESTIGING", "POSTCODE"}});
  first.push_back(as_is(Field::town, {"PLAATSNAAM", "PLAATSNAAM_VESTIGING", "PLAATS"}));
  first.push_back(as_is(Field::municipality_id, {"GEMEENTENUMMER", "GEMEENTENUMMER_VESTIGING"}));
  first.push_back(as_is(Field::municipality, {"GEMEENTENAAM", "GEMEENTENAAM_VESTIGING", "GEMEENTE"}));
  first.push_back(as_is(Field::province, {"PROVINCIE", "PROVINCIE_VESTIGING"}));
  return first;
}

const std::vector<std::string_view> date_names{"PEILDATUM", "PEILJAAR",   "PEILDATUM_LEERLINGEN",
                                               "TELDATUM",  "SCHOOLJAAR", "JAAR"};

KindRecord pupils_per_site() {
  return {.name = "duo-leerlingen",
          .content = Content::counts,
          .unit = Unit::sites,
          .definition = "duo-po-leeftijd",
          .source = "DUO, leerlingen po: soort po, cluster en leeftijd per vestiging",
          .category_name = "age",
          .columns = site_columns({date(false, date_names)}),
          .categories = {},
          .category_prefix = "LEEFTIJD_",
          .count_names = {},
          .sheet_word = {},
          .mainstream_only = true,
          .tried = false,
          .summary = TextKey::import_duo_leerlingen_summary,
          .caveat = TextKey::import_duo_leerlingen_caveat,
          .example = "leerlingen.csv"};
}

std::vector<KindRecord> make_kinds() { return {pupils_per_site()}; }

}  // namespace

std::string_view field_name(Field field) { return field_names[static_cast<std::size_t>(field)]; }

std::span<const KindRecord> kinds() {
  static const std::vector<KindRecord> list = make_kinds();
  return list;
}

const KindRecord* find_kind(std::string_view name) {
  const auto found = std::ranges::find(kinds(), name, &KindRecord::name);
  return found == kinds().end() ? nullptr : &*found;
}

bool has_field(const KindRecord& kind, Field field) {
  return std::ranges::find(kind.columns, field, &InputColumn::field) != kind.columns.end();
}

}  // namespace mengpaneel::io::open_data

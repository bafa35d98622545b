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

CategoryColumn category(std::string_view name, std::vector<std::string_view> names) {
  return {.category = name, .names = std::move(names)};
}

InputColumn home_postcode() {
  return {.role = Role::home_postcode,
          .field = Field::home_postcode,
          .required = true,
          .names = {"POSTCODE_LEERLING", "POSTCODE4_DEELNEMER", "POSTCODE4_LEERLING"}};
}

KindRecord pupils_per_site() {
  return {.name = "duo-leerlingen",
          .content = Content::counts,
          .unit = Unit::sites,
          .definition = "duo-po-leeftijd",
          .source = "DUO, leerlingen po: soort po, cluster en leeftijd per vestiging",
          .category_name = "age",
          .columns = site_columns({date(false, date_names)}),
          .category_prefix = "LEEFTIJD_",
          .mainstream_only = true,
          .summary = TextKey::import_duo_leerlingen_summary,
          .caveat = TextKey::import_duo_leerlingen_caveat,
          .example = "leerlingen.csv"};
}

KindRecord pupils_by_home() {
  return {.name = "duo-po-pc4",
          .content = Content::counts,
          .unit = Unit::sites,
          .definition = "duo-po-pc4-leeftijd",
          .source = "DUO, leerlingen po per vestiging naar postcode leerling en leeftijd",
          .category_name = "age",
          .columns = site_columns({date(false, date_names), home_postcode(),
                                   as_is(Field::home_municipality, {"GEMEENTENAAM_LEERLING"})}),
          .category_prefix = "LEEFTIJD_",
          .count_names = {"AANTAL_LEERLINGEN"},
          .mainstream_only = true,
          .tried = true,
          .summary = TextKey::import_duo_po_pc4_summary,
          .caveat = TextKey::import_duo_po_pc4_caveat,
          .example = "town.csv"};
}

KindRecord secondary_pupils_by_home() {
  return {.name = "duo-vo-pc4",
          .content = Content::counts,
          .unit = Unit::sites,
          .definition = "duo-vo-pc4-leerjaar",
          .source = "DUO, leerlingen vo per vestiging naar postcode leerling en leerjaar",
          .category_name = "year_of_study",
          .columns = site_columns({date(false, date_names), home_postcode(),
                                   as_is(Field::home_municipality, {"GEMEENTENAAM_LEERLING"})}),
          .category_prefix = "LEER_OF_VERBLIJFSJAAR_",
          .summary = TextKey::import_duo_vo_pc4_summary,
          .caveat = TextKey::import_duo_vo_pc4_caveat,
          .example = "vo.csv --year 2023"};
}

KindRecord addresses() {
  std::vector<InputColumn> columns = site_columns({date(false, date_names)});
  columns.push_back(as_is(Field::street, {"STRAATNAAM"}));
  return {.name = "duo-adressen",
          .content = Content::sites,
          .unit = Unit::sites,
          .definition = "duo-vestigingen",
          .source = "DUO, alle vestigingen basisonderwijs; alle vestigingen vo",
          .columns = std::move(columns),
          .tried = true,
          .summary = TextKey::import_duo_adressen_summary,
          .caveat = TextKey::import_duo_adressen_caveat,
          .example = "adressen.csv --year 2024"};
}

KindRecord weights() {
  std::vector<InputColumn> columns = site_columns({date(false, date_names)});
  columns.push_back({.role = Role::total,
                     .field = Field::unit_total,
                     .required = false,
                     .names = {"TOTAAL", "TOTAAL_LEERLINGEN", "AANTAL_LEERLINGEN"}});
  return {
      .name = "duo-gewichten",
      .content = Content::counts,
      .unit = Unit::sites,
      .definition = "duo-gewicht-2006",
      .source = "DUO, leerlingen bo per vestiging: gewicht, impulsgebied en schoolgewicht (tot en met 2018)",
      .category_name = "weight",
      .columns = std::move(columns),
      .categories = {category("0", {"GEWICHT_0", "GEWICHT_0.0", "GEWICHT_0,0", "GEWICHT_0.00"}),
                     category("0.3", {"GEWICHT_0.3", "GEWICHT_0,3", "GEWICHT_0.30"}),
                     category("1.2", {"GEWICHT_1.2", "GEWICHT_1,2", "GEWICHT_1.20"})},
      .summary = TextKey::import_duo_gewichten_summary,
      .caveat = TextKey::import_duo_gewichten_caveat,
      .example = "gewichten.csv"};
}

KindRecord advice() {
  return {.name = "duo-advies",
          .content = Content::counts,
          .unit = Unit::sites,
          .definition = "duo-schooladvies-eindtoets",
          .later_definitions = {{2023, "duo-schooladvies-doorstroomtoets"}},
          .source = "DUO, schooladviezen bo en sbo per vestiging",
          .category_name = "advice",
          .columns = site_columns({date(false, date_names),
                                   {.role = Role::ignored,
                                    .field = Field::year,
                                    .required = false,
                                    .names = {"PRIKDATUM", "PRIKDATUM_ADVIEZEN"}}}),
          .categories = {category("vso", {"VSO"}), category("pro", {"PRO"}),
                         category("vmbo-b", {"VMBO_B", "VMBO_BL"}),
                         category("vmbo-b-k", {"VMBO_B_K", "VMBO_BL_KL"}),
                         category("vmbo-k", {"VMBO_K", "VMBO_KL"}),
                         category("vmbo-k-gt", {"VMBO_K_GT", "VMBO_KL_GT"}), category("vmbo-gt", {"VMBO_GT"}),
                         category("vmbo-gt-havo", {"VMBO_GT_HAVO"}), category("havo", {"HAVO"}),
                         category("havo-vwo", {"HAVO_VWO"}), category("vwo", {"VWO"}),
                         category("none", {"ADVIES_NIET_MOGELIJK"})},
          .mainstream_only = true,
          .tried = true,
          .summary = TextKey::import_duo_advies_summary,
          .caveat = TextKey::import_duo_advies_caveat,
          .example = "adviezen.csv"};
}

KindRecord school_weighting() {
  return {.name = "schoolweging",
          .content = Content::values,
          .unit = Unit::sites,
          .definition = "cbs-schoolweging",
          .source = "Inspectie van het Onderwijs en CBS, schoolweging per vestiging",
          .category_name = "indicator",
          .columns = site_columns({date(false, date_names)}),
          .categories = {category("schoolweging", {"SCHOOLWEGING", "GEMIDDELDE_SCHOOLWEGING", "WEGING"}),
                         category("spreiding", {"SPREIDING", "SPREIDINGSGETAL", "GEMIDDELDE_SPREIDING"})},
          .sheets = Sheets::each_of_a_year,
          .summary = TextKey::import_schoolweging_summary,
          .caveat = TextKey::import_schoolweging_caveat,
          .example = "schoolweging.ods"};
}

KindRecord education_scores() {
  return {.name = "onderwijsscores",
          .content = Content::values,
          .unit = Unit::sites,
          .definition = "cbs-onderwijsscore-zonder-drempel",
          .source = "CBS, achterstandsscores (onderwijsscores) scholen, tabel 2: zonder drempel",
          .category_name = "indicator",
          .columns = site_columns({date(false, date_names)}),
          .further_columns_are_indicators = true,
          .sheet_word = "Tabel 2",
          .summary = TextKey::import_onderwijsscores_summary,
          .caveat = TextKey::import_onderwijsscores_caveat,
          .example = "scores.xlsx --year 2022"};
}

std::vector<InputColumn> area_columns(std::vector<InputColumn> first) {
  first.push_back({.role = Role::area_code,
                   .field = Field::area_id,
                   .required = true,
                   .names = {"GWB_CODE_10", "REGIOCODE_(GEMEENTE,_WIJK,_BUURT)_(CODE)", "REGIOCODE",
                             "GWB_CODE", "CODERING", "CODERING_3", "WIJKENENBUURTEN", "BUURTCODE"}});
  first.push_back(as_is(Field::name, {"REGIO", "WIJKEN_EN_BUURTEN", "REGIONAAM", "NAAM", "BUURTNAAM"}));
  first.push_back(as_is(Field::municipality, {"GM_NAAM", "GEMEENTENAAM", "GEMEENTENAAM_1"}));
  first.push_back({.role = Role::ignored, .field = Field::year, .required = false, .names = {"GWB_CODE_8"}});
  first.push_back({.role = Role::ignored, .field = Field::year, .required = false, .names = {"RECS"}});
  first.push_back({.role = Role::ignored, .field = Field::year, .required = false, .names = {"ID"}});
  return first;
}

KindRecord key_figures() {
  return {.name = "cbs-kerncijfers",
          .content = Content::values,
          .unit = Unit::areas,
          .definition = "cbs-kerncijfers",
          .source = "CBS, kerncijfers wijken en buurten",
          .category_name = "indicator",
          .columns = area_columns({date(false, {"PERIODEN", "JAAR"})}),
          .further_columns_are_indicators = true,
          .summary = TextKey::import_cbs_kerncijfers_summary,
          .caveat = TextKey::import_cbs_kerncijfers_caveat,
          .example = "kerncijfers.xlsx --year 2023"};
}

KindRecord ses_scores() {
  return {.name = "cbs-ses-woa",
          .content = Content::values,
          .unit = Unit::areas,
          .definition = "cbs-ses-woa",
          .source = "CBS StatLine, SES-WOA scores per wijk en buurt",
          .category_name = "indicator",
          .columns = area_columns({date(false, {"PERIODEN", "JAAR"})}),
          .further_columns_are_indicators = true,
          .borders = Borders::not_said,
          .tried = true,
          .summary = TextKey::import_cbs_ses_woa_summary,
          .caveat = TextKey::import_cbs_ses_woa_caveat,
          .example = "ses.csv --geography-year 2019"};
}

KindRecord areas() {
  return {.name = "cbs-gebieden",
          .content = Content::areas,
          .unit = Unit::areas,
          .definition = "cbs-gebieden",
          .source = "CBS en Kadaster, gebiedsindelingen: gemeenten, wijken en buurten (GeoJSON)",
          .columns = {as_is(Field::area_id, {"STATCODE"}, true), as_is(Field::name, {"STATNAAM"})},
          .tried = true,
          .summary = TextKey::import_cbs_gebieden_summary,
          .caveat = TextKey::import_cbs_gebieden_caveat,
          .example = "gebieden.geojson --points points.csv"};
}

KindRecord municipal() {
  return {.name = "gemeente",
          .content = Content::counts,
          .unit = Unit::sites,
          .definition = "gemeente",
          .source = "een gemeente; zie het mappingbestand",
          .category_name = "group",
          .needs_mapping = true,
          .tried = true,
          .summary = TextKey::import_gemeente_summary,
          .caveat = TextKey::import_gemeente_caveat,
          .example = "gemeente.csv --mapping mapping.toml"};
}

std::vector<KindRecord> make_kinds() {
  return {pupils_per_site(), pupils_by_home(),   secondary_pupils_by_home(), addresses(),   weights(),
          advice(),          school_weighting(), education_scores(),         key_figures(), ses_scores(),
          areas(),           municipal()};
}

}  // namespace

std::string_view field_name(Field field) { return field_names[static_cast<std::size_t>(field)]; }

std::string_view level_of_area(std::string_view area_code) {
  constexpr std::array<WordPair, 5> levels{{{"NL", "country"},
                                            {"PV", "province"},
                                            {"GM", "municipality"},
                                            {"WK", "district"},
                                            {"BU", "neighbourhood"}}};
  const auto level =
      std::ranges::find_if(levels, [&](const WordPair& pair) { return area_code.starts_with(pair.theirs); });
  return level == levels.end() ? "area" : level->ours;
}

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

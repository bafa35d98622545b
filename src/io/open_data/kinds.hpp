// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The kinds of public data that `import` knows, as plain records in one list (kinds.cpp): what a kind reads,
// under which names its columns went over the years, and what it writes. The command line, its help, the
// tests and docs/open-data.md follow the list; a new kind is one record, its texts, and a row in that page.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace mengpaneel::io::open_data {

/// What describes a row of a table; what is written comes in this order, so that the keys lead.
enum class Field : std::uint8_t {
  year,
  site_id,        ///< six characters: institution and site
  area_id,        ///< GM0363, WK036300, BU03630000
  home_postcode,  ///< four digits
  home_area_id,   ///< from --areas
  name,
  level,  ///< of an area: country, municipality, district, neighbourhood
  school_kind,
  denomination,
  board_id,
  street,
  postcode,
  town,
  municipality_id,
  municipality,
  home_municipality,
  province,
  unit_total,  ///< of a row, where the publisher gives it beside the cells
};
inline constexpr std::size_t field_count = 18;
[[nodiscard]] std::string_view field_name(Field field);
/// GM0363, WK036300 and BU03630000 say what they are, and NL00 is the country; another code is an `area`.
[[nodiscard]] std::string_view level_of_area(std::string_view area_code);

/// What a column of a published table is for.
enum class Role : std::uint8_t {
  as_is,        ///< copied to its field
  date,         ///< names the year
  institution,  ///< four characters: the first part of the site's identifier
  site,         ///< two characters or all six
  postcode,     ///< normalised: 1234AB
  home_postcode,
  area_code,  ///< padded with blanks or not; says its level too
  total,      ///< a count
  ignored,    ///< known, and of no use
};

struct InputColumn {
  Role role;
  Field field;
  bool required;
  /// In canonical form (canonical_header), newest first. The first that is there counts.
  std::vector<std::string_view> names;
};

/// A column whose cells are counts or values of one group or indicator.
struct CategoryColumn {
  std::string_view category;            ///< as we write it
  std::vector<std::string_view> names;  ///< in canonical form
};

enum class Content : std::uint8_t {
  counts,  ///< pupils by group: counts.csv
  values,  ///< figures by indicator: values.csv
  sites,   ///< no cells: sites.csv
  areas,   ///< shapes (GeoJSON): areas.csv
};

/// What a table's rows are about. Areas change with the borders of a year; a school stays itself.
enum class Unit : std::uint8_t { sites, areas };

/// Whose borders the areas of a table have, when nobody says.
enum class Borders : std::uint8_t { of_the_year, not_said };

/// From a year on was counted in another way.
struct DefinitionFrom {
  std::uint32_t year;
  std::string_view definition;
};

/// A word of the publisher and ours.
struct WordPair {
  std::string_view theirs;
  std::string_view ours;
};

/// Which sheets of a workbook hold the table.
enum class Sheets : std::uint8_t {
  one,             ///< the only one, or the only one in which the columns are found
  each_of_a_year,  ///< every sheet whose name begins with a year, which then is the year of its rows
};

struct KindRecord {
  std::string_view name;  ///< on the command line, after `import`
  Content content;
  Unit unit;
  /// Names the way of counting: tables with different definitions are never joined.
  std::string_view definition;
  std::vector<DefinitionFrom> later_definitions{};  ///< by year
  std::string_view source;                          ///< publisher and its name for the table
  std::string_view category_name{};                 ///< the column of groups or indicators in what is written
  std::vector<InputColumn> columns{};
  std::vector<CategoryColumn> categories{};
  /// Columns that begin so are categories too; what follows is the category: LEEFTIJD_ for ages.
  std::string_view category_prefix{};
  /// Of the long layout of DUO's data service: the column of counts, one count a row.
  std::vector<std::string_view> count_names{};
  /// Of a long layout: the column that says which group is counted; without it all pupils are one group.
  std::vector<std::string_view> group_names{};
  std::vector<WordPair> group_words{};
  /// Ways to write a suppressed count that this publisher has; ours is an interval, LOW..HIGH.
  std::vector<WordPair> count_words{};
  /// Every further column that holds nothing but numbers is an indicator (CBS changes these every year).
  bool further_columns_are_indicators = false;
  Borders borders = Borders::of_the_year;
  Sheets sheets = Sheets::one;
  /// Words that the name of the sheet must hold, where a workbook has several tables alike.
  std::string_view sheet_word{};
  /// Rows of other than mainstream primary schools are passed over unless they are asked for.
  bool mainstream_only = false;
  bool needs_mapping = false;  ///< its columns are in a mapping file
  bool tried = false;          ///< on a real file; else from the documented layout only
  base::texts::TextKey summary;
  base::texts::TextKey caveat;
  std::string_view example;  ///< file names of the example in help
};

[[nodiscard]] std::span<const KindRecord> kinds();
/// Null when there is no such kind.
[[nodiscard]] const KindRecord* find_kind(std::string_view name);
/// Has the kind a column with this field?
[[nodiscard]] bool has_field(const KindRecord& kind, Field field);

}  // namespace mengpaneel::io::open_data

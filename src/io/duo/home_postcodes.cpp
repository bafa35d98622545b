// SPDX-License-Identifier: EUPL-1.2
#include "io/duo/home_postcodes.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/geography.hpp"
#include "io/csv/reader.hpp"
#include "io/duo/columns.hpp"
#include "io/duo/count.hpp"

namespace mengpaneel::io::duo {

namespace {

using base::ErrorCode;
using simulate::Age;

constexpr std::string_view age_prefix = "LEEFTIJD_";

struct AgeColumn {
  csv::Column column;
  Age age;
};

struct Columns {
  csv::Column date;
  csv::Column postcode;
  csv::Column home_municipality;
  csv::Column institution;
  csv::Column site;
  csv::Column name;
  csv::Column school_postcode;
  csv::Column municipality;
  csv::Column kind;
  csv::Column denomination;
  csv::Column board;
  std::vector<AgeColumn> ages;
};

/// "JONGER", "4", "OUDER"; nothing for anything else.
std::optional<Age> age_from_word(std::string_view word) {
  if (word == "JONGER") {
    return simulate::age_younger;
  }
  if (word == "OUDER") {
    return simulate::age_older;
  }
  if (word.empty() || word.size() > 2 || word.front() == '0' ||
      !std::ranges::all_of(word, [](char digit) { return digit >= '0' && digit <= '9'; })) {
    return std::nullopt;
  }
  Age age = 0;
  for (const char digit : word) {
    age = static_cast<Age>(age * 10 + (digit - '0'));
  }
  return age;
}

Columns columns_of(csv::Reader& reader, base::ErrorList& errors) {
  Columns columns{.date = reader.required("PEILDATUM"),
                  .postcode = reader.required("POSTCODE_LEERLING"),
                  .home_municipality = reader.required("GEMEENTENAAM_LEERLING"),
                  .institution = required_under_one_name(reader, {"INSTELLINGSCODE", "BRIN_NUMMER"}),
                  .site = required_under_one_name(reader, {"VESTIGINGSCODE", "VESTIGINGSNUMMER"}),
                  .name = reader.required("INSTELLINGSNAAM_VESTIGING"),
                  .school_postcode = reader.required("POSTCODE_VESTIGING"),
                  .municipality = reader.required("GEMEENTENAAM"),
                  .kind = reader.required("SOORT_PO"),
                  .denomination = reader.required("DENOMINATIE_VESTIGING"),
                  .board = reader.required("BEVOEGD_GEZAG_NUMMER"),
                  .ages = {}};
  static_cast<void>(reader.required("LEEFTIJD_4"));  // the children of whom this is all about
  for (std::size_t index = 0; index < reader.header().size(); ++index) {
    const std::string_view name = reader.header()[index];
    if (!name.starts_with(age_prefix)) {
      continue;
    }
    if (const auto age = age_from_word(name.substr(age_prefix.size()))) {
      columns.ages.push_back({static_cast<csv::Column>(index), *age});
    } else {
      errors.add({.code = ErrorCode::not_this_kind_of_file,
                  .file = reader.file(),
                  .line = 1,
                  .field = std::string(name),
                  .expected = "LEEFTIJD_JONGER, LEEFTIJD_1..LEEFTIJD_99, LEEFTIJD_OUDER"});
    }
  }
  return columns;
}

/// "20241001" as "2024-10-01"; a fault otherwise.
std::string reference_date(csv::Reader& reader, csv::Column column) {
  const std::string_view text = reader.text(column);
  if (text.size() != 8 ||
      !std::ranges::all_of(text, [](char digit) { return digit >= '0' && digit <= '9'; })) {
    reader.report(ErrorCode::date_invalid, column, "YYYYMMDD");
    return {};
  }
  std::string date(text.substr(0, 4));
  return date.append("-").append(text.substr(4, 2)).append("-").append(text.substr(6, 2));
}

/// Institution and site in one: files of counts give the site's two digits, files of addresses all six
/// characters.
std::string school_id(csv::Reader& reader, const Columns& columns) {
  const std::string_view institution = reader.text(columns.institution);
  const std::string_view site = reader.text(columns.site);
  std::string id = site.size() == 6 && site.starts_with(institution) ? std::string(site)
                                                                     : std::string(institution).append(site);
  const auto is_of_code = [](char character) {
    return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z');
  };
  if (id.size() != 6 || !std::ranges::all_of(id, is_of_code)) {
    reader.report(ErrorCode::not_an_identifier, columns.site, "INSTELLINGSCODE (4) + VESTIGINGSCODE (2)");
  }
  return id;
}

/// Two digits are DUO's way to say that the postcode is not known; they have no point on the map.
std::string home_postcode(csv::Reader& reader, csv::Column column) {
  const std::string_view text = reader.text(column);
  if ((text.size() != 4 && text.size() != 2) ||
      !std::ranges::all_of(text, [](char digit) { return digit >= '0' && digit <= '9'; })) {
    reader.report(ErrorCode::not_an_identifier, column, "PC4: 1234");
  }
  return std::string(text);
}

}  // namespace

std::vector<HomePostcodeRow> read_home_postcodes(std::string_view bytes, const std::string& file,
                                                 base::ErrorList& errors) {
  csv::Reader reader(bytes, file, errors);
  const Columns columns = columns_of(reader, errors);
  std::vector<HomePostcodeRow> rows;
  while (reader.next()) {
    HomePostcodeRow row{.postcode = home_postcode(reader, columns.postcode),
                        .home_municipality = std::string(reader.text(columns.home_municipality)),
                        .school_id = school_id(reader, columns),
                        .school_name = std::string(reader.text(columns.name)),
                        .school_postcode = base::normalised_postcode(reader.text(columns.school_postcode)),
                        .municipality = std::string(reader.text(columns.municipality)),
                        .kind = std::string(reader.text(columns.kind)),
                        .denomination = std::string(reader.text(columns.denomination)),
                        .board_id = std::string(reader.text(columns.board)),
                        .reference_date = reference_date(reader, columns.date),
                        .cells = {},
                        .line = reader.line()};
    for (const AgeColumn& age : columns.ages) {
      const auto pupils = count_from_text(reader.text(age.column));
      if (!pupils) {
        reader.report(ErrorCode::not_a_whole_number, age.column, std::string(count_expected));
      } else if (pupils->high > 0) {
        row.cells.push_back({age.age, *pupils});
      }
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace mengpaneel::io::duo

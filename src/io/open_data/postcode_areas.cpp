// SPDX-License-Identifier: EUPL-1.2
#include "io/open_data/postcode_areas.hpp"

#include <algorithm>

#include "io/csv/reader.hpp"
#include "io/open_data/columns.hpp"

namespace mengpaneel::io::open_data {

namespace {

const KindRecord& layout() {
  static const KindRecord record{
      .name = "areas",
      .content = Content::sites,
      .unit = Unit::areas,
      .definition = {},
      .source = {},
      .columns = {{.role = Role::home_postcode,
                   .field = Field::home_postcode,
                   .required = true,
                   .names = {"POSTCODE", "PC4", "POSTCODE4", "POSTCODE_4"}},
                  {.role = Role::area_code,
                   .field = Field::area_id,
                   .required = true,
                   .names = {"AREA_ID", "BUURTCODE", "WIJKCODE", "GEMEENTECODE", "STATCODE"}}},
      .summary = {},
      .caveat = {},
      .example = {}};
  return record;
}

bool is_postcode(std::string_view text) {
  return text.size() == 4 &&
         std::ranges::all_of(text, [](char digit) { return digit >= '0' && digit <= '9'; });
}

}  // namespace

PostcodeAreas read_postcode_areas(std::string_view bytes, const std::string& file, Table& table,
                                  base::ErrorList& errors) {
  PostcodeAreas out;
  csv::Reader reader(bytes, file, errors);
  BoundColumns columns;
  if (reader.header().empty() || !bind_columns(layout(), reader, columns)) {
    return out;
  }
  const csv::Column postcode = columns.described_by[0].column;
  const csv::Column area = columns.described_by[1].column;
  while (reader.next()) {
    const std::string_view code = trimmed(reader.text(postcode));
    const std::string_view id = trimmed(reader.text(area));
    if (!is_postcode(code)) {
      reader.report(base::ErrorCode::not_an_identifier, postcode, "PC4: 1234");
    } else if (!id.empty() && !out.emplace(code, table.keep(std::string(id))).second) {
      reader.report(base::ErrorCode::duplicate, postcode);
    }
  }
  return out;
}

}  // namespace mengpaneel::io::open_data

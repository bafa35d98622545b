// SPDX-License-Identifier: EUPL-1.2
#include "io/round_writer.hpp"

#include <string_view>
#include <vector>

#include "io/coordinate_text.hpp"
#include "io/csv/writer.hpp"
#include "io/round_provenance.hpp"

namespace mengpaneel::io {

namespace {

using simulate::Town;
using simulate::TownOrigin;

constexpr std::string_view modelled_of_programme = "capacity;citywide;seats_vve;present_low";
constexpr std::string_view modelled_of_pupil = "household_id;latitude;longitude;ses;vve;born;round1";

std::string_view yes_or_no(bool truth) { return truth ? "yes" : "no"; }

std::string write_programmes(const Town& town) {
  const bool invented = town.provenance.origin == TownOrigin::invented;
  std::string out =
      "programme_id,capacity,school_id,name,board_id,denomination,latitude,longitude,postcode,citywide,seats_"
      "vve,"
      "present,present_low,site,modelled\n";
  csv::Writer writer(out);
  for (const simulate::TownSchool& school : town.schools) {
    writer.field(school.school_id).field(school.capacity).field(school.school_id).field(school.name);
    writer.field(school.board_id).field(school.denomination);
    write_point(writer, school.point);
    writer.field(school.postcode).plain(yes_or_no(school.citywide)).field(school.seats_vve);
    writer.field(school.present).field(school.present_low).plain(school.site);
    writer.plain(invented ? "all" : modelled_of_programme).end_row();
  }
  return out;
}

std::string write_pupils(const Town& town) {
  const bool invented = town.provenance.origin == TownOrigin::invented;
  std::string out = "pupil_id,household_id,latitude,longitude,postcode,ses,vve,born,round1,home,modelled\n";
  csv::Writer writer(out);
  for (const simulate::TownPupil& pupil : town.pupils) {
    writer.field(pupil.pupil_id).field(pupil.household_id);
    write_point(writer, pupil.point);
    writer.field(pupil.postcode).plain(simulate::ses_word(pupil.ses)).plain(yes_or_no(pupil.vve));
    writer.field(pupil.born).plain("yes").plain(pupil.home);
    writer.plain(invented ? "all" : modelled_of_pupil).end_row();
  }
  return out;
}

std::string write_preferences(const Town& town) {
  std::string out = "pupil_id,rank,programme_id\n";
  csv::Writer writer(out);
  for (std::size_t pupil = 0; pupil < town.pupils.size(); ++pupil) {
    std::uint32_t rank = 0;
    for (const std::uint32_t school : town.wishes[pupil]) {
      writer.field(town.pupils[pupil].pupil_id).field(++rank).field(town.schools[school].school_id).end_row();
    }
  }
  return out;
}

std::string write_claims(const Town& town) {
  std::string out = "pupil_id,programme_id,claim\n";
  csv::Writer writer(out);
  for (const simulate::TownClaim& claim : town.claims) {
    writer.field(town.pupils[claim.pupil].pupil_id).field(town.schools[claim.school].school_id);
    writer.plain(simulate::claim_word(claim.kind)).end_row();
  }
  return out;
}

/// "L0001": numbers from 1, padded to the width of the last.
std::string numbered(char prefix, std::uint32_t index, std::size_t width) {
  const std::string digits = std::to_string(index + 1);
  return prefix + std::string(width - digits.size(), '0') + digits;
}

}  // namespace

std::vector<std::pair<std::string_view, std::string_view>> files_of(const MadeRound& round) {
  return {{"programmes.csv", round.programmes_csv},
          {"pupils.csv", round.pupils_csv},
          {"preferences.csv", round.preferences_csv},
          {"claims.csv", round.claims_csv},
          {"PROVENANCE.txt", round.provenance_txt}};
}

MadeRound write_round(const Town& town) {
  return {.programmes_csv = write_programmes(town),
          .pupils_csv = write_pupils(town),
          .preferences_csv = write_preferences(town),
          .claims_csv = write_claims(town),
          .provenance_txt = provenance_text(town)};
}

MadeRound write_round(const simulate::BenchmarkRound& round, const base::Digest& seed) {
  MadeRound files{.programmes_csv = "programme_id,capacity\n",
                  .pupils_csv = "pupil_id\n",
                  .preferences_csv = "pupil_id,rank,programme_id\n",
                  .claims_csv = "pupil_id,programme_id,claim\n",
                  .provenance_txt = provenance_text(round, seed)};
  const std::size_t programme_width = std::to_string(round.capacity.size()).size();
  const std::size_t pupil_width = std::to_string(round.pupils).size();
  std::vector<std::string> programmes;
  csv::Writer programme_writer(files.programmes_csv);
  for (std::uint32_t programme = 0; programme < round.capacity.size(); ++programme) {
    programmes.push_back(numbered('P', programme, programme_width));
    programme_writer.plain(programmes.back()).field(round.capacity[programme]).end_row();
  }
  csv::Writer pupil_writer(files.pupils_csv);
  csv::Writer preference_writer(files.preferences_csv);
  for (std::uint32_t pupil = 0; pupil < round.pupils; ++pupil) {
    const std::string id = numbered('L', pupil, pupil_width);
    pupil_writer.plain(id).end_row();
    for (std::uint32_t rank = 0; rank < round.preferences; ++rank) {
      const std::uint32_t programme = round.preference[std::size_t{pupil} * round.preferences + rank];
      preference_writer.plain(id).field(rank + 1).plain(programmes[programme]).end_row();
    }
  }
  return files;
}

}  // namespace mengpaneel::io

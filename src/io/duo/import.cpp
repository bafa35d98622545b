// SPDX-License-Identifier: EUPL-1.2
#include "io/duo/import.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "io/duo/home_postcodes.hpp"
#include "io/duo/postcode_points.hpp"
#include "io/duo/school_sites.hpp"
#include "simulate/coordinates.hpp"

namespace mengpaneel::io::duo {

namespace {

using base::ErrorCode;
using simulate::CountInterval;

constexpr std::string_view mainstream_kind = "Bo";
constexpr std::size_t pc4_digits = 4;
constexpr simulate::Age four = 4;

/// Rows of several files, with what is checked across them.
class Assembly {
 public:
  Assembly(SchoolKinds kinds, base::ErrorList& errors) : kinds_(kinds), errors_(errors) {}

  void add_file(const InputFile& file) {
    report_.files.push_back(file.name);
    if (file.bytes.empty()) {
      report_.empty_files.push_back(file.name);
      return;
    }
    for (HomePostcodeRow& row : read_home_postcodes(file.bytes, file.name, errors_)) {
      add_row(row, file.name);
    }
  }

  Import join(const SchoolSites& sites, const std::vector<PostcodePoint>& points) {
    report_.sites_repeated = sites.repeated;
    report_.schools = schools_.size();
    report_.postcodes = postcodes_.size();
    place_schools(sites);
    place_postcodes(points);
    std::sort(report_.files.begin(), report_.files.end());
    std::sort(report_.empty_files.begin(), report_.empty_files.end());
    Import out{.supply = {}, .report = std::move(report_)};
    fill(out.supply);
    return out;
  }

 private:
  void add_row(HomePostcodeRow& row, const std::string& file) {
    ++report_.rows_read;
    ++report_.rows_by_kind[row.kind];
    if (reference_date_.empty()) {
      reference_date_ = row.reference_date;
    } else if (row.reference_date != reference_date_ && !row.reference_date.empty()) {
      report(ErrorCode::not_an_allowed_word, row, file, "PEILDATUM", row.reference_date, reference_date_);
    }
    if (kinds_ == SchoolKinds::mainstream && row.kind != mainstream_kind) {
      return;
    }
    ++report_.rows;
    if (!rows_seen_.emplace(row.postcode, row.school_id, row.kind).second) {
      report(ErrorCode::duplicate, row, file, "POSTCODE_LEERLING", row.postcode + " " + row.school_id, {});
      return;
    }
    ++rows_of_postcode_[row.postcode];
    add_counts(row);
    add_school(row);
    // A postcode on a border has pupils in two municipalities; the first in the order of bytes names it.
    auto& municipality = postcodes_.emplace(row.postcode, simulate::SupplyPostcode{row.postcode, {}, {}})
                             .first->second.municipality;
    if (municipality.empty() || row.home_municipality < municipality) {
      municipality = row.home_municipality;
    }
  }

  void add_counts(const HomePostcodeRow& row) {
    for (const HomePostcodeCell& cell : row.cells) {
      counts_[{row.postcode, row.school_id, cell.age}] += cell.pupils;
      report_.pupils += cell.pupils;
      report_.aged_four += cell.age == four ? cell.pupils : CountInterval{};
      report_.in_own_postcode +=
          row.school_postcode.substr(0, pc4_digits) == row.postcode ? cell.pupils : CountInterval{};
      ++report_.cells_not_zero;
      report_.cells_suppressed += cell.pupils.low != cell.pupils.high ? 1 : 0;
    }
  }

  void add_school(HomePostcodeRow& row) {
    // A school has many rows that repeat its description. The smallest wins, so that the order of files does
    // not.
    simulate::SupplySchool school{.school_id = row.school_id,
                                  .name = std::move(row.school_name),
                                  .denomination = std::move(row.denomination),
                                  .board_id = std::move(row.board_id),
                                  .postcode = std::move(row.school_postcode),
                                  .municipality = std::move(row.municipality),
                                  .point = {}};
    const auto key = [](const simulate::SupplySchool& of) {
      return std::tie(of.name, of.denomination, of.board_id, of.postcode, of.municipality);
    };
    const auto [known, is_new] = schools_.emplace(row.school_id, school);
    if (!is_new && key(school) < key(known->second)) {
      known->second = std::move(school);
    }
  }

  void place_schools(const SchoolSites& sites) {
    for (auto& [id, school] : schools_) {
      const auto site = std::ranges::lower_bound(sites.sites, id, {}, &SchoolSite::school_id);
      if (site != sites.sites.end() && site->school_id == id) {
        school.point = simulate::rounded_point(site->point);
        continue;
      }
      report_.schools_without_site.push_back(id);
      // The point of its postcode is the next best; whoever uses it can say so.
      const std::string postcode = school.postcode.substr(0, pc4_digits);
      if (postcode.size() == pc4_digits) {
        postcodes_.emplace(postcode, simulate::SupplyPostcode{postcode, {}, {}});
      }
    }
  }

  void place_postcodes(const std::vector<PostcodePoint>& points) {
    for (auto& [postcode, entry] : postcodes_) {
      const auto found = std::ranges::lower_bound(points, postcode, {}, &PostcodePoint::postcode);
      const auto rows = rows_of_postcode_.find(postcode);
      if (found != points.end() && found->postcode == postcode) {
        entry.point = simulate::rounded_point(found->point);
      } else if (rows != rows_of_postcode_.end()) {
        report_.postcodes_without_point.push_back(postcode);
        report_.rows_without_point += rows->second;
      }
    }
  }

  void fill(simulate::Supply& supply) {
    supply.reference_date = reference_date_;
    supply.source =
        "DUO, leerlingen po per vestiging naar postcode leerling en leeftijd, peildatum " + reference_date_;
    std::map<std::string_view, std::uint32_t> school_index;
    std::map<std::string_view, std::uint32_t> postcode_index;
    for (const auto& [id, school] : schools_) {
      school_index.emplace(id, static_cast<std::uint32_t>(supply.schools.size()));
      supply.schools.push_back(school);
    }
    for (const auto& [postcode, entry] : postcodes_) {
      postcode_index.emplace(postcode, static_cast<std::uint32_t>(supply.postcodes.size()));
      supply.postcodes.push_back(entry);
    }
    for (const auto& [key, pupils] : counts_) {
      const auto& [postcode, school, age] = key;
      supply.counts.push_back({postcode_index.at(postcode), school_index.at(school), age, pupils});
    }
  }

  void report(ErrorCode code, const HomePostcodeRow& row, const std::string& file, std::string field,
              std::string value, std::string expected) {
    errors_.add({.code = code,
                 .file = file,
                 .line = row.line,
                 .field = std::move(field),
                 .value = std::move(value),
                 .expected = std::move(expected)});
  }

  SchoolKinds kinds_;
  base::ErrorList& errors_;
  ImportReport report_;
  std::string reference_date_;
  std::map<std::string, simulate::SupplySchool> schools_;
  std::map<std::string, simulate::SupplyPostcode> postcodes_;
  std::map<std::string, std::uint64_t> rows_of_postcode_;
  std::map<std::tuple<std::string, std::string, simulate::Age>, CountInterval> counts_;
  std::set<std::tuple<std::string, std::string, std::string>> rows_seen_;
};

}  // namespace

base::Result<Import> import_home_postcodes(const ImportInput& input, SchoolKinds kinds) {
  base::ErrorList errors;
  Assembly assembly(kinds, errors);
  for (const InputFile& file : input.pupils) {
    assembly.add_file(file);
  }
  if (std::ranges::all_of(input.pupils, [](const InputFile& file) { return file.bytes.empty(); })) {
    for (const InputFile& file : input.pupils) {
      errors.add({.code = ErrorCode::file_empty, .file = file.name});
    }
  }
  SchoolSites sites;
  if (input.school_sites) {
    if (auto read = read_school_sites(input.school_sites->bytes, input.school_sites->name)) {
      sites = std::move(*read);
    } else {
      errors.append(std::move(read.error()));
    }
  }
  std::vector<PostcodePoint> points;
  if (input.postcode_points) {
    points = read_postcode_points(input.postcode_points->bytes, input.postcode_points->name, errors);
  }
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  return assembly.join(sites, points);
}

}  // namespace mengpaneel::io::duo

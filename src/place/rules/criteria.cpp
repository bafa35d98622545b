// SPDX-License-Identifier: EUPL-1.2
//
// A criterion looks at the pupil alone, at the programme alone, or at both. The first two are computed once
// for each pupil and each programme (values are dictionary-coded, so a test runs once per distinct value);
// what is left per pair is a few look-ups. Criteria that build on others (mixes, duo) come after them.

#include "place/rules/criteria.hpp"

#include <algorithm>
#include <string>

#include "place/rules/decimal.hpp"

namespace mengpaneel::place {

struct Criteria::Bound {
  struct Claim {
    std::uint64_t bit;
    std::uint32_t word;
  };
  struct Same {
    std::uint64_t bit;
    const TextColumn* pupil;
    const TextColumn* programme;
    std::vector<std::vector<std::uint32_t>> pupil_codes;  ///< by programme code, sorted
  };
  struct OwnPostcode {
    std::uint64_t bit;
    std::vector<std::string> pupil;      ///< by pupil, first digits; empty: none
    std::vector<std::string> programme;  ///< by programme
  };
  struct Nearest {
    std::uint64_t bit;
    NearestSchools schools;
  };
  struct Within {
    std::uint64_t bit;
    std::uint32_t metres;
  };
  struct Rank {
    std::uint64_t bit;
    std::uint32_t position;
  };
  struct Mixes {
    std::uint64_t bit;
    std::uint64_t towards;
    std::vector<bool> group_short;   ///< [m]
    std::vector<bool> others_short;  ///< [m]
  };
  std::vector<Claim> claims;
  std::vector<Same> same;
  std::vector<OwnPostcode> own_postcode;
  std::vector<Nearest> nearest;
  std::vector<Within> within;
  std::vector<Rank> rank;
  std::vector<Mixes> mixes;
  std::vector<double> approximate_m;
};

namespace {

std::uint64_t bit_of(std::size_t criterion) { return std::uint64_t{1} << criterion; }

bool value_holds(const ValueTest& test, std::string_view value) {
  if (!test.in.empty()) {
    return std::ranges::find(test.in, value) != test.in.end();
  }
  return lies_between(value, test.from, test.until);
}

std::vector<std::string_view> split_list(std::string_view text) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t semicolon = text.find(';');
    std::string_view part = text.substr(0, semicolon);
    while (!part.empty() && part.front() == ' ') {
      part.remove_prefix(1);
    }
    while (!part.empty() && part.back() == ' ') {
      part.remove_suffix(1);
    }
    parts.push_back(part);
    if (semicolon == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(semicolon + 1);
  }
}

}  // namespace

Criteria::Criteria(const Round& round, const Rules& rules, const Places& places, base::ErrorList& errors)
    : round_(round),
      rules_(rules),
      places_(places),
      programme_bits_(round.programmes.size(), 0),
      pupil_bits_(round.pupils.size(), 0),
      bound_(std::make_unique<Bound>()) {
  // Those that build on other criteria come last: nearest on programme bits, duo on pupil bits.
  for (std::size_t index = 0; index < rules.criteria.size(); ++index) {
    bind(index, rules.criteria[index], errors);
  }
  for (std::size_t index = 0; index < rules.criteria.size(); ++index) {
    if (const auto* nearest = std::get_if<NearestTest>(&rules.criteria[index].test)) {
      bind_nearest(index, *nearest);
    } else if (const auto* duo = std::get_if<DuoTest>(&rules.criteria[index].test)) {
      bind_duo(index, *duo);
    }
  }
}

Criteria::~Criteria() = default;

const TextColumn* Criteria::column_of(const ColumnSet& columns, std::string_view name,
                                      const Criterion& criterion, std::string_view file,
                                      base::ErrorList& errors) const {
  const TextColumn* column = columns.find(name);
  if (column == nullptr) {
    errors.add({base::ErrorCode::column_needed_by_rules, rules_.file, criterion.at.line, criterion.at.column,
                criterion.name, std::string(name), std::string(file)});
  }
  return column;
}

void Criteria::bind(std::size_t index, const Criterion& criterion, base::ErrorList& errors) {
  const std::uint64_t bit = bit_of(index);
  if (const auto* claim = std::get_if<ClaimTest>(&criterion.test)) {
    bound_->claims.push_back({bit, round_.claims.words.find(claim->claim).value_or(base::none)});
  } else if (const auto* value = std::get_if<ValueTest>(&criterion.test)) {
    bind_value(index, criterion, *value, errors);
  } else if (const auto* same = std::get_if<SameTest>(&criterion.test)) {
    bind_same(index, criterion, *same, errors);
  } else if (const auto* postcode = std::get_if<PostcodeTest>(&criterion.test)) {
    bind_postcode(index, criterion, *postcode, errors);
  } else if (const auto* within = std::get_if<WithinTest>(&criterion.test)) {
    bound_->within.push_back({bit, within->metres});
  } else if (const auto* rank = std::get_if<RankTest>(&criterion.test)) {
    bound_->rank.push_back({bit, rank->position});
  } else if (const auto* mixes = std::get_if<MixesTest>(&criterion.test)) {
    bind_mixes(index, criterion, *mixes, errors);
  }
}

void Criteria::bind_value(std::size_t index, const Criterion& criterion, const ValueTest& test,
                          base::ErrorList& errors) {
  const ColumnSet& columns = test.of_programme ? round_.programmes.columns : round_.pupils.columns;
  const TextColumn* column =
      column_of(columns, test.column, criterion, test.of_programme ? "programmes.csv" : "pupils.csv", errors);
  if (column == nullptr) {
    return;
  }
  std::vector<bool> holds(column->values.size());
  for (std::uint32_t code = 0; code < column->values.size(); ++code) {
    holds[code] = value_holds(test, column->values.name(code));
  }
  std::vector<std::uint64_t>& bits = test.of_programme ? programme_bits_ : pupil_bits_;
  for (std::size_t row = 0; row < bits.size(); ++row) {
    if (column->code[row] != base::none && holds[column->code[row]]) {
      bits[row] |= bit_of(index);
    }
  }
}

void Criteria::bind_same(std::size_t index, const Criterion& criterion, const SameTest& test,
                         base::ErrorList& errors) {
  const TextColumn* pupil =
      column_of(round_.pupils.columns, test.pupil_column, criterion, "pupils.csv", errors);
  const TextColumn* programme =
      column_of(round_.programmes.columns, test.programme_column, criterion, "programmes.csv", errors);
  if (pupil == nullptr || programme == nullptr) {
    return;
  }
  Bound::Same same{bit_of(index), pupil, programme, {}};
  same.pupil_codes.resize(programme->values.size());
  for (std::uint32_t code = 0; code < programme->values.size(); ++code) {
    const std::string_view value = programme->values.name(code);
    std::vector<std::uint32_t>& codes = same.pupil_codes[code];
    const auto add = [&](std::string_view accepted) {
      if (const auto found = pupil->values.find(accepted)) {
        codes.push_back(*found);
      }
    };
    if (test.in_list) {
      std::ranges::for_each(split_list(value), add);
    } else {
      add(value);
    }
    std::ranges::sort(codes);
  }
  bound_->same.push_back(std::move(same));
}

void Criteria::bind_postcode(std::size_t index, const Criterion& criterion, const PostcodeTest& test,
                             base::ErrorList& errors) {
  const TextColumn* pupil = column_of(round_.pupils.columns, "postcode", criterion, "pupils.csv", errors);
  if (pupil == nullptr) {
    return;
  }
  if (!test.own) {
    std::vector<std::string> prefixes;
    for (const std::string& prefix : test.prefixes) {
      prefixes.push_back(base::normalised_postcode(prefix));
    }
    for (std::size_t row = 0; row < pupil_bits_.size(); ++row) {
      const std::string postcode = base::normalised_postcode(pupil->text(row));
      if (!postcode.empty() && std::ranges::any_of(prefixes, [&](const std::string& prefix) {
            return postcode.starts_with(prefix);
          })) {
        pupil_bits_[row] |= bit_of(index);
      }
    }
    return;
  }
  const TextColumn* programme =
      column_of(round_.programmes.columns, "postcode", criterion, "programmes.csv", errors);
  if (programme == nullptr) {
    return;
  }
  const auto first_digits = [&test](const TextColumn& column) {
    std::vector<std::string> out(column.code.size());
    for (std::size_t row = 0; row < out.size(); ++row) {
      std::string postcode = base::normalised_postcode(column.text(row));
      if (postcode.size() >= test.digits) {
        out[row] = postcode.substr(0, test.digits);
      }
    }
    return out;
  };
  bound_->own_postcode.push_back({bit_of(index), first_digits(*pupil), first_digits(*programme)});
}

void Criteria::bind_mixes(std::size_t index, const Criterion& criterion, const MixesTest& test,
                          base::ErrorList& errors) {
  const TextColumn* group =
      column_of(round_.programmes.columns, test.sitting[0], criterion, "programmes.csv", errors);
  const TextColumn* all =
      column_of(round_.programmes.columns, test.sitting[1], criterion, "programmes.csv", errors);
  if (group == nullptr || all == nullptr) {
    return;
  }
  Bound::Mixes mixes{bit_of(index), bit_of(test.towards), {}, {}};
  for (std::uint32_t programme = 0; programme < round_.programmes.size(); ++programme) {
    const std::int64_t of_group = decimal_millionths(group->text(programme)).value_or(0);
    const std::int64_t of_all = decimal_millionths(all->text(programme)).value_or(0);
    // Shares compare as products; counts are below 10^6 in millionths, so 10^18 fits.
    __extension__ using Wide = __int128;
    const Wide part = static_cast<Wide>(of_group) * 1'000'000;
    const Wide aim = static_cast<Wide>(of_all) * test.share_ppm;
    mixes.group_short.push_back(of_all > 0 && part < aim);
    mixes.others_short.push_back(of_all > 0 && part > aim);
  }
  bound_->mixes.push_back(std::move(mixes));
}

void Criteria::bind_nearest(std::size_t index, const NearestTest& test) {
  NearestQuestion question;
  question.count = test.count;
  const std::uint32_t programme_count = round_.programmes.size();
  question.among.resize(programme_count);
  for (std::uint32_t programme = 0; programme < programme_count; ++programme) {
    question.among[programme] = !test.among || test.among->holds(programme_bits_[programme]);
  }
  for (const AtLeast& at_least : test.at_least) {
    std::vector<bool> programmes(programme_count);
    for (std::uint32_t programme = 0; programme < programme_count; ++programme) {
      programmes[programme] = (programme_bits_[programme] & bit_of(at_least.criterion)) != 0;
    }
    question.at_least.emplace_back(std::move(programmes), at_least.count);
  }
  bound_->nearest.push_back({bit_of(index), NearestSchools(round_, places_, std::move(question))});
}

void Criteria::bind_duo(std::size_t index, const DuoTest& test) {
  const TextColumn* group = round_.pupils.columns.find("group_id");
  const TextColumn* kind = round_.pupils.columns.find("group_kind");
  if (group == nullptr || kind == nullptr) {
    return;  // nobody applies in a group: false for all
  }
  const auto wanted = kind->values.find(test.group_kind);
  std::vector<bool> any_some(group->values.size(), false);
  std::vector<bool> any_not(group->values.size(), false);
  const auto in_group = [&](std::size_t row) {
    return wanted && kind->code[row] == *wanted && group->code[row] != base::none;
  };
  for (std::size_t row = 0; row < pupil_bits_.size(); ++row) {
    if (in_group(row)) {
      const std::uint32_t code = group->code[row];
      any_some[code] = any_some[code] || (pupil_bits_[row] & bit_of(test.some)) != 0;
      any_not[code] = any_not[code] || (pupil_bits_[row] & bit_of(test.not_all)) == 0;
    }
  }
  for (std::size_t row = 0; row < pupil_bits_.size(); ++row) {
    if (in_group(row) && any_some[group->code[row]] && any_not[group->code[row]]) {
      pupil_bits_[row] |= bit_of(index);
    }
  }
}

void Criteria::select_pupil(std::uint32_t pupil) {
  pupil_ = pupil;
  if (!bound_->nearest.empty()) {
    places_.approximate(pupil, bound_->approximate_m);
    for (Bound::Nearest& nearest : bound_->nearest) {
      nearest.schools.select(pupil, bound_->approximate_m);
    }
  }
}

std::uint64_t Criteria::of(std::uint32_t programme, std::uint32_t position) const {
  std::uint64_t bits = pupil_bits_[pupil_] | programme_bits_[programme];
  if (!bound_->claims.empty()) {
    const auto begin = round_.claims.programme.begin() + round_.claims.begin[pupil_];
    const auto end = round_.claims.programme.begin() + round_.claims.begin[pupil_ + 1];
    const auto range = std::equal_range(begin, end, base::ProgrammeIndex{programme});
    for (auto found = range.first; found != range.second; ++found) {
      const std::uint32_t word =
          round_.claims.word[static_cast<std::size_t>(found - round_.claims.programme.begin())];
      for (const Bound::Claim& claim : bound_->claims) {
        bits |= claim.word == word ? claim.bit : 0;
      }
    }
  }
  for (const Bound::Same& same : bound_->same) {
    const std::uint32_t pupil_code = same.pupil->code[pupil_];
    const std::uint32_t programme_code = same.programme->code[programme];
    if (pupil_code != base::none && programme_code != base::none &&
        std::ranges::binary_search(same.pupil_codes[programme_code], pupil_code)) {
      bits |= same.bit;
    }
  }
  for (const Bound::OwnPostcode& own : bound_->own_postcode) {
    bits |= !own.pupil[pupil_].empty() && own.pupil[pupil_] == own.programme[programme] ? own.bit : 0;
  }
  for (const Bound::Nearest& nearest : bound_->nearest) {
    bits |= nearest.schools.holds(programme) ? nearest.bit : 0;
  }
  for (const Bound::Within& within : bound_->within) {
    const auto metres = places_.metres(pupil_, programme);
    bits |= metres && *metres <= within.metres ? within.bit : 0;
  }
  for (const Bound::Rank& rank : bound_->rank) {
    bits |= rank.position == position ? rank.bit : 0;
  }
  for (const Bound::Mixes& mixes : bound_->mixes) {
    const bool of_group = (bits & mixes.towards) != 0;
    bits |= (of_group ? mixes.group_short[programme] : mixes.others_short[programme]) ? mixes.bit : 0;
  }
  return bits;
}

}  // namespace mengpaneel::place

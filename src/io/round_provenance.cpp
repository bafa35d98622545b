// SPDX-License-Identifier: EUPL-1.2
#include "io/round_provenance.hpp"

#include <vector>

#include "base/text.hpp"

namespace mengpaneel::io {

namespace {

using base::texts::Language;
using base::texts::TextKey;

/// One language's part of the page.
class Page {
 public:
  Page(Language language, std::string& out) : language_(language), out_(out) {}

  void title(TextKey key) { line("# ", key, {}); }
  void heading(TextKey key) { line("\n## ", key, {}); }
  void paragraph(TextKey key, std::initializer_list<base::texts::Argument> arguments = {}) {
    line("\n", key, arguments);
  }
  void item(TextKey key, std::initializer_list<base::texts::Argument> arguments = {}) {
    // A blank line stands between a heading or paragraph and the first item.
    line(after_item_ ? "- " : "\n- ", key, arguments);
    after_item_ = true;
  }

 private:
  void line(std::string_view before, TextKey key, std::initializer_list<base::texts::Argument> arguments) {
    out_.append(before).append(base::texts::format(language_, key, arguments)).append("\n");
    after_item_ = false;
  }

  Language language_;
  std::string& out_;
  bool after_item_ = false;
};

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) {
    out.append(out.empty() ? "" : ", ").append(text);
  }
  return out;
}

void real_and_modelled(Page& page, const simulate::Town& town) {
  const simulate::Provenance& provenance = town.provenance;
  page.heading(TextKey::provenance_real_title);
  page.item(TextKey::provenance_real_source, {{"source", provenance.source}});
  page.item(TextKey::provenance_real_schools);
  page.item(TextKey::provenance_real_children, {{"low", std::to_string(provenance.children_low)},
                                                {"high", std::to_string(provenance.children_high)}});
  page.heading(TextKey::provenance_model_title);
  for (const TextKey key : {TextKey::provenance_model_children, TextKey::provenance_model_capacity,
                            TextKey::provenance_model_homes, TextKey::provenance_model_ses,
                            TextKey::provenance_model_wishes, TextKey::provenance_model_claims,
                            TextKey::provenance_model_present, TextKey::provenance_model_citywide}) {
    page.item(key, {{"first", std::to_string(provenance.attended_first)},
                    {"pupils", std::to_string(town.pupils.size())}});
  }
}

void gaps(Page& page, const simulate::Provenance& provenance) {
  if (provenance.homes_near_school == 0 && provenance.schools_at_postcode.empty() &&
      provenance.schools_without_intake.empty() && provenance.schools_without_place.empty()) {
    return;
  }
  page.heading(TextKey::provenance_gaps_title);
  if (provenance.homes_near_school > 0) {
    page.item(TextKey::provenance_gaps_homes, {{"count", std::to_string(provenance.homes_near_school)}});
  }
  if (!provenance.schools_at_postcode.empty()) {
    page.item(TextKey::provenance_gaps_postcode, {{"schools", joined(provenance.schools_at_postcode)}});
  }
  if (!provenance.schools_without_intake.empty()) {
    page.item(TextKey::provenance_gaps_intake, {{"schools", joined(provenance.schools_without_intake)}});
  }
  if (!provenance.schools_without_place.empty()) {
    page.item(TextKey::provenance_gaps_place, {{"schools", joined(provenance.schools_without_place)},
                                               {"count", std::to_string(provenance.children_without_place)}});
  }
}

template <typename Body>
std::string in_every_language(Body body) {
  std::string out;
  for (std::size_t index = 0; index < base::texts::language_count; ++index) {
    out.append(index == 0 ? "" : "\n");
    Page page(static_cast<Language>(index), out);
    page.title(TextKey::provenance_title);
    body(page);
  }
  return out;
}

}  // namespace

std::string provenance_text(const simulate::Town& town) {
  const simulate::Provenance& provenance = town.provenance;
  const bool modelled = provenance.origin == simulate::TownOrigin::modelled;
  return in_every_language([&](Page& page) {
    page.paragraph(modelled ? TextKey::provenance_modelled : TextKey::provenance_invented);
    page.paragraph(TextKey::provenance_made, {{"schools", std::to_string(town.schools.size())},
                                              {"pupils", std::to_string(town.pupils.size())},
                                              {"seed", provenance.seed}});
    if (modelled) {
      real_and_modelled(page, town);
      gaps(page, provenance);
    }
  });
}

std::string provenance_text(const simulate::BenchmarkRound& round, const base::Digest& seed) {
  return in_every_language([&](Page& page) {
    page.paragraph(TextKey::provenance_plain);
    page.paragraph(TextKey::provenance_made, {{"schools", std::to_string(round.capacity.size())},
                                              {"pupils", std::to_string(round.pupils)},
                                              {"seed", base::to_hex(seed)}});
  });
}

}  // namespace mengpaneel::io

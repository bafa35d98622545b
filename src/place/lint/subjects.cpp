// SPDX-License-Identifier: EUPL-1.2
#include "place/lint/subjects.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <variant>

namespace mengpaneel::place {

namespace {

struct WordList {
  Subject subject;
  std::string_view words;  ///< blanks between; _ joins words; * at the end: and what follows in the word
};

constexpr std::array dutch{
    WordList{
        Subject::origin,
        "herkomst* afkomst* etnisch* etniciteit* allochto* autochto* nationaliteit* geboorteland* "
        "migratieachtergrond migrant* immigrant* moedertaal thuistaal taal_thuis huidskleur ras westers* "
        "vluchteling* statushouder* verblijfsstatus verblijfsvergunning*"},
    WordList{
        Subject::belief,
        "geloof* godsdienst* religie* religieus* kerk* moslim* islamitisch* katholiek* christelijk* joods* "
        "gezindte levensbeschouwing levensovertuiging"},
    WordList{Subject::sex, "geslacht sekse jongen* meisje* vrouwelijk mannelijk"},
    WordList{
        Subject::family,
        "gezinssamenstelling gezinsgrootte gezinsvorm eenouder* alleenstaand* gehuwd* ongehuwd* gescheiden "
        "burgerlijke_staat aantal_kinderen kindertal groot_gezin grote_gezinnen samengesteld_gezin"},
    WordList{Subject::money,
             "inkomen* salaris vermogen uitkering* bijstand toeslag* schooltoelage* ouderbijdrage* bijdrage "
             "betaald betaling* geld schulden stadspas minima donatie* sponsor* woz* koopwoning huurwoning"},
    WordList{
        Subject::support,
        "ondersteuning* zorg zorgvraag zorgbehoefte zorgleerling* handicap* beperking* diagnose* rugzakje "
        "tlv autisme adhd"},
    WordList{Subject::registration,
             "aanmelddatum aanmeldmoment aanmeldvolgorde datum_aanmelding datum_van_aanmelding aangemeld_op "
             "vroeg_aangemeld inschrijfdatum inschrijfmoment inschrijving* datum_inschrijving wachttijd* "
             "wie_het_eerst"},
    WordList{Subject::residence,
             "inwoner* ingezetene* woonplaats gemeente woongemeente stadsbewoner* woont_in_de_stad"},
    WordList{Subject::preschool,
             "voorschool* peuter* opvang kinderopvang dagopvang kdv psz ikc kindcentrum kinderdagverblijf"},
    WordList{Subject::age, "geboren geboortedatum leeftijd*"},
    WordList{Subject::area, "wijk* buurt* zone* gebied voedingsgebied stadsdeel postcode*"},
    WordList{Subject::flanders, "vlaanderen vlaams* vlaamse"},
};

constexpr std::array english{
    WordList{
        Subject::origin,
        "origin* ethnic* nationalit* native immigrant* migrant* migration_background country_of_birth "
        "birth_country mother_tongue home_language race racial refugee* residence_permit residence_status"},
    WordList{Subject::belief,
             "religio* faith church* muslim* islam* catholic* protestant* christian* jewish denomination"},
    WordList{Subject::sex, "sex gender boy boys girl girls male female"},
    WordList{
        Subject::family,
        "family_composition family_size family_form single_parent* lone_parent* married unmarried divorced "
        "marital* number_of_children large_family siblings_count"},
    WordList{Subject::money,
             "income* salary wage* wealth welfare allowance* fee fees paid payment* money debt* donat* "
             "contribution* house_value homeowner*"},
    WordList{Subject::support,
             "support support_need* special_need* care_need* disab* handicap* diagnosis autism adhd"},
    WordList{Subject::registration,
             "registered registration* date_of_registration applied_on applied_at application_date signup* "
             "sign_up* waiting_since first_come early_bird"},
    WordList{Subject::residence, "resident* residency municipality home_town own_town lives_in_town"},
    WordList{Subject::preschool,
             "preschool* pre_school* nursery daycare day_care childcare child_care toddler*"},
    WordList{Subject::age, "born birth birthdate birth_date date_of_birth birthday age"},
    WordList{Subject::area, "zone* area neighbourhood* district* catchment* postcode*"},
    WordList{Subject::flanders, "flanders flemish"},
};

bool is_letter_or_digit(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
         (static_cast<unsigned char>(byte) & 0x80U) != 0;
}

/// `_` around and between words, lower case.
std::string joined_by_bars(std::string_view text) {
  std::string joined = "_";
  for (char byte : text) {
    if (byte >= 'A' && byte <= 'Z') {
      byte = static_cast<char>(byte - 'A' + 'a');
    }
    if (is_letter_or_digit(byte)) {
      joined += byte;
    } else if (joined.back() != '_') {
      joined += '_';
    }
  }
  return joined.back() == '_' ? joined : joined + "_";
}

bool has_word(std::string_view joined, std::string_view words) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    std::string word = "_" + std::string(words.substr(0, end));
    if (word.back() == '*') {
      word.pop_back();
    } else {
      word += '_';
    }
    if (joined.find(word) != std::string_view::npos) {
      return true;
    }
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

bool is_negative(std::string_view value) {
  constexpr std::array<std::string_view, 7> negative{"no", "nee", "none", "geen", "false", "0", "n"};
  return std::ranges::find(negative, value) != negative.end();
}

}  // namespace

bool mentions(std::string_view text, Subject subject) {
  const std::string joined = joined_by_bars(text);
  const auto in = [&](const auto& lists) {
    return std::ranges::any_of(
        lists, [&](const WordList& list) { return list.subject == subject && has_word(joined, list.words); });
  };
  return in(dutch) || in(english);
}

bool is_about(const Criterion& criterion, Subject subject) {
  if (const auto* value = std::get_if<ValueTest>(&criterion.test)) {
    if (value->of_programme) {
      return false;
    }
    if (mentions(value->column, subject) ||
        std::ranges::any_of(value->in, [&](const std::string& one) { return mentions(one, subject); })) {
      return true;
    }
  } else if (const auto* claim = std::get_if<ClaimTest>(&criterion.test)) {
    if (mentions(claim->claim, subject)) {
      return true;
    }
  } else if (const auto* same = std::get_if<SameTest>(&criterion.test)) {
    if (mentions(same->pupil_column, subject)) {
      return true;
    }
  }
  return mentions(criterion.name, subject);
}

bool asks_for_no(const Criterion& criterion) {
  const auto* value = std::get_if<ValueTest>(&criterion.test);
  return value != nullptr && !value->in.empty() && std::ranges::all_of(value->in, is_negative);
}

}  // namespace mengpaneel::place

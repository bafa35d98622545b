// SPDX-License-Identifier: EUPL-1.2
#include "verify/check_certificate.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "verify/json.hpp"

namespace mengpaneel::verify {

namespace {

constexpr std::string_view file_name = "certificate.json";

std::string hex_of(std::string_view bytes) { return base::to_hex(base::sha256(bytes)); }

/// Writes a certificate in the one form that it has, to compare with the bytes. Strings are copied with the
/// escapes that they have, so that two ways to escape are not told apart here; the digest does that.
class CanonicalWriter {
 public:
  explicit CanonicalWriter(const JsonValue& certificate) : certificate_(certificate) {}

  /// nullopt when a member is not there or is of another kind.
  std::optional<std::string> write() {
    out_ = "{\n";
    number("  ", "format");
    for (const std::string_view name : {"program", "version", "mechanism", "numbers"}) {
      string("  ", certificate_, name, true);
    }
    out_ += "  \"draw\": {\n";
    if (const JsonValue* const draw = member(certificate_, "draw", JsonKind::object, 3)) {
      string("    ", *draw, "kind", true);
      string("    ", *draw, "seed", true);
      parties(*draw);
    }
    out_ += "  },\n";
    string("  ", certificate_, "frozen_digest", true);
    digests("inputs");
    digests("outputs");
    string("  ", certificate_, "digest", false);
    out_ += "}\n";
    return is_right_ && certificate_.items.size() == 10 ? std::optional(out_) : std::nullopt;
  }

 private:
  const JsonValue* member(const JsonValue& parent, std::string_view name, JsonKind kind, std::size_t size) {
    const JsonValue* const value = parent.find(name);
    const bool is_right =
        value != nullptr && value->kind == kind && (size == 0 || value->items.size() == size);
    is_right_ = is_right_ && is_right;
    return is_right ? value : nullptr;
  }

  void begin(std::string_view indent, std::string_view name) {
    out_.append(indent).append("\"").append(name).append("\": ");
  }

  void number(std::string_view indent, std::string_view name) {
    if (const JsonValue* const value = member(certificate_, name, JsonKind::number, 0)) {
      begin(indent, name);
      out_.append(value->raw).append(",\n");
    }
  }

  void string(std::string_view indent, const JsonValue& parent, std::string_view name, bool more) {
    if (const JsonValue* const value = member(parent, name, JsonKind::string, 0)) {
      begin(indent, name);
      out_.append(value->raw).append(more ? ",\n" : "\n");
    }
  }

  void parties(const JsonValue& draw) {
    const JsonValue* const list = member(draw, "parties", JsonKind::array, 0);
    begin("    ", "parties");
    out_ += "[";
    for (std::size_t index = 0; list != nullptr && index < list->items.size(); ++index) {
      out_ += index == 0 ? "\n      {" : ",\n      {";
      bool is_first = true;
      for (const std::string_view name : {"party", "commitment", "reveal"}) {
        if (const JsonValue* const value = member(list->items[index], name, JsonKind::string, 0)) {
          begin(is_first ? "" : ", ", name);
          out_ += value->raw;
          is_first = false;
        }
      }
      is_right_ = is_right_ && list->items[index].items.size() == 3;
      out_ += "}";
    }
    out_ += list != nullptr && !list->items.empty() ? "\n    ]\n" : "]\n";
  }

  void digests(std::string_view name) {
    const JsonValue* const list = member(certificate_, name, JsonKind::object, 0);
    begin("  ", name);
    out_ += "{";
    for (std::size_t index = 0; list != nullptr && index < list->items.size(); ++index) {
      is_right_ = is_right_ && list->items[index].kind == JsonKind::string &&
                  (index == 0 || list->names[index - 1] < list->names[index]);
      out_.append(index == 0 ? "\n    \"" : ",\n    \"").append(list->names[index]).append("\": ");
      out_ += list->items[index].raw;
    }
    out_ += list != nullptr && !list->items.empty() ? "\n  },\n" : "},\n";
  }

  const JsonValue& certificate_;
  std::string out_;
  bool is_right_ = true;
};

class CertificateCheck {
 public:
  CertificateCheck(const FrozenFiles& frozen, const OutcomeFiles& outcome, const RoundFiles* round,
                   Findings& findings)
      : frozen_(frozen),
        outcome_(outcome),
        round_(round),
        bytes_(*outcome.certificate_json),
        findings_(findings) {}

  std::optional<Certificate> run() {
    JsonFault fault{};
    const std::optional<JsonValue> parsed = parse_json(bytes_, fault);
    if (!parsed || parsed->kind != JsonKind::object) {
      malformed(fault.line);
      return std::nullopt;
    }
    certificate_ = &*parsed;
    check_form();
    check_own_digest();
    check_digests();
    const std::optional<base::Digest> seed = check_draw();
    findings_.checked(Claim::digests_match, digest_count_);
    if (!seed) {
      return std::nullopt;
    }
    return Certificate{*seed, std::string(certificate_->find_text("mechanism").value_or("")),
                       std::string(certificate_->find_text("numbers").value_or(""))};
  }

 private:
  void add(FindingCode code, std::string_view file, std::string_view found, std::string_view expected) {
    findings_.add({.code = code,
                   .file = std::string(file),
                   .found = std::string(found),
                   .expected = std::string(expected)});
  }

  void malformed(std::uint64_t line) {
    findings_.add({.code = FindingCode::certificate_malformed, .file = std::string(file_name), .line = line});
  }

  void check_form() {
    const std::optional<std::string> canonical = CanonicalWriter(*certificate_).write();
    if (!canonical) {
      return malformed(1);
    }
    if (*canonical != bytes_) {
      const auto differs = std::ranges::mismatch(bytes_, *canonical).in1;
      return malformed(1 + static_cast<std::uint64_t>(std::count(bytes_.begin(), differs, '\n')));
    }
    const JsonValue* const format = certificate_->find("format");
    if (format->raw != "1" || certificate_->find_text("program") != "mengpaneel") {
      malformed(2);
    }
  }

  /// SHA-256 of everything before the line with the digest (decision 27).
  void check_own_digest() {
    const std::size_t begin = bytes_.rfind("  \"digest\": ");
    const std::string_view written = certificate_->find_text("digest").value_or("");
    const std::string computed = begin == std::string_view::npos ? "" : hex_of(bytes_.substr(0, begin));
    if (written != computed) {
      add(FindingCode::certificate_digest_wrong, file_name, written, computed);
    }
    ++digest_count_;
  }

  void check_digests() {
    // Large files are hashed once, also where they are both given and part of the outcome.
    const std::string frozen_hex = hex_of(frozen_.frozen_csv);
    const std::string seats_hex = hex_of(frozen_.seats_csv);
    const std::string policy_hex = hex_of(frozen_.policy_toml);
    frozen_digest_ =
        hex_of(frozen_hex + "  frozen.csv\n" + policy_hex + "  policy.toml\n" + seats_hex + "  seats.csv\n");
    const std::string_view written = certificate_->find_text("frozen_digest").value_or("");
    if (written != frozen_digest_) {
      add(FindingCode::frozen_digest_wrong, file_name, written, frozen_digest_);
    }
    ++digest_count_;
    const auto known_or_hashed = [](const std::optional<std::string_view>& bytes, std::string_view given,
                                    const std::string& hex) {
      return !bytes ? std::string() : *bytes == given ? hex : hex_of(*bytes);
    };
    const auto hashed = [](const std::optional<std::string_view>& bytes) {
      return bytes ? hex_of(*bytes) : std::string();
    };
    std::vector<std::pair<std::string, std::string>> outputs{
        {"cutoffs.csv", hashed(outcome_.cutoffs_csv)},
        {"decisions.csv", hashed(outcome_.decisions_csv)},
        {"frozen.csv", known_or_hashed(outcome_.frozen_csv, frozen_.frozen_csv, frozen_hex)},
        {"placements.csv", hashed(outcome_.placements_csv)},
        {"policy.toml", known_or_hashed(outcome_.policy_toml, frozen_.policy_toml, policy_hex)},
        {"seats.csv", known_or_hashed(outcome_.seats_csv, frozen_.seats_csv, seats_hex)},
        {"summary.json", hashed(outcome_.summary_json)},
        {"waiting_lists.csv", hashed(outcome_.waiting_lists_csv)}};
    if (outcome_.after) {
      outputs.emplace_back("events.csv", hashed(outcome_.after->events_csv));
      outputs.emplace_back("late.csv", hashed(outcome_.after->late_csv));
      outputs.emplace_back("moves.csv", hashed(outcome_.after->moves_csv));
      outputs.emplace_back("new_seats.csv", hashed(outcome_.after->new_seats_csv));
    }
    compare("outputs", outputs, FindingCode::output_digest_wrong, FindingCode::output_not_named,
            FindingCode::output_named_too_many);
    check_inputs(policy_hex);
  }

  void check_inputs(const std::string& policy_hex) {
    const JsonValue* const inputs = certificate_->find("inputs");
    // An outcome that was made from a frozen folder names no inputs.
    if (round_ == nullptr || inputs == nullptr || inputs->items.empty()) {
      return;
    }
    std::vector<std::pair<std::string, std::string>> files{
        {"programmes.csv", hex_of(round_->programmes_csv)},
        {"pupils.csv", hex_of(round_->pupils_csv)},
        {"preferences.csv", hex_of(round_->preferences_csv)}};
    for (const NamedBytes& file : round_->other_files) {
      files.emplace_back(file.name, hex_of(file.bytes));
    }
    if (inputs->find("policy.toml") != nullptr) {
      files.emplace_back("policy.toml", policy_hex);
    }
    compare("inputs", files, FindingCode::input_digest_wrong, FindingCode::input_not_named,
            FindingCode::input_named_too_many);
  }

  /// `files`: name and digest; an empty digest is a file that is missing, which is reported elsewhere.
  void compare(std::string_view member, const std::vector<std::pair<std::string, std::string>>& files,
               FindingCode wrong, FindingCode not_named, FindingCode too_many) {
    const JsonValue* const list = certificate_->find(member);
    if (list == nullptr || list->kind != JsonKind::object) {
      return malformed(1);
    }
    for (const auto& [name, hex] : files) {
      const std::optional<std::string_view> written = list->find_text(name);
      if (!written) {
        add(not_named, name, {}, {});
      } else if (!hex.empty() && *written != hex) {
        add(wrong, name, *written, hex);
      }
      ++digest_count_;
    }
    for (const std::string& name : list->names) {
      if (std::ranges::none_of(files, [&](const auto& file) { return file.first == name; })) {
        add(too_many, name, {}, {});
      }
    }
  }

  std::optional<base::Digest> check_draw() {
    const JsonValue* const draw = certificate_->find("draw");
    const std::string_view written = draw == nullptr ? "" : draw->find_text("seed").value_or("");
    const std::optional<base::Digest> seed = base::digest_from_hex(written);
    const JsonValue* const parties = draw == nullptr ? nullptr : draw->find("parties");
    if (!seed || base::to_hex(*seed) != written || parties == nullptr) {
      malformed(1);
      return std::nullopt;
    }
    const std::string_view kind = draw->find_text("kind").value_or("");
    if (kind != (parties->items.empty() ? "rehearsal" : "draw")) {
      add(FindingCode::draw_kind_wrong, file_name, kind, parties->items.empty() ? "rehearsal" : "draw");
    }
    check_parties(*parties, written);
    return seed;
  }

  void check_parties(const JsonValue& parties, std::string_view seed) {
    std::vector<std::pair<std::string_view, std::string_view>> reveals;
    for (const JsonValue& party : parties.items) {
      const std::string_view name = party.find_text("party").value_or("");
      const std::string_view reveal = party.find_text("reveal").value_or("");
      const std::string_view commitment = party.find_text("commitment").value_or("");
      const base::Digest computed = base::sha256(reveal);
      if (base::digest_from_hex(commitment) != computed) {
        add(FindingCode::commitment_wrong, name, commitment, base::to_hex(computed));
      }
      reveals.emplace_back(name, reveal);
    }
    if (reveals.empty()) {
      return;
    }
    findings_.checked(Claim::draw_honest, reveals.size());
    std::ranges::sort(reveals);
    std::string message = "mengpaneel draw 1\n" + frozen_digest_ + "\n";
    for (std::size_t index = 0; index < reveals.size(); ++index) {
      message.append(reveals[index].first).append("\t").append(reveals[index].second).append("\n");
      if (index > 0 && reveals[index - 1].first == reveals[index].first) {
        add(FindingCode::commitment_wrong, reveals[index].first, "2", "1");
      }
    }
    if (const std::string computed = hex_of(message); computed != seed) {
      add(FindingCode::seed_wrong, file_name, seed, computed);
    }
  }

  const FrozenFiles& frozen_;
  const OutcomeFiles& outcome_;
  const RoundFiles* round_;
  std::string_view bytes_;
  Findings& findings_;
  const JsonValue* certificate_ = nullptr;
  std::string frozen_digest_;
  std::uint64_t digest_count_ = 0;
};

}  // namespace

std::optional<Certificate> check_certificate(const FrozenFiles& frozen, const OutcomeFiles& outcome,
                                             const RoundFiles* round, Findings& findings) {
  if (!outcome.certificate_json) {
    return std::nullopt;
  }
  return CertificateCheck(frozen, outcome, round, findings).run();
}

}  // namespace mengpaneel::verify

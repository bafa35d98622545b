// SPDX-License-Identifier: EUPL-1.2
#include "io/certificate_reader.hpp"

#include "base/hash.hpp"
#include "io/json.hpp"

namespace mengpaneel::io {

namespace {

std::string text_of(const json::Value* value, std::string_view key) {
  const json::Value* member = value == nullptr ? nullptr : value->find(key);
  const std::string* text = member == nullptr ? nullptr : member->text();
  return text == nullptr ? std::string() : *text;
}

bool read_draw(const json::Value* value, place::Draw& draw) {
  const std::optional<base::Digest> seed = base::digest_from_hex(text_of(value, "seed"));
  const json::Value* parties = value == nullptr ? nullptr : value->find("parties");
  if (!seed || parties == nullptr || parties->array() == nullptr) {
    return false;
  }
  draw.seed = *seed;
  for (const json::Value& party : *parties->array()) {
    draw.parties.push_back({.party = text_of(&party, "party"),
                            .commitment = text_of(&party, "commitment"),
                            .reveal = text_of(&party, "reveal")});
  }
  return true;
}

}  // namespace

base::Result<ReadCertificate> parse_certificate(std::string_view bytes, const std::string& file) {
  const base::Result<json::Value> parsed = json::parse(bytes, file);
  if (!parsed) {
    return std::unexpected(parsed.error());
  }
  ReadCertificate certificate;
  certificate.mechanism = text_of(&*parsed, "mechanism");
  certificate.numbers = text_of(&*parsed, "numbers");
  const json::Value* outputs = parsed->find("outputs");
  if (!read_draw(parsed->find("draw"), certificate.draw) || certificate.mechanism.empty() ||
      outputs == nullptr || outputs->object() == nullptr) {
    return base::fail({.code = base::ErrorCode::not_this_kind_of_file,
                       .file = file,
                       .value = "draw, mechanism, outputs",
                       .expected = "certificate.json"});
  }
  for (const json::Member& member : *outputs->object()) {
    certificate.outputs.emplace_back(member.key, text_of(outputs, member.key));
  }
  const std::size_t end = bytes.rfind("  \"digest\": ");  // decision 27
  if (end == std::string_view::npos ||
      base::to_hex(base::sha256(bytes.substr(0, end))) != text_of(&*parsed, "digest")) {
    return base::fail({.code = base::ErrorCode::outcome_file_differs, .file = file});
  }
  return certificate;
}

}  // namespace mengpaneel::io

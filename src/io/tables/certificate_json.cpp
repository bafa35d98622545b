// SPDX-License-Identifier: EUPL-1.2
#include "io/tables/certificate_json.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "base/json_writer.hpp"

namespace mengpaneel::io::tables {

namespace {

void write_digests(base::JsonWriter& json, std::string_view key, FileDigests digests) {
  std::ranges::sort(digests);
  json.key(key).begin_object();
  for (const auto& [file, digest] : digests) {
    json.key(file).text(digest);
  }
  json.end_object();
}

void write_draw(base::JsonWriter& json, const place::Draw& draw) {
  json.key("draw").begin_object();
  json.key("kind").text(draw.is_rehearsal() ? "rehearsal" : "draw");
  json.key("seed").text(base::to_hex(draw.seed));
  json.key("parties").begin_array();
  for (const place::DrawParty& party : draw.parties) {
    json.begin_row().key("party").text(party.party).key("commitment").text(party.commitment);
    json.key("reveal").text(party.reveal).end_object();
  }
  json.end_array().end_object();
}

}  // namespace

std::string write_certificate(const Certificate& certificate) {
  std::string out;
  base::JsonWriter json(out);
  json.begin_object();
  json.key("format").number(1);
  json.key("program").text("mengpaneel");
  json.key("version").text(certificate.version);
  json.key("mechanism").text(certificate.mechanism);
  json.key("numbers").text(certificate.numbers);
  write_draw(json, certificate.draw);
  json.key("frozen_digest").text(certificate.frozen_digest);
  write_digests(json, "inputs", certificate.inputs);
  write_digests(json, "outputs", certificate.outputs);
  // The digest covers everything up to its own line, so that line is written by hand.
  out.append(",\n");
  const std::string digest = base::to_hex(base::sha256(out));
  out.append("  \"digest\": \"").append(digest).append("\"\n}\n");
  return out;
}

}  // namespace mengpaneel::io::tables

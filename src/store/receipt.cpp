// SPDX-License-Identifier: EUPL-1.2
#include "store/receipt.hpp"

#include "store/audit.hpp"

namespace mengpaneel::store {

std::string application_content(const std::string& municipality, const std::string& round,
                                const std::string& child, std::span<const app::ProgrammeId> ranked) {
  Canonical canonical;
  canonical.add(std::string_view("mengpaneel application 1")).add(municipality).add(round).add(child);
  for (const app::ProgrammeId& programme : ranked) {
    canonical.add(programme.text);
  }
  return canonical.bytes();
}

std::string receipt_content(const app::Receipt& receipt) {
  return Canonical()
      .add(std::string_view("mengpaneel receipt 1"))
      .add(receipt.number.text)
      .add(receipt.municipality.text)
      .add(receipt.round.text)
      .add(receipt.application_number)
      .add(receipt.version)
      .add(base::to_hex(receipt.digest))
      .add(receipt.sent_ms)
      .add(receipt.audit_position)
      .add(receipt.key_id)
      .bytes();
}

void sign_receipt(app::Receipt& receipt, const Keyring& keyring) {
  receipt.key_id = keyring.signing_key_id;
  receipt.signature = sign(receipt_content(receipt), keyring.signing_seeds.at(keyring.signing_key_id));
}

bool receipt_holds(const app::Receipt& receipt, std::string_view public_key) {
  return signature_holds(receipt_content(receipt), receipt.signature, public_key);
}

}  // namespace mengpaneel::store

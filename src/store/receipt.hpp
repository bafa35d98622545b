// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What is digested and what is signed of an application, so that someone else can do it too.

#include <span>
#include <string>

#include "app/ports/portal_store.hpp"
#include "store/keyring.hpp"

namespace mengpaneel::store {

/// The content of an application: "mengpaneel application 1", municipality, round, child (pseudonym),
/// programmes in order, as Canonical fields. The digest in a receipt is of this; in the audit chain, of the
/// child's salt and this.
[[nodiscard]] std::string application_content(const std::string& municipality, const std::string& round,
                                              const std::string& child,
                                              std::span<const app::ProgrammeId> ranked);

/// What the signature of a receipt is over: "mengpaneel receipt 1", number, municipality, round, application
/// number, version, digest in hex, sent_ms, audit position, key id, as Canonical fields.
[[nodiscard]] std::string receipt_content(const app::Receipt& receipt);

/// Fills in key_id and signature with the signing key in use.
void sign_receipt(app::Receipt& receipt, const Keyring& keyring);
/// `public_key` is that of the receipt's key_id.
[[nodiscard]] bool receipt_holds(const app::Receipt& receipt, std::string_view public_key);

}  // namespace mengpaneel::store

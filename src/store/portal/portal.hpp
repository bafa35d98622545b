// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What a portal's transactions do: the functions of app/ports/portal_store.hpp, inside a transaction whose
// chain is locked when they change something. A result after a refusal means nothing.

#include <optional>
#include <string>
#include <vector>

#include "app/ports/portal_store.hpp"
#include "store/private_fields.hpp"
#include "store/transaction.hpp"

namespace mengpaneel::store {

// rounds.cpp. add_municipality begins the chain, so there is none to lock yet.
void add_municipality(Transaction& transaction, const std::string& name);
void add_round(Transaction& transaction, const app::ApplicationRound& round);
/// Refuses with round_unknown.
void require_round(Transaction& transaction, const app::RoundId& round);

// people.cpp
[[nodiscard]] app::PersonId register_person(Transaction& transaction, const Secrets& secrets,
                                            const app::NewPerson& person);
[[nodiscard]] std::optional<app::Account> find_person(Transaction& transaction, const Secrets& secrets,
                                                      const std::string& login);
[[nodiscard]] app::Child register_child(Transaction& transaction, const Secrets& secrets,
                                        const app::NewChild& child);
void add_guardian(Transaction& transaction, const app::ChildId& child, const app::PersonId& person);
[[nodiscard]] std::vector<app::Child> children_of(Transaction& transaction, const Secrets& secrets);
/// The application number of a child of the caller; refuses with child_unknown.
[[nodiscard]] std::string require_own_child(Transaction& transaction, const app::ChildId& child);

// applications.cpp
[[nodiscard]] app::Receipt send_application(Transaction& transaction, const Secrets& secrets,
                                            const app::ApplicationToSend& application);
[[nodiscard]] std::optional<app::SentApplication> read_application(Transaction& transaction,
                                                                   const app::RoundId& round,
                                                                   const app::ChildId& child);
[[nodiscard]] std::uint64_t count_applications(Transaction& transaction, const app::RoundId& round);

// erasure.cpp
void erase_person(Transaction& transaction, const app::PersonId& person);

// limits.cpp: refuse what is empty, too long or not fit to be stored.
struct Limit {
  std::string_view field;
  std::size_t bytes_max;
};
/// Lower-case letters, digits and hyphens, 1 to 64: it stands in addresses and in anchors.
void require_slug(Transaction& transaction, std::string_view field, const std::string& value);
void require_identifier(Transaction& transaction, std::string_view field, const std::string& value);
void require_text(Transaction& transaction, const Limit& limit, const std::string& value);

/// 128 random bits in hex: nothing about the person.
[[nodiscard]] std::string new_pseudonym(const Secrets& secrets);
/// `characters` of digits and capitals without I, L, O and U, so that it can be read out: 5 random bits each.
[[nodiscard]] std::string new_readable_number(const Secrets& secrets, std::size_t characters);

}  // namespace mengpaneel::store

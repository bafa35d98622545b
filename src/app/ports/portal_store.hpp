// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What the portal asks of its database: one function for each thing that a user does. store implements it on
// SQLite and on PostgreSQL.
//
// Every function acts for one caller in one municipality, and looks at nothing outside that municipality.
// What changes something is one transaction together with its record in the audit chain: both are there,
// durably, when the function returns, or neither is. Roles are checked by the caller of this interface; that
// a guardian touches only children of her own is checked here.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/hash.hpp"

namespace mengpaneel::app {

/// A name of one kind of thing, so that a child cannot be passed where a person is meant.
template <typename Kind>
struct Name {
  std::string text;
  auto operator<=>(const Name&) const = default;
};
using MunicipalityId = Name<struct MunicipalityKind>;
using PersonId =
    Name<struct PersonKind>;  ///< a pseudonym, drawn at random; never a name or a number of a person
using ChildId = Name<struct ChildKind>;  ///< likewise
using RoundId = Name<struct RoundKind>;
using ProgrammeId = Name<struct ProgrammeKind>;
using ReceiptNumber = Name<struct ReceiptKind>;

enum class Role : std::uint8_t { guardian, official, administrator };

/// Who asks what is asked, and when, in milliseconds since 1970 (UTC) by the clock that app was given.
struct Caller {
  MunicipalityId municipality;
  Role role;
  PersonId person;
  std::int64_t now_ms;
};

struct Programme {
  ProgrammeId id;
  std::string name;
};

/// A round takes applications while opens_ms <= now < closes_ms.
struct ApplicationRound {
  RoundId id;
  std::string title;
  std::int64_t opens_ms;
  std::int64_t closes_ms;
  std::uint32_t maximum_preferences;
  std::vector<Programme> programmes;
};

/// `login` is what the person is known by when logging in (an address, or provider and subject): compared as
/// bytes.
struct NewPerson {
  Role role;
  std::string name;
  std::string login;
};

struct Account {
  PersonId id;
  Role role;
  std::string name;
};

/// `born` is a date, 2023-05-17.
struct NewChild {
  std::string name;
  std::string born;
};

struct Child {
  ChildId id;
  std::string application_number;  ///< drawn at random; the pupil_id of round folders
  std::string name;
  std::string born;
};

/// `key` is made by the sender, once for what is meant to be one sending, and repeated with every retry.
struct ApplicationToSend {
  std::string key;
  RoundId round;
  ChildId child;
  std::vector<ProgrammeId> ranked;  ///< most wanted first
};

/// What a guardian holds against us. `digest` is of the list that was sent and `signature` is over all the
/// rest, so that the receipt can be checked by anyone who has our public key (store/receipt.hpp).
struct Receipt {
  ReceiptNumber number;
  MunicipalityId municipality;
  RoundId round;
  std::string application_number;
  std::uint64_t version;  ///< 1 for the first list of this child in this round
  base::Digest digest;
  std::int64_t sent_ms;
  std::uint64_t audit_position;
  std::string key_id;
  std::string signature;  ///< 64 bytes

  bool operator==(const Receipt&) const = default;
};

struct SentApplication {
  Receipt receipt;
  std::vector<ProgrammeId> ranked;
};

/// Errors of every function: database_failed, database_busy (try again with the same input), and those named
/// below. Safe for several threads at once.
class PortalStore {
 public:
  PortalStore() = default;
  PortalStore(const PortalStore&) = delete;
  PortalStore& operator=(const PortalStore&) = delete;
  virtual ~PortalStore() = default;

  /// Adds the caller's municipality. Errors: duplicate, not_an_identifier.
  [[nodiscard]] virtual base::Result<void> add_municipality(const Caller& caller,
                                                            const std::string& name) = 0;
  /// Errors: duplicate (also of a programme), not_an_identifier, from_after_until, municipality_unknown.
  [[nodiscard]] virtual base::Result<void> add_round(const Caller& caller, const ApplicationRound& round) = 0;

  /// Errors: login_taken, municipality_unknown.
  [[nodiscard]] virtual base::Result<PersonId> register_person(const Caller& caller,
                                                               const NewPerson& person) = 0;
  /// Whose login this is in the caller's municipality, if anyone's. Of the caller only the municipality is
  /// used.
  [[nodiscard]] virtual base::Result<std::optional<Account>> find_person(const Caller& caller,
                                                                         const std::string& login) = 0;
  /// A child of the caller. Errors: person_unknown.
  [[nodiscard]] virtual base::Result<Child> register_child(const Caller& caller, const NewChild& child) = 0;
  /// Makes `person` a guardian of a child of the caller; once more is no error. Errors: child_unknown,
  /// person_unknown.
  [[nodiscard]] virtual base::Result<void> add_guardian(const Caller& caller, const ChildId& child,
                                                        const PersonId& person) = 0;
  /// The caller's children, by application number.
  [[nodiscard]] virtual base::Result<std::vector<Child>> children_of(const Caller& caller) = 0;

  /// Sends a list for a child of the caller, in place of an earlier one. The same key with the same content
  /// gives the receipt of the first time and changes nothing, also after the round has closed. Errors:
  /// idempotency_conflict, round_unknown, round_not_open, child_unknown, unknown_programme, duplicate,
  /// list_too_long, list_too_short.
  [[nodiscard]] virtual base::Result<Receipt> send_application(const Caller& caller,
                                                               const ApplicationToSend& application) = 0;
  /// What stands for a child of the caller, if anything was sent. Errors: child_unknown.
  [[nodiscard]] virtual base::Result<std::optional<SentApplication>> read_application(
      const Caller& caller, const RoundId& round, const ChildId& child) = 0;
  /// Children with an application. Errors: round_unknown.
  [[nodiscard]] virtual base::Result<std::uint64_t> count_applications(const Caller& caller,
                                                                       const RoundId& round) = 0;

  /// Removes a person, the children who have no other guardian, and what was sent for them, for good. The
  /// audit chain stays as it is. Errors: person_unknown.
  [[nodiscard]] virtual base::Result<void> erase_person(const Caller& caller, const PersonId& person) = 0;
};

}  // namespace mengpaneel::app

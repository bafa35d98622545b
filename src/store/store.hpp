// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The portal's database: app/ports/portal_store.hpp on SQLite or PostgreSQL, and what an operator does with
// it.
//
//   auto store = open_store({.database = "portal.sqlite", .keyring = keyring});
//   auto receipt = (*store)->send_application(caller, application);
//
// On SQLite one session writes and up to four read beside it; on PostgreSQL up to eight do both, and writers
// of one municipality wait for each other at the end of its audit chain.

#include <functional>
#include <memory>
#include <string>

#include "app/ports/portal_store.hpp"
#include "store/keyring.hpp"
#include "store/pool.hpp"
#include "store/private_fields.hpp"
#include "store/verify_chain.hpp"

namespace mengpaneel::store {

/// Wraps every new session; tests put a failing one around it.
using Wrap = std::function<std::unique_ptr<Connection>(std::unique_ptr<Connection>)>;

struct StoreOptions {
  std::string database;  ///< postgresql://.. (or postgres://..), else the path of an SQLite file
  Keyring keyring;
  RandomSource* random = &system_random();
  std::string file_system{};  ///< of SQLite; see SqliteOptions
  Wrap wrap{};
};

class Store final : public app::PortalStore {
 public:
  explicit Store(const StoreOptions& options);

  base::Result<void> add_municipality(const app::Caller& caller, const std::string& name) override;
  base::Result<void> add_round(const app::Caller& caller, const app::ApplicationRound& round) override;
  base::Result<app::PersonId> register_person(const app::Caller& caller,
                                              const app::NewPerson& person) override;
  base::Result<std::optional<app::Account>> find_person(const app::Caller& caller,
                                                        const std::string& login) override;
  base::Result<app::Child> register_child(const app::Caller& caller, const app::NewChild& child) override;
  base::Result<void> add_guardian(const app::Caller& caller, const app::ChildId& child,
                                  const app::PersonId& person) override;
  base::Result<std::vector<app::Child>> children_of(const app::Caller& caller) override;
  base::Result<app::Receipt> send_application(const app::Caller& caller,
                                              const app::ApplicationToSend& application) override;
  base::Result<std::optional<app::SentApplication>> read_application(const app::Caller& caller,
                                                                     const app::RoundId& round,
                                                                     const app::ChildId& child) override;
  base::Result<std::uint64_t> count_applications(const app::Caller& caller,
                                                 const app::RoundId& round) override;
  base::Result<void> erase_person(const app::Caller& caller, const app::PersonId& person) override;

  /// Seals what identifies people in the caller's municipality under the field key in use: how many values
  /// were under another. In steps of a few hundred, each recorded, so others go on meanwhile; run again after
  /// an error.
  [[nodiscard]] base::Result<std::uint64_t> rotate_field_key(const app::Caller& caller);

  [[nodiscard]] base::Result<ChainReport> verify(const std::vector<Anchor>& anchors = {});

 private:
  template <typename Do>
  auto change(const app::Caller& caller, const Do& act);
  template <typename Do>
  auto look(const app::Caller& caller, const Do& act);
  Pool& readers();

  Secrets secrets_;
  bool sqlite_;
  Pool writers_;
  Pool readers_;  ///< of SQLite only
};

/// Opens the database, makes it when it is an SQLite file that is not there, and brings its schema up to
/// date. Errors: database_failed, database_busy, database_newer, database_foreign.
[[nodiscard]] base::Result<std::unique_ptr<Store>> open_store(const StoreOptions& options);

[[nodiscard]] bool is_postgres(const std::string& database);

}  // namespace mengpaneel::store

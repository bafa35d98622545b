// SPDX-License-Identifier: EUPL-1.2
#pragma once
// A small town in a store: a round with five programmes, a guardian with a child, and how to send for her.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "store/postgres_connection.hpp"
#include "store/sqlite_connection.hpp"
#include "store/store.hpp"

namespace mengpaneel::store {

inline constexpr std::int64_t opens_ms = 1'000'000;
inline constexpr std::int64_t closes_ms = 2'000'000;

/// The codes of what went wrong; empty when nothing did.
template <typename Value>
std::vector<std::string> codes(const base::Result<Value>& result) {
  std::vector<std::string> names;
  if (!result) {
    for (const base::Error& error : result.error().shown()) {
      names.emplace_back(base::error_code_name(error.code));
    }
  }
  return names;
}
/// The value, or the end of the test program with the reason.
template <typename Value>
Value need(base::Result<Value> result) {
  if (!result) {
    ADD_FAILURE() << codes(result).front() << ": " << result.error().shown().front().value;
    std::abort();
  }
  if constexpr (!std::is_void_v<Value>) {
    return std::move(*result);
  }
}

inline app::Caller administrator(const std::string& town) {
  return {{town}, app::Role::administrator, {"administrator"}, opens_ms - 10};
}

struct Family {
  app::Caller guardian;
  app::Child child;
};

inline app::ApplicationRound round_of(const std::string& id) {
  app::ApplicationRound round{.id = {id},
                              .title = "Aanmelden",
                              .opens_ms = opens_ms,
                              .closes_ms = closes_ms,
                              .maximum_preferences = 4,
                              .programmes = {}};
  for (const char* const programme : {"A", "B", "C", "D", "E"}) {
    round.programmes.push_back({{programme}, std::string("School ") + programme});
  }
  return round;
}

inline Family add_family(app::PortalStore& store, const std::string& town, const std::string& login) {
  const app::PersonId person =
      need(store.register_person(administrator(town), {app::Role::guardian, "Guardian " + login, login}));
  const app::Caller guardian{{town}, app::Role::guardian, person, opens_ms + 5};
  return {guardian, need(store.register_child(guardian, {"Child of " + login, "2023-05-17"}))};
}

inline Family add_town(app::PortalStore& store, const std::string& town) {
  need(store.add_municipality(administrator(town), "Town " + town));
  need(store.add_round(administrator(town), round_of("2027")));
  return add_family(store, town, "first@" + town);
}

inline app::ApplicationToSend list_for(const Family& family, const std::string& key,
                                       const std::vector<std::string>& ranked = {"B", "A", "C"}) {
  app::ApplicationToSend application{.key = key, .round = {"2027"}, .child = family.child.id, .ranked = {}};
  for (const std::string& programme : ranked) {
    application.ranked.push_back({programme});
  }
  return application;
}

/// The keys of the tests: the same for each store of one test program.
inline const Keyring& test_keys() {
  static const Keyring keyring = new_keyring(system_random());
  return keyring;
}

inline std::unique_ptr<Store> open_test_store(const std::string& database) {
  return need(open_store({.database = database, .keyring = test_keys()}));
}

/// A session beside the store's own.
inline std::unique_ptr<Connection> open_beside(const std::string& database) {
  auto opened = is_postgres(database) ? open_postgres(database) : open_sqlite({.path = database});
  if (!opened) {
    ADD_FAILURE() << opened.error().message;
    std::abort();
  }
  return std::move(*opened);
}

/// Runs statements that must succeed.
inline Rows run_all(Connection& connection, const std::vector<std::string>& statements) {
  Rows last;
  for (const std::string& statement : statements) {
    DatabaseResult<Rows> rows = connection.run(statement, {});
    EXPECT_TRUE(rows) << statement << ": " << (rows ? "" : rows.error().message);
    if (rows) {
      last = std::move(*rows);
    }
  }
  return last;
}

}  // namespace mengpaneel::store

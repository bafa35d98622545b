// SPDX-License-Identifier: EUPL-1.2
#include "store/store.hpp"

#include <type_traits>
#include <utility>

#include "store/audit.hpp"
#include "store/migrations/migrations.hpp"
#include "store/portal/portal.hpp"
#include "store/postgres_connection.hpp"
#include "store/sqlite_connection.hpp"

namespace mengpaneel::store {

namespace {

constexpr std::size_t sqlite_readers_max = 4;
constexpr std::size_t postgres_sessions_max = 8;
constexpr int attempts_max = 3;
constexpr std::uint64_t resealed_at_once = 200;

Pool::Open opener(const StoreOptions& options, Access access) {
  return [database = options.database, file_system = options.file_system, wrap = options.wrap,
          access]() -> DatabaseResult<std::unique_ptr<Connection>> {
    auto opened = is_postgres(database)
                      ? open_postgres(database)
                      : open_sqlite({.path = database, .access = access, .file_system = file_system});
    if (opened && wrap) {
      return wrap(std::move(*opened));
    }
    return opened;
  };
}

/// Runs `act` in one transaction: its result, or why nothing happened.
template <typename Do>
auto in_transaction(Pool& pool, const app::Caller& caller, Access access, const Do& act)
    -> base::Result<std::invoke_result_t<Do, Transaction&>> {
  using Value = std::invoke_result_t<Do, Transaction&>;
  for (int attempt = 1;; ++attempt) {
    DatabaseResult<Pool::Lease> lease = pool.take();
    if (!lease) {
      return base::fail(error_of(lease.error()));
    }
    Transaction transaction(**lease, caller, access);
    if constexpr (std::is_void_v<Value>) {
      act(transaction);
      base::Result<void> finished = transaction.finish();
      if (finished || !transaction.worth_another_try() || attempt == attempts_max) {
        return finished;
      }
    } else {
      Value value = act(transaction);
      base::Result<void> finished = transaction.finish();
      if (finished) {
        return value;
      }
      if (!transaction.worth_another_try() || attempt == attempts_max) {
        return std::unexpected(std::move(finished.error()));
      }
    }
  }
}

}  // namespace

template <typename Do>
auto Store::change(const app::Caller& caller, const Do& act) {
  return in_transaction(writers_, caller, Access::write, [&](Transaction& transaction) {
    lock_chain(transaction);
    return act(transaction);
  });
}

template <typename Do>
auto Store::look(const app::Caller& caller, const Do& act) {
  return in_transaction(readers(), caller, Access::read, act);
}

Store::Store(const StoreOptions& options)
    : secrets_{options.keyring, *options.random},
      sqlite_(!is_postgres(options.database)),
      writers_(opener(options, Access::write), sqlite_ ? 1 : postgres_sessions_max),
      readers_(opener(options, Access::read), sqlite_readers_max) {}

Pool& Store::readers() { return sqlite_ ? readers_ : writers_; }

base::Result<void> Store::add_municipality(const app::Caller& caller, const std::string& name) {
  return in_transaction(writers_, caller, Access::write,
                        [&](Transaction& transaction) { store::add_municipality(transaction, name); });
}

base::Result<void> Store::add_round(const app::Caller& caller, const app::ApplicationRound& round) {
  return change(caller, [&](Transaction& transaction) { store::add_round(transaction, round); });
}

base::Result<app::PersonId> Store::register_person(const app::Caller& caller, const app::NewPerson& person) {
  return change(caller, [&](Transaction& transaction) {
    return store::register_person(transaction, secrets_, person);
  });
}

base::Result<std::optional<app::Account>> Store::find_person(const app::Caller& caller,
                                                             const std::string& login) {
  return look(caller,
              [&](Transaction& transaction) { return store::find_person(transaction, secrets_, login); });
}

base::Result<app::Child> Store::register_child(const app::Caller& caller, const app::NewChild& child) {
  return change(
      caller, [&](Transaction& transaction) { return store::register_child(transaction, secrets_, child); });
}

base::Result<void> Store::add_guardian(const app::Caller& caller, const app::ChildId& child,
                                       const app::PersonId& person) {
  return change(caller, [&](Transaction& transaction) { store::add_guardian(transaction, child, person); });
}

base::Result<std::vector<app::Child>> Store::children_of(const app::Caller& caller) {
  return look(caller, [&](Transaction& transaction) { return store::children_of(transaction, secrets_); });
}

base::Result<app::Receipt> Store::send_application(const app::Caller& caller,
                                                   const app::ApplicationToSend& application) {
  return change(caller, [&](Transaction& transaction) {
    return store::send_application(transaction, secrets_, application);
  });
}

base::Result<std::optional<app::SentApplication>> Store::read_application(const app::Caller& caller,
                                                                          const app::RoundId& round,
                                                                          const app::ChildId& child) {
  return look(caller,
              [&](Transaction& transaction) { return store::read_application(transaction, round, child); });
}

base::Result<std::uint64_t> Store::count_applications(const app::Caller& caller, const app::RoundId& round) {
  return look(caller,
              [&](Transaction& transaction) { return store::count_applications(transaction, round); });
}

base::Result<void> Store::erase_person(const app::Caller& caller, const app::PersonId& person) {
  base::Result<void> erased =
      change(caller, [&](Transaction& transaction) { store::erase_person(transaction, person); });
  if (erased && sqlite_) {
    // The write-ahead log still holds the pages as they were. When a reader is in the way, the next erasure
    // or the next start does it; what was asked for is done either way.
    if (DatabaseResult<Pool::Lease> lease = writers_.take()) {
      (void)(**lease).run("pragma wal_checkpoint(truncate)", {});
    }
  }
  return erased;
}

base::Result<std::uint64_t> Store::rotate_field_key(const app::Caller& caller) {
  std::uint64_t resealed = 0;
  for (;;) {
    const base::Result<std::uint64_t> step = change(caller, [&](Transaction& transaction) {
      const std::uint64_t count = reseal_fields(transaction, secrets_, resealed_at_once);
      if (count > 0) {
        record(transaction, {.action = "fields.resealed",
                             .object = secrets_.keyring.field_key_id,
                             .subject = {},
                             .content = Canonical().add(count).bytes()});
      }
      return count;
    });
    if (!step) {
      return step;
    }
    resealed += *step;
    if (*step < resealed_at_once) {
      return resealed;
    }
  }
}

base::Result<ChainReport> Store::verify(const std::vector<Anchor>& anchors) {
  PublicKeys public_keys;
  for (const auto& [id, seed] : secrets_.keyring.signing_seeds) {
    public_keys.emplace(id, public_key_of(seed));
  }
  DatabaseResult<Pool::Lease> lease = readers().take();
  if (!lease) {
    return base::fail(error_of(lease.error()));
  }
  return verify_chain(**lease, anchors, public_keys);
}

base::Result<std::unique_ptr<Store>> open_store(const StoreOptions& options) {
  const DatabaseResult<std::unique_ptr<Connection>> first = opener(options, Access::write)();
  if (!first) {
    return base::fail(error_of(first.error()));
  }
  // The address of a PostgreSQL may hold a password, so messages do without.
  if (base::Result<void> migrated =
          migrate(**first, is_postgres(options.database) ? "postgresql" : options.database);
      !migrated) {
    return std::unexpected(std::move(migrated.error()));
  }
  return std::make_unique<Store>(options);
}

bool is_postgres(const std::string& database) {
  return database.starts_with("postgresql://") || database.starts_with("postgres://");
}

}  // namespace mengpaneel::store

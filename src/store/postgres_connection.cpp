// SPDX-License-Identifier: EUPL-1.2
#include "store/postgres_connection.hpp"

#include <libpq-fe.h>

#include <charconv>
#include <map>

namespace mengpaneel::store {

namespace {

struct CloseSession {
  void operator()(PGconn* session) const { PQfinish(session); }
};
struct ClearAnswer {
  void operator()(PGresult* answer) const { PQclear(answer); }
};
struct FreeMemory {
  void operator()(unsigned char* memory) const { PQfreemem(memory); }
};
using Session = std::unique_ptr<PGconn, CloseSession>;
using Answer = std::unique_ptr<PGresult, ClearAnswer>;

// Object identifiers of the types that the schema uses; they are fixed (catalog/pg_type.dat).
constexpr Oid type_bytea = 17;
constexpr Oid type_int8 = 20;
constexpr Oid type_int4 = 23;
constexpr Oid type_text = 25;

Failure failure_of(std::string_view state) {
  if (state == "23505") {
    return Failure::unique;
  }
  // Serialization failure, deadlock, lock not available.
  return state == "40001" || state == "40P01" || state == "55P03" ? Failure::again : Failure::other;
}

std::unexpected<DatabaseError> failed(PGconn* session, const PGresult* answer) {
  const char* const state = answer == nullptr ? nullptr : PQresultErrorField(answer, PG_DIAG_SQLSTATE);
  const char* const primary =
      answer == nullptr ? nullptr : PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY);
  std::string message = primary != nullptr ? primary : PQerrorMessage(session);
  while (!message.empty() && message.back() == '\n') {
    message.pop_back();
  }
  return std::unexpected(DatabaseError{failure_of(state == nullptr ? "" : state), std::move(message)});
}

Value value_of(const PGresult* answer, int row, int column) {
  if (PQgetisnull(answer, row, column) != 0) {
    return std::monostate();
  }
  const std::string_view text(PQgetvalue(answer, row, column),
                              static_cast<std::size_t>(PQgetlength(answer, row, column)));
  switch (PQftype(answer, column)) {
    case type_int4:
    case type_int8: {
      std::int64_t number = 0;
      std::from_chars(text.data(), text.data() + text.size(), number);
      return number;
    }
    case type_bytea: {
      std::size_t size = 0;
      const std::unique_ptr<unsigned char, FreeMemory> bytes(
          PQunescapeBytea(reinterpret_cast<const unsigned char*>(text.data()), &size));
      return Blob{std::string(reinterpret_cast<const char*>(bytes.get()), size)};
    }
    default:
      return std::string(text);
  }
}

/// The values of one statement in the form that libpq wants them.
struct Parameters {
  std::vector<std::string> numbers;
  std::vector<Oid> types;
  std::vector<const char*> values;
  std::vector<int> lengths;
  std::vector<int> formats;

  explicit Parameters(std::span<const Value> given) {
    numbers.reserve(given.size());  // pointers into it stay valid
    for (const Value& value : given) {
      if (const auto* blob = std::get_if<Blob>(&value)) {
        add(type_bytea, blob->bytes.data(), blob->bytes.size(), 1);
      } else if (const auto* text = std::get_if<std::string>(&value)) {
        add(type_text, text->c_str(), text->size(), 0);
      } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
        numbers.push_back(std::to_string(*number));
        add(type_int8, numbers.back().c_str(), numbers.back().size(), 0);
      } else {
        add(type_text, nullptr, 0, 0);
      }
    }
  }
  [[nodiscard]] int count() const { return static_cast<int>(values.size()); }

 private:
  void add(Oid type, const char* value, std::size_t length, int format) {
    types.push_back(type);
    values.push_back(value);
    lengths.push_back(static_cast<int>(length));
    formats.push_back(format);
  }
};

class PostgresConnection final : public Connection {
 public:
  explicit PostgresConnection(Session session) : session_(std::move(session)) {}

  DatabaseResult<Rows> run(std::string_view sql, std::span<const Value> values) override {
    const Parameters parameters(values);
    const DatabaseResult<std::string> name = prepare(sql, parameters);
    if (!name) {
      return std::unexpected(name.error());
    }
    const Answer answer(PQexecPrepared(session_.get(), name->c_str(), parameters.count(),
                                       parameters.values.data(), parameters.lengths.data(),
                                       parameters.formats.data(), 0));
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
      return failed(session_.get(), answer.get());
    }
    // A commit after a statement that failed is answered with ROLLBACK, and is no failure to libpq.
    if (sql == "commit" && std::string_view(PQcmdStatus(answer.get())) != "COMMIT") {
      return std::unexpected(DatabaseError{Failure::other, "the transaction was rolled back"});
    }
    Rows rows;
    for (int row = 0; row < PQntuples(answer.get()); ++row) {
      std::vector<Value> fields;
      for (int column = 0; column < PQnfields(answer.get()); ++column) {
        fields.push_back(value_of(answer.get(), row, column));
      }
      rows.add(std::move(fields));
    }
    return rows;
  }
  [[nodiscard]] Dialect dialect() const override { return Dialect::postgres; }
  [[nodiscard]] bool usable() const override { return PQstatus(session_.get()) == CONNECTION_OK; }

 private:
  DatabaseResult<std::string> prepare(std::string_view sql, const Parameters& parameters) {
    if (const auto found = names_.find(sql); found != names_.end()) {
      return found->second;
    }
    std::string name = "s" + std::to_string(names_.size());
    const std::string text(sql);
    const Answer answer(
        PQprepare(session_.get(), name.c_str(), text.c_str(), parameters.count(), parameters.types.data()));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) {
      return failed(session_.get(), answer.get());
    }
    names_.emplace(text, name);
    return name;
  }

  Session session_;
  std::map<std::string, std::string, std::less<>> names_;
};

}  // namespace

DatabaseResult<std::unique_ptr<Connection>> open_postgres(const std::string& url) {
  Session session(PQconnectdb(url.c_str()));
  if (PQstatus(session.get()) != CONNECTION_OK) {
    return failed(session.get(), nullptr);
  }
  // Notices would go to standard error, where the log is.
  PQsetNoticeProcessor(session.get(), [](void*, const char*) {}, nullptr);
  // An acknowledged commit is on disk whatever the cluster's default is, and nobody waits for ever.
  const Answer answer(
      PQexec(session.get(),
             "set synchronous_commit = on; set lock_timeout = '10s'; set statement_timeout = '60s'; "
             "set idle_in_transaction_session_timeout = '60s'; set client_encoding = 'UTF8'; "
             "set standard_conforming_strings = on; set bytea_output = 'hex'"));
  if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) {
    return failed(session.get(), answer.get());
  }
  return std::make_unique<PostgresConnection>(std::move(session));
}

}  // namespace mengpaneel::store

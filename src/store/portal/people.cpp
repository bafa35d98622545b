// SPDX-License-Identifier: EUPL-1.2
#include "store/audit.hpp"
#include "store/portal/portal.hpp"

namespace mengpaneel::store {

namespace {

constexpr Limit name_limit{.field = "name", .bytes_max = 200};
constexpr Limit login_limit{.field = "login", .bytes_max = 320};
constexpr Limit born_limit{.field = "born", .bytes_max = 10};
constexpr std::size_t application_number_characters = 12;

bool is_person(Transaction& transaction, const app::PersonId& person) {
  return !transaction
              .run("select 1 from person where municipality = $1 and person = $2",
                   {transaction.municipality(), person.text})
              .empty();
}

/// Refuses with person_unknown.
void require_person(Transaction& transaction, const app::PersonId& person) {
  if (!is_person(transaction, person)) {
    transaction.refuse({.code = base::ErrorCode::person_unknown});
  }
}

void link(Transaction& transaction, const app::PersonId& person, const app::ChildId& child) {
  transaction.run("insert into guardianship (municipality, person, child) values ($1, $2, $3)",
                  {transaction.municipality(), person.text, child.text});
}

}  // namespace

app::PersonId register_person(Transaction& transaction, const Secrets& secrets,
                              const app::NewPerson& person) {
  require_text(transaction, name_limit, person.name);
  require_text(transaction, login_limit, person.login);
  const std::string& municipality = transaction.municipality();
  const Blob key = login_key(secrets, municipality, person.login);
  if (!transaction.run("select 1 from person where municipality = $1 and login_key = $2", {municipality, key})
           .empty()) {
    transaction.refuse({.code = base::ErrorCode::login_taken});
  }
  app::PersonId id{new_pseudonym(secrets)};
  const std::string role(role_word(person.role));
  transaction.run("insert into person (municipality, person, role, login_key) values ($1, $2, $3, $4)",
                  {municipality, id.text, role, key});
  add_salt(transaction, secrets, id.text);
  add_field(transaction, secrets, id.text, Field::name, person.name);
  add_field(transaction, secrets, id.text, Field::login, person.login);
  record(transaction, {.action = "person.registered",
                       .object = id.text,
                       .subject = id.text,
                       .content = Canonical().add(role).add(person.name).add(person.login).bytes()});
  return id;
}

std::optional<app::Account> find_person(Transaction& transaction, const Secrets& secrets,
                                        const std::string& login) {
  const Rows rows =
      transaction.run("select person, role from person where municipality = $1 and login_key = $2",
                      {transaction.municipality(), login_key(secrets, transaction.municipality(), login)});
  if (rows.empty()) {
    return std::nullopt;
  }
  return app::Account{.id = {rows.text(0, 0)},
                      .role = role_of(rows.text(0, 1)),
                      .name = read_field(transaction, secrets, rows.text(0, 0), Field::name)};
}

app::Child register_child(Transaction& transaction, const Secrets& secrets, const app::NewChild& child) {
  require_text(transaction, name_limit, child.name);
  require_text(transaction, born_limit, child.born);
  require_person(transaction, transaction.caller().person);
  app::Child added{.id = {new_pseudonym(secrets)},
                   .application_number = new_readable_number(secrets, application_number_characters),
                   .name = child.name,
                   .born = child.born};
  transaction.run("insert into child (municipality, child, application_number) values ($1, $2, $3)",
                  {transaction.municipality(), added.id.text, added.application_number});
  add_salt(transaction, secrets, added.id.text);
  add_field(transaction, secrets, added.id.text, Field::name, child.name);
  add_field(transaction, secrets, added.id.text, Field::born, child.born);
  link(transaction, transaction.caller().person, added.id);
  record(transaction,
         {.action = "child.registered",
          .object = added.id.text,
          .subject = added.id.text,
          .content = Canonical().add(added.application_number).add(child.name).add(child.born).bytes()});
  return added;
}

void add_guardian(Transaction& transaction, const app::ChildId& child, const app::PersonId& person) {
  (void)require_own_child(transaction, child);
  require_person(transaction, person);
  const Rows present =
      transaction.run("select 1 from guardianship where municipality = $1 and person = $2 and child = $3",
                      {transaction.municipality(), person.text, child.text});
  if (!transaction.good() || !present.empty()) {
    return;
  }
  link(transaction, person, child);
  record(transaction, {.action = "guardian.added",
                       .object = child.text,
                       .subject = child.text,
                       .content = Canonical().add(person.text).bytes()});
}

std::vector<app::Child> children_of(Transaction& transaction, const Secrets& secrets) {
  const Rows rows = transaction.run(
      "select c.child, c.application_number from child c join guardianship g "
      "on g.municipality = c.municipality and g.child = c.child "
      "where g.municipality = $1 and g.person = $2 order by c.application_number",
      {transaction.municipality(), transaction.caller().person.text});
  std::vector<app::Child> children;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::string& id = rows.text(row, 0);
    children.push_back({.id = {id},
                        .application_number = rows.text(row, 1),
                        .name = read_field(transaction, secrets, id, Field::name),
                        .born = read_field(transaction, secrets, id, Field::born)});
  }
  return children;
}

std::string require_own_child(Transaction& transaction, const app::ChildId& child) {
  const Rows rows = transaction.run(
      "select c.application_number from child c join guardianship g "
      "on g.municipality = c.municipality and g.child = c.child "
      "where g.municipality = $1 and g.person = $2 and g.child = $3",
      {transaction.municipality(), transaction.caller().person.text, child.text});
  if (rows.empty()) {
    transaction.refuse({.code = base::ErrorCode::child_unknown});
    return {};
  }
  return rows.text(0, 0);
}

}  // namespace mengpaneel::store

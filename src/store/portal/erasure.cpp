// SPDX-License-Identifier: EUPL-1.2
#include "store/audit.hpp"
#include "store/portal/portal.hpp"

namespace mengpaneel::store {

namespace {

/// Children of whom this person is the only guardian.
std::vector<std::string> only_children_of(Transaction& transaction, const app::PersonId& person) {
  const Rows rows = transaction.run(
      "select g.child from guardianship g where g.municipality = $1 and g.person = $2 and not exists "
      "(select 1 from guardianship o where o.municipality = g.municipality and o.child = g.child "
      "and o.person <> g.person) order by g.child",
      {transaction.municipality(), person.text});
  std::vector<std::string> children;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    children.push_back(rows.text(row, 0));
  }
  return children;
}

void erase_child(Transaction& transaction, const std::string& child) {
  const std::string& municipality = transaction.municipality();
  transaction.run("delete from application where municipality = $1 and child = $2", {municipality, child});
  transaction.run(
      "delete from choice where municipality = $1 and receipt in "
      "(select receipt from sending where municipality = $1 and child = $2)",
      {municipality, child});
  transaction.run("delete from sending where municipality = $1 and child = $2", {municipality, child});
  transaction.run("delete from guardianship where municipality = $1 and child = $2", {municipality, child});
  transaction.run("delete from child where municipality = $1 and child = $2", {municipality, child});
  erase_subject(transaction, child);
  record(transaction, {.action = "child.erased", .object = child, .subject = {}, .content = {}});
}

}  // namespace

void erase_person(Transaction& transaction, const app::PersonId& person) {
  const std::string& municipality = transaction.municipality();
  if (transaction
          .run("select 1 from person where municipality = $1 and person = $2", {municipality, person.text})
          .empty()) {
    transaction.refuse({.code = base::ErrorCode::person_unknown});
    return;
  }
  for (const std::string& child : only_children_of(transaction, person)) {
    erase_child(transaction, child);
  }
  transaction.run("delete from guardianship where municipality = $1 and person = $2",
                  {municipality, person.text});
  transaction.run("delete from person where municipality = $1 and person = $2", {municipality, person.text});
  erase_subject(transaction, person.text);
  record(transaction, {.action = "person.erased", .object = person.text, .subject = {}, .content = {}});
}

}  // namespace mengpaneel::store

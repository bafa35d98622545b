// SPDX-License-Identifier: EUPL-1.2
// Version 2. The database itself refuses to change or remove an audit record. Who owns the database can drop
// the trigger; that is what the chain and the anchors are for.
#include "store/migrations/steps.hpp"

namespace mengpaneel::store {

namespace {

constexpr MigrationStatement statements[] = {
    {Where::sqlite, R"(create trigger audit_no_update before update on audit
begin select raise(abort, 'audit records are never changed'); end)"},
    {Where::sqlite, R"(create trigger audit_no_delete before delete on audit
begin select raise(abort, 'audit records are never removed'); end)"},
    {Where::postgres, R"(create function audit_refuse() returns trigger language plpgsql as
$$ begin raise exception 'audit records are never changed or removed'; end $$)"},
    {Where::postgres, R"(create trigger audit_no_change before update or delete on audit
for each row execute function audit_refuse())"},
    {Where::postgres, R"(create trigger audit_no_truncate before truncate on audit
for each statement execute function audit_refuse())"},
};

}  // namespace

Migration audit_append_only_step() { return {.name = "audit_append_only", .statements = statements}; }

}  // namespace mengpaneel::store

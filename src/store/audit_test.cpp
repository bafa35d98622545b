// SPDX-License-Identifier: EUPL-1.2
// Whoever owns the database changes it behind our back: every way of it is found.
#include "store/audit.hpp"

#include <algorithm>

#include "store/test_databases.hpp"
#include "store/test_town.hpp"
#include "store/verify_chain.hpp"

namespace mengpaneel::store {

namespace {

using testing::Contains;
using testing::ElementsAre;

constexpr std::uint64_t records =
    9;  // municipality, round, person, child, three lists, another person and child

/// A database with a chain, whose owner has dropped what protects it.
template <typename Kind>
class Tampered : public DatabaseTest<Kind> {
 protected:
  void SetUp() override {
    DatabaseTest<Kind>::SetUp();
    if (this->IsSkipped()) {
      return;
    }
    store_ = open_test_store(this->database_);
    family_ = add_town(*store_, "oost");
    for (int turn = 0; turn < 3; ++turn) {
      need(store_->send_application(family_.guardian, list_for(family_, "k" + std::to_string(turn))));
    }
    add_family(*store_, "oost", "second@oost");
    anchors_ = need(store_->verify()).heads;
    EXPECT_THAT(anchors_.size(), 1U);
    EXPECT_THAT(anchors_.at(0).position, records);
    owner_ = open_beside(this->database_);
    if (this->on_sqlite) {
      run_all(*owner_,
              {"drop trigger audit_no_update", "drop trigger audit_no_delete", "pragma foreign_keys=off"});
    } else {
      run_all(*owner_, {"drop trigger audit_no_change on audit"});
    }
  }

  /// Does it, says what is found, and undoes it.
  std::vector<std::string> found_after(const std::vector<std::string>& statements,
                                       const std::vector<Anchor>& anchors = {}) {
    run_all(*owner_, {"begin"});
    run_all(*owner_, statements);
    run_all(*owner_, {"commit"});
    const ChainReport report = need(store_->verify(anchors));
    std::vector<std::string> words;
    for (const ChainFinding& finding : report.findings) {
      words.push_back(std::string(chain_fault_word(finding.fault)) + "@" + std::to_string(finding.position));
    }
    return words;
  }
  /// A copy beside the chain, put back by restore().
  void keep() {
    run_all(*owner_, {"create table kept as select * from audit",
                      "create table kept_head as select * from audit_head"});
  }
  void restore() {
    run_all(*owner_, {"delete from audit", "insert into audit select * from kept", "delete from audit_head",
                      "insert into audit_head select * from kept_head"});
  }
  std::string record_at(std::uint64_t position) const {
    return " where position = " + std::to_string(position);
  }

  std::unique_ptr<Store> store_;
  std::unique_ptr<Connection> owner_;
  Family family_;
  std::vector<Anchor> anchors_;
};
TYPED_TEST_SUITE(Tampered, Databases);

TYPED_TEST(Tampered, AnUntouchedChainHolds) {
  EXPECT_THAT(this->found_after({}, this->anchors_), ElementsAre());
}

TYPED_TEST(Tampered, AnyChangedColumnOfAnyRecordIsFoundThere) {
  this->keep();
  const std::string digest = this->on_sqlite ? "zeroblob(32)" : "decode(repeat('00', 32), 'hex')";
  const std::vector<std::string> changes{
      "at_ms = at_ms + 1",      "role = role || 'x'",       "actor = actor || 'x'", "action = action || 'x'",
      "object = object || 'x'", "subject = subject || 'x'", "content = " + digest,  "hash = " + digest};
  for (std::uint64_t position = 1; position <= records; ++position) {
    for (const std::string& change : changes) {
      const auto found = this->found_after({"update audit set " + change + this->record_at(position)});
      EXPECT_THAT(found, Contains("record_altered@" + std::to_string(position))) << change;
      this->restore();
    }
  }
  EXPECT_THAT(this->found_after({}), ElementsAre());
}

TYPED_TEST(Tampered, AnyDroppedRecordIsFound) {
  this->keep();
  for (std::uint64_t position = 1; position < records; ++position) {
    const auto found = this->found_after({"delete from audit" + this->record_at(position)});
    EXPECT_THAT(found, Contains("position_missing@" + std::to_string(position + 1)));
    this->restore();
  }
}

TYPED_TEST(Tampered, ADroppedRecordWithTheGapClosedIsFound) {
  this->keep();
  for (std::uint64_t position = 1; position < records; ++position) {
    std::vector<std::string> statements{"delete from audit" + this->record_at(position)};
    for (std::uint64_t later = position + 1; later <= records; ++later) {
      statements.push_back("update audit set position = " + std::to_string(later - 1) +
                           this->record_at(later));
    }
    EXPECT_THAT(this->found_after(statements), Contains("record_altered@" + std::to_string(position)));
    this->restore();
  }
}

TYPED_TEST(Tampered, AnyTwoSwappedRecordsAreFound) {
  this->keep();
  for (std::uint64_t first = 1; first <= records; ++first) {
    for (std::uint64_t second = first + 1; second <= records; ++second) {
      const auto found = this->found_after(
          {"update audit set position = 1000" + this->record_at(first),
           "update audit set position = " + std::to_string(first) + this->record_at(second),
           "update audit set position = " + std::to_string(second) + this->record_at(1000)});
      EXPECT_THAT(found, Contains("record_altered@" + std::to_string(first)));
      EXPECT_THAT(found, Contains("record_altered@" + std::to_string(second)));
      this->restore();
    }
  }
}

TYPED_TEST(Tampered, AnyTruncationIsFoundByTheHead) {
  this->keep();
  for (std::uint64_t kept = 0; kept < records; ++kept) {
    EXPECT_THAT(this->found_after({"delete from audit where position > " + std::to_string(kept)}),
                Contains("head_differs@" + std::to_string(records)));
    this->restore();
  }
}

TYPED_TEST(Tampered, ATruncationThatMovesTheHeadIsFoundByTheAnchor) {
  this->keep();
  for (std::uint64_t kept = 1; kept < records; ++kept) {
    const auto found = this->found_after(
        {"delete from audit where position > " + std::to_string(kept),
         "update audit_head set position = " + std::to_string(kept) +
             ", hash = (select hash from audit where position = " + std::to_string(kept) + ")"},
        this->anchors_);
    EXPECT_THAT(found, Contains("anchor_missing@" + std::to_string(records)));
    this->restore();
  }
}

TYPED_TEST(Tampered, AChainThatWasWrittenAnewIsFoundByTheAnchor) {
  // All hashes computed again over another actor: in itself the chain is sound.
  base::Digest previous{};
  const Rows rows =
      run_all(*this->owner_, {"select position, at_ms, role, action, object, subject, content from audit "
                              "order by position"});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const AuditRecord forged{.municipality = "oost",
                             .position = static_cast<std::uint64_t>(rows.number(row, 0)),
                             .at_ms = rows.number(row, 1),
                             .role = rows.text(row, 2),
                             .actor = "somebody else",
                             .action = rows.text(row, 3),
                             .object = rows.text(row, 4),
                             .subject = rows.text(row, 5),
                             .content = digest_of(rows.bytes(row, 6)),
                             .previous = previous};
    const Blob before = blob_of(previous);
    previous = hash_of(forged);
    const std::array<Value, 4> values{forged.actor, before, blob_of(previous), rows.number(row, 0)};
    ASSERT_TRUE(this->owner_->run("update audit set actor = $1, previous = $2, hash = $3 where position = $4",
                                  values));
  }
  const std::array<Value, 1> head{blob_of(previous)};
  ASSERT_TRUE(this->owner_->run("update audit_head set hash = $1", head));
  EXPECT_THAT(this->found_after({}), ElementsAre());
  EXPECT_THAT(this->found_after({}, this->anchors_),
              ElementsAre("anchor_differs@" + std::to_string(records)));
}

TYPED_TEST(Tampered, AMunicipalityThatDisappearedIsFoundByTheAnchor) {
  if (!this->on_sqlite) {
    GTEST_SKIP() << "PostgreSQL keeps its foreign keys on";
  }
  const auto found = this->found_after(
      {"delete from audit", "delete from audit_head", "delete from municipality"}, this->anchors_);
  EXPECT_THAT(found, Contains("anchor_missing@" + std::to_string(records)));
}

TYPED_TEST(Tampered, AnApplicationThatWasChangedIsFound) {
  const auto found =
      this->found_after({"update choice set programme = 'E' where rank = 2 and receipt = "
                         "(select receipt from sending where version = 2)"});
  EXPECT_THAT(found, ElementsAre("application_altered@6"));
}

TYPED_TEST(Tampered, AnApplicationWhoseRanksWereExchangedIsFound) {
  const auto found = this->found_after({"update choice set rank = 90 where rank = 1",
                                        "update choice set rank = 1 where rank = 2",
                                        "update choice set rank = 2 where rank = 90"});
  EXPECT_EQ(found.size(), 3U);
}

TYPED_TEST(Tampered, AnApplicationThatWasRemovedIsFound) {
  const auto found = this->found_after(
      {"delete from application", "delete from choice", "delete from sending where version < 9"});
  EXPECT_THAT(found, ElementsAre("application_missing@5", "application_missing@6", "application_missing@7"));
}

TYPED_TEST(Tampered, AReceiptWithAnotherTimeIsFoundByItsSignature) {
  EXPECT_THAT(this->found_after({"update sending set sent_ms = sent_ms - 1 where version = 3"}),
              ElementsAre("signature_wrong@7"));
}

/// A database as the program left it.
template <typename Kind>
class Protected : public DatabaseTest<Kind> {};
TYPED_TEST_SUITE(Protected, Databases);

TYPED_TEST(Protected, TheDatabaseItselfRefusesToChangeARecord) {
  const auto store = open_test_store(this->database_);
  add_town(*store, "oost");
  const auto owner = open_beside(this->database_);
  EXPECT_FALSE(owner->run("update audit set actor = 'x'", {}));
  EXPECT_FALSE(owner->run("delete from audit", {}));
  if (!this->on_sqlite) {
    EXPECT_FALSE(owner->run("truncate audit", {}));
  }
  EXPECT_TRUE(need(store->verify()).holds());
}

TEST(AuditHash, IsTheDocumentedOne) {
  // Computed apart, with sha256sum over the lines of audit.hpp.
  const AuditRecord record{.municipality = "oost",
                           .position = 1,
                           .at_ms = 999990,
                           .role = "administrator",
                           .actor = "administrator",
                           .action = "municipality.added",
                           .object = "oost",
                           .subject = "",
                           .content = base::sha256("x"),
                           .previous = {}};
  EXPECT_EQ(base::to_hex(hash_of(record)),
            "71d9bf71ca3fadeb0c8a9fac6b626e94a3ea878a77502aca9d3a1f758e96cac1");
}

TEST(Anchors, AreReadBackAsWritten) {
  const std::vector<Anchor> anchors{{"oost", 12, base::sha256("a")}, {"west-2", 1, base::sha256("b")}};
  EXPECT_EQ(need(parse_anchors(write_anchors(anchors), "anchors")), anchors);
}

TEST(Anchors, AreRefusedWhenTheyAreNot) {
  const std::string good = write_anchors({{"oost", 12, base::sha256("a")}});
  for (const std::string& bad :
       {std::string(), std::string("mengpaneel anchors 2\n"), good + "oost 12\n",
        good + "oost 0 " + std::string(64, 'a') + "\n", good.substr(0, good.size() - 2),
        good + "oost -1 " + std::string(64, 'a'), good + " 1 " + std::string(64, 'a')}) {
    EXPECT_THAT(codes(parse_anchors(bad, "anchors")), ElementsAre("not_this_kind_of_file")) << bad;
  }
}

TEST(CanonicalFields, NoTwoListsAreTheSameBytes) {
  EXPECT_NE(Canonical().add(std::string_view("ab")).add(std::string_view("c")).bytes(),
            Canonical().add(std::string_view("a")).add(std::string_view("bc")).bytes());
  EXPECT_NE(Canonical().add(std::string_view("a\n1:b")).bytes(),
            Canonical().add(std::string_view("a")).add(std::string_view("b")).bytes());
}

}  // namespace

}  // namespace mengpaneel::store

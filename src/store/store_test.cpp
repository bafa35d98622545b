// SPDX-License-Identifier: EUPL-1.2
// What the portal may rely on, the same on both databases.
#include "store/store.hpp"

#include <atomic>
#include <set>
#include <thread>

#include "store/receipt.hpp"
#include "store/test_databases.hpp"
#include "store/test_town.hpp"

namespace mengpaneel::store {

namespace {

using testing::ElementsAre;

template <typename Kind>
class StoreContract : public DatabaseTest<Kind> {
 protected:
  void SetUp() override {
    DatabaseTest<Kind>::SetUp();
    if (!this->IsSkipped()) {
      store_ = open_test_store(this->database_);
      family_ = add_town(*store_, "oost");
    }
  }
  app::Caller official() const { return {{"oost"}, app::Role::official, {"official"}, opens_ms + 50}; }

  std::unique_ptr<Store> store_;
  Family family_;
};
TYPED_TEST_SUITE(StoreContract, Databases);

TYPED_TEST(StoreContract, WhatWasSentIsReadBack) {
  const app::Receipt receipt =
      need(this->store_->send_application(this->family_.guardian, list_for(this->family_, "k1")));
  const auto sent =
      need(this->store_->read_application(this->family_.guardian, {"2027"}, this->family_.child.id));
  ASSERT_TRUE(sent);
  EXPECT_EQ(sent->receipt, receipt);
  EXPECT_THAT(sent->ranked, ElementsAre(app::ProgrammeId{"B"}, app::ProgrammeId{"A"}, app::ProgrammeId{"C"}));
  EXPECT_EQ(receipt.application_number, this->family_.child.application_number);
  EXPECT_EQ(receipt.sent_ms, this->family_.guardian.now_ms);
  EXPECT_EQ(receipt.version, 1U);
  EXPECT_EQ(need(this->store_->count_applications(this->official(), {"2027"})), 1U);
}

TYPED_TEST(StoreContract, TheReceiptIsSignedOverAllThatItSays) {
  const app::Receipt receipt =
      need(this->store_->send_application(this->family_.guardian, list_for(this->family_, "k1")));
  const std::string key = public_key_of(test_keys().signing_seeds.at(receipt.key_id));
  EXPECT_TRUE(receipt_holds(receipt, key));
  const auto holds_when = [&](auto change) {
    app::Receipt changed = receipt;
    change(changed);
    return receipt_holds(changed, key);
  };
  EXPECT_FALSE(holds_when([](app::Receipt& it) { it.number.text.back() ^= 1; }));
  EXPECT_FALSE(holds_when([](app::Receipt& it) { it.municipality.text = "west"; }));
  EXPECT_FALSE(holds_when([](app::Receipt& it) { it.round.text = "2028"; }));
  EXPECT_FALSE(holds_when([](app::Receipt& it) { it.application_number += "X"; }));
  EXPECT_FALSE(holds_when([](app::Receipt& it) { it.version += 1; }));
  EXPECT_FALSE(holds_when([](app::Receipt& it) { it.digest[31] ^= 1; }));
  EXPECT_FALSE(holds_when([](app::Receipt& it) { it.sent_ms -= 1; }));
  EXPECT_FALSE(holds_when([](app::Receipt& it) { it.audit_position += 1; }));
  EXPECT_FALSE(holds_when([](app::Receipt& it) { it.key_id = "s2"; }));
  EXPECT_FALSE(holds_when([](app::Receipt& it) { it.signature[0] ^= 1; }));
}

TYPED_TEST(StoreContract, TheSameKeyGivesTheSameReceipt) {
  const app::ApplicationToSend list = list_for(this->family_, "k1");
  const app::Receipt first = need(this->store_->send_application(this->family_.guardian, list));
  app::Caller later = this->family_.guardian;
  later.now_ms = closes_ms + 1000;  // also when the round has closed meanwhile
  EXPECT_EQ(need(this->store_->send_application(later, list)), first);
  const ChainReport report = need(this->store_->verify());
  EXPECT_TRUE(report.holds());
  EXPECT_EQ(report.heads.at(0).position, first.audit_position);  // the retry left no trace
}

TYPED_TEST(StoreContract, TheSameKeyForSomethingElseIsRefused) {
  need(this->store_->send_application(this->family_.guardian, list_for(this->family_, "k1")));
  const auto other =
      this->store_->send_application(this->family_.guardian, list_for(this->family_, "k1", {"A"}));
  EXPECT_THAT(codes(other), ElementsAre("idempotency_conflict"));
  EXPECT_EQ(need(this->store_->read_application(this->family_.guardian, {"2027"}, this->family_.child.id))
                ->ranked.size(),
            3U);
}

TYPED_TEST(StoreContract, KeysOfDifferentGuardiansDoNotMeet) {
  const Family other = add_family(*this->store_, "oost", "second@oost");
  const auto first =
      need(this->store_->send_application(this->family_.guardian, list_for(this->family_, "k1")));
  const auto second = need(this->store_->send_application(other.guardian, list_for(other, "k1", {"E"})));
  EXPECT_NE(first.number, second.number);
  EXPECT_EQ(need(this->store_->count_applications(this->official(), {"2027"})), 2U);
}

TYPED_TEST(StoreContract, ANewListTakesThePlaceOfTheOldOne) {
  const app::ApplicationToSend first_list = list_for(this->family_, "k1");
  const auto first = need(this->store_->send_application(this->family_.guardian, first_list));
  const auto second =
      need(this->store_->send_application(this->family_.guardian, list_for(this->family_, "k2", {"E", "B"})));
  EXPECT_EQ(second.version, 2U);
  EXPECT_EQ(need(this->store_->count_applications(this->official(), {"2027"})), 1U);
  const auto sent =
      need(this->store_->read_application(this->family_.guardian, {"2027"}, this->family_.child.id));
  EXPECT_EQ(sent->receipt, second);
  EXPECT_THAT(sent->ranked, ElementsAre(app::ProgrammeId{"E"}, app::ProgrammeId{"B"}));
  // A late retry of the first tells what happened then, and does not bring the old list back.
  EXPECT_EQ(need(this->store_->send_application(this->family_.guardian, first_list)), first);
  EXPECT_EQ(
      need(this->store_->read_application(this->family_.guardian, {"2027"}, this->family_.child.id))->receipt,
      second);
}

TYPED_TEST(StoreContract, RetriesAtTheSameTimeAreOneApplication) {
  const app::ApplicationToSend list = list_for(this->family_, "k1");
  std::vector<base::Result<app::Receipt>> results(12, base::fail({.code = base::ErrorCode::wrong_usage}));
  {
    std::vector<std::jthread> senders;
    for (auto& result : results) {
      senders.emplace_back([&] { result = this->store_->send_application(this->family_.guardian, list); });
    }
  }
  std::set<std::string> numbers;
  for (auto& result : results) {
    numbers.insert(need(std::move(result)).number.text);
  }
  EXPECT_EQ(numbers.size(), 1U);
  EXPECT_EQ(need(this->store_->count_applications(this->official(), {"2027"})), 1U);
  const ChainReport report = need(this->store_->verify());
  EXPECT_TRUE(report.holds());
  EXPECT_EQ(report.applications, 1U);
}

TYPED_TEST(StoreContract, TwoStoresOnOneDatabaseKeepOneChain) {
  const auto second_store = open_test_store(this->database_);
  std::vector<Family> families;
  for (int number = 0; number < 4; ++number) {
    families.push_back(add_family(*this->store_, "oost", "f" + std::to_string(number)));
  }
  std::atomic<int> refused = 0;
  {
    std::vector<std::jthread> senders;
    for (std::size_t index = 0; index < families.size(); ++index) {
      senders.emplace_back([&, index] {
        Store& store = index % 2 == 0 ? *this->store_ : *second_store;
        for (int turn = 0; turn < 10; ++turn) {
          const auto list = list_for(families[index], "k" + std::to_string(turn));
          refused += store.send_application(families[index].guardian, list) ? 0 : 1;
        }
      });
    }
  }
  EXPECT_EQ(refused, 0);
  const ChainReport report = need(this->store_->verify());
  EXPECT_TRUE(report.holds()) << chain_fault_word(report.findings.at(0).fault);
  EXPECT_EQ(report.applications, 40U);
  EXPECT_EQ(need(second_store->count_applications(this->official(), {"2027"})), 4U);
}

TYPED_TEST(StoreContract, AListThatIsNotAllowedIsRefusedAndLeavesNothing) {
  const auto refused = [&](const app::ApplicationToSend& list, std::int64_t now_ms = opens_ms) {
    app::Caller caller = this->family_.guardian;
    caller.now_ms = now_ms;
    return codes(this->store_->send_application(caller, list));
  };
  const auto list = [&](const std::vector<std::string>& ranked) {
    return list_for(this->family_, "k", ranked);
  };
  EXPECT_THAT(refused(list({})), ElementsAre("choices_none"));
  EXPECT_THAT(refused(list({"A", "B", "C", "D", "E"})), ElementsAre("choices_too_many"));
  EXPECT_THAT(refused(list({"A", "B", "A"})), ElementsAre("choice_twice"));
  EXPECT_THAT(refused(list({"A", "Z"})), ElementsAre("programme_not_in_round"));
  EXPECT_THAT(refused(list({"A", ""})), ElementsAre("not_an_identifier"));
  EXPECT_THAT(refused(list({"A"}), opens_ms - 1), ElementsAre("round_not_open"));
  EXPECT_THAT(refused(list({"A"}), closes_ms), ElementsAre("round_not_open"));
  app::ApplicationToSend wrong = list({"A"});
  wrong.round.text = "2028";
  EXPECT_THAT(refused(wrong), ElementsAre("round_unknown"));
  wrong = list({"A"});
  wrong.key.clear();
  EXPECT_THAT(refused(wrong), ElementsAre("value_missing"));
  wrong.key = std::string(129, 'k');
  EXPECT_THAT(refused(wrong), ElementsAre("value_too_long"));
  const ChainReport report = need(this->store_->verify());
  EXPECT_EQ(report.applications, 0U);
  EXPECT_EQ(report.heads.at(0).position, 4U);  // municipality, round, person, child
  EXPECT_TRUE(codes(this->store_->send_application({this->family_.guardian.municipality, app::Role::guardian,
                                                    this->family_.guardian.person, closes_ms - 1},
                                                   list({"A"})))
                  .empty());
}

TYPED_TEST(StoreContract, AGuardianTouchesOnlyHerOwnChildren) {
  const Family other = add_family(*this->store_, "oost", "second@oost");
  need(this->store_->send_application(this->family_.guardian, list_for(this->family_, "k1")));
  EXPECT_THAT(codes(this->store_->send_application(other.guardian, list_for(this->family_, "k9"))),
              ElementsAre("child_unknown"));
  EXPECT_THAT(codes(this->store_->read_application(other.guardian, {"2027"}, this->family_.child.id)),
              ElementsAre("child_unknown"));
  EXPECT_THAT(
      codes(this->store_->add_guardian(other.guardian, this->family_.child.id, other.guardian.person)),
      ElementsAre("child_unknown"));
  EXPECT_THAT(codes(this->store_->read_application(this->official(), {"2027"}, this->family_.child.id)),
              ElementsAre("child_unknown"));
  EXPECT_EQ(need(this->store_->children_of(other.guardian)).size(), 1U);
}

TYPED_TEST(StoreContract, ASecondGuardianSeesTheSame) {
  const Family other = add_family(*this->store_, "oost", "second@oost");
  const auto receipt =
      need(this->store_->send_application(this->family_.guardian, list_for(this->family_, "k1")));
  need(this->store_->add_guardian(this->family_.guardian, this->family_.child.id, other.guardian.person));
  need(this->store_->add_guardian(this->family_.guardian, this->family_.child.id, other.guardian.person));
  EXPECT_EQ(need(this->store_->read_application(other.guardian, {"2027"}, this->family_.child.id))->receipt,
            receipt);
  EXPECT_EQ(need(this->store_->children_of(other.guardian)).size(), 2U);
  EXPECT_THAT(codes(this->store_->add_guardian(this->family_.guardian, this->family_.child.id, {"nobody"})),
              ElementsAre("person_unknown"));
}

TYPED_TEST(StoreContract, MunicipalitiesNeverSeeEachOther) {
  const Family west = add_town(*this->store_, "west");
  need(this->store_->send_application(this->family_.guardian, list_for(this->family_, "k1")));
  app::Caller stray = this->family_.guardian;  // a pseudonym of oost, in west
  stray.municipality.text = "west";
  EXPECT_TRUE(need(this->store_->children_of(stray)).empty());
  EXPECT_THAT(codes(this->store_->read_application(stray, {"2027"}, this->family_.child.id)),
              ElementsAre("child_unknown"));
  EXPECT_THAT(codes(this->store_->send_application(stray, list_for(this->family_, "k1"))),
              ElementsAre("child_unknown"));
  EXPECT_THAT(codes(this->store_->register_child(stray, {"Name", "2023-01-01"})),
              ElementsAre("person_unknown"));
  EXPECT_THAT(codes(this->store_->add_guardian(west.guardian, west.child.id, this->family_.guardian.person)),
              ElementsAre("person_unknown"));
  EXPECT_THAT(codes(this->store_->erase_person(administrator("west"), this->family_.guardian.person)),
              ElementsAre("person_unknown"));
  EXPECT_FALSE(need(this->store_->find_person(administrator("west"), "first@oost")));
  EXPECT_EQ(need(this->store_->count_applications(administrator("west"), {"2027"})), 0U);
  const ChainReport report = need(this->store_->verify());
  ASSERT_EQ(report.heads.size(), 2U);
  EXPECT_EQ(report.heads.at(1).position, 4U);  // what was refused left no record in west
  EXPECT_TRUE(report.holds());
}

TYPED_TEST(StoreContract, AnAccountIsFoundByItsLogin) {
  const auto found = need(this->store_->find_person(administrator("oost"), "first@oost"));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, this->family_.guardian.person);
  EXPECT_EQ(found->name, "Guardian first@oost");
  EXPECT_EQ(found->role, app::Role::guardian);
  EXPECT_FALSE(need(this->store_->find_person(administrator("oost"), "First@oost")));
  EXPECT_THAT(
      codes(this->store_->register_person(administrator("oost"), {app::Role::official, "X", "first@oost"})),
      ElementsAre("login_taken"));
}

TYPED_TEST(StoreContract, WhatIsThereAlreadyIsRefused) {
  EXPECT_THAT(codes(this->store_->add_municipality(administrator("oost"), "Oost")),
              ElementsAre("already_there"));
  EXPECT_THAT(codes(this->store_->add_round(administrator("oost"), round_of("2027"))),
              ElementsAre("already_there"));
  app::ApplicationRound twice = round_of("2028");
  twice.programmes.push_back(twice.programmes.front());
  EXPECT_THAT(codes(this->store_->add_round(administrator("oost"), twice)), ElementsAre("already_there"));
  EXPECT_THAT(codes(this->store_->count_applications(this->official(), {"2028"})),
              ElementsAre("round_unknown"));
  EXPECT_THAT(codes(this->store_->add_round(administrator("noord"), round_of("2027"))),
              ElementsAre("municipality_unknown"));
  EXPECT_THAT(codes(this->store_->add_municipality(administrator("No ord"), "Noord")),
              ElementsAre("not_an_identifier"));
}

TYPED_TEST(StoreContract, ErasingAPersonLeavesTheChainWhole) {
  const Family other = add_family(*this->store_, "oost", "second@oost");
  const app::Child shared =
      need(this->store_->register_child(this->family_.guardian, {"Shared", "2023-02-03"}));
  need(this->store_->add_guardian(this->family_.guardian, shared.id, other.guardian.person));
  need(this->store_->send_application(this->family_.guardian, list_for(this->family_, "k1")));
  need(this->store_->send_application(this->family_.guardian,
                                      list_for({this->family_.guardian, shared}, "k2")));
  const std::vector<Anchor> before = need(this->store_->verify()).heads;

  need(this->store_->erase_person(administrator("oost"), this->family_.guardian.person));

  EXPECT_FALSE(need(this->store_->find_person(administrator("oost"), "first@oost")));
  EXPECT_TRUE(need(this->store_->children_of(this->family_.guardian)).empty());
  EXPECT_THAT(codes(this->store_->erase_person(administrator("oost"), this->family_.guardian.person)),
              ElementsAre("person_unknown"));
  // Her own child's application is gone, the one of the child with another guardian stands.
  EXPECT_EQ(need(this->store_->count_applications(this->official(), {"2027"})), 1U);
  EXPECT_TRUE(need(this->store_->read_application(other.guardian, {"2027"}, shared.id)));
  const ChainReport report = need(this->store_->verify(before));
  EXPECT_TRUE(report.holds()) << chain_fault_word(report.findings.at(0).fault);
  EXPECT_EQ(report.applications, 1U);
  const Rows left =
      run_all(*open_beside(this->database_),
              {"select count(*) from salt", "select count(*) from private_field where subject = '" +
                                                this->family_.guardian.person.text + "'"});
  EXPECT_EQ(left.number(0, 0), 0);
  // The same login can come back, as somebody new.
  EXPECT_NE(add_family(*this->store_, "oost", "first@oost").guardian.person, this->family_.guardian.person);
}

TYPED_TEST(StoreContract, KeysAreChangedWhileEverythingStaysReadable) {
  Keyring keys = test_keys();
  add_field_key(keys, "k2", system_random());
  const auto rotated = need(open_store({.database = this->database_, .keyring = keys}));
  EXPECT_EQ(need(rotated->rotate_field_key(administrator("oost"))), 4U);  // name, login; name, born
  EXPECT_EQ(need(rotated->rotate_field_key(administrator("oost"))), 0U);
  EXPECT_EQ(need(rotated->find_person(administrator("oost"), "first@oost"))->name, "Guardian first@oost");
  EXPECT_EQ(need(rotated->children_of(this->family_.guardian)).at(0).born, "2023-05-17");
  EXPECT_TRUE(need(rotated->verify()).holds());
  // Whoever has the old keys only can read nothing now, and is told so.
  EXPECT_THAT(codes(this->store_->find_person(administrator("oost"), "first@oost")),
              ElementsAre("sealed_value_unreadable"));
  // And the old key can be thrown away.
  keys.field_keys.erase("k1");
  EXPECT_TRUE(need(need(open_store({.database = this->database_, .keyring = keys}))
                       ->find_person(administrator("oost"), "first@oost")));
}

TYPED_TEST(StoreContract, ASealedValueCannotBeMovedToAnotherRow) {
  const Family other = add_family(*this->store_, "oost", "second@oost");
  run_all(
      *open_beside(this->database_),
      {"update private_field set sealed = (select p.sealed from private_field p where p.field = 'name' and "
       "p.subject = '" +
       other.guardian.person.text + "') where field = 'name' and subject = '" +
       this->family_.guardian.person.text + "'"});
  EXPECT_THAT(codes(this->store_->find_person(administrator("oost"), "first@oost")),
              ElementsAre("sealed_value_unreadable"));
}

}  // namespace

}  // namespace mengpaneel::store

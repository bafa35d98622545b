// SPDX-License-Identifier: EUPL-1.2
// The disk fails at every point where it can, and the power goes at any moment: what was acknowledged is
// there, nothing is half there, and a retry gives one application and one receipt.
#include "store/test_memory_disk.hpp"
#include "store/test_town.hpp"

/// Power that is lost leaves connections open: that they leak is what is being tried.
extern "C" const char* __asan_default_options();  // NOLINT(bugprone-reserved-identifier)
extern "C" const char* __asan_default_options() {
  return "detect_leaks=0";
}  // NOLINT(bugprone-reserved-identifier)

namespace mengpaneel::store {

namespace {

/// A store on a disk in memory with a town that was saved, and its keys.
class FailingDisk : public testing::Test {
 protected:
  static constexpr const char* vfs = "mengpaneel-test-disk";

  std::unique_ptr<Store> open() {
    return need(open_store({.database = "portal.sqlite", .keyring = test_keys(), .file_system = vfs}));
  }
  app::Caller official() const { return {{"oost"}, app::Role::official, {"official"}, opens_ms}; }

  /// After whatever happened: sound, with every acknowledged receipt, and the retry of `list` is one sending.
  void expect_whole(const std::vector<std::pair<app::ApplicationToSend, app::Receipt>>& acknowledged,
                    const Family& family, const app::ApplicationToSend& retried) {
    const auto store = open();
    ChainReport report = need(store->verify());
    EXPECT_TRUE(report.holds()) << chain_fault_word(report.findings.at(0).fault);
    EXPECT_GE(report.applications, acknowledged.size());
    EXPECT_LE(report.applications, acknowledged.size() + 1);
    for (const auto& [list, receipt] : acknowledged) {
      EXPECT_EQ(need(store->send_application(family.guardian, list)), receipt);
    }
    const app::Receipt first = need(store->send_application(family.guardian, retried));
    EXPECT_EQ(need(store->send_application(family.guardian, retried)), first);
    EXPECT_EQ(first.version, acknowledged.size() + 1);
    EXPECT_EQ(need(store->count_applications(official(), {"2027"})), 1U);
    report = need(store->verify());
    EXPECT_TRUE(report.holds());
    EXPECT_EQ(report.applications, acknowledged.size() + 1);
  }
};

TEST_F(FailingDisk, EveryWriteAndSyncOfASubmissionMayFail) {
  for (const bool for_ever : {false, true}) {
    std::uint64_t failures = 0;
    for (std::uint64_t operation = 1;; ++operation) {
      MemoryDisk disk(vfs);
      Family family;
      std::vector<std::pair<app::ApplicationToSend, app::Receipt>> acknowledged;
      bool done = false;
      {
        const auto store = open();
        family = add_town(*store, "oost");
        acknowledged.emplace_back(list_for(family, "k1"),
                                  need(store->send_application(family.guardian, list_for(family, "k1"))));
        disk.fail_at(operation, for_ever);
        done = store->send_application(family.guardian, list_for(family, "k2", {"E", "D"})).has_value();
        if (done) {
          EXPECT_LT(disk.operations(), operation);  // a failure is never passed over
        }
      }
      disk.fail_at(0, false);
      disk.lose_process();
      expect_whole(acknowledged, family, list_for(family, "k2", {"E", "D"}));
      if (done) {
        break;
      }
      ++failures;
    }
    EXPECT_GE(failures, 3U);
  }
}

TEST_F(FailingDisk, AStoreGoesOnAfterAFailureThatPassed) {
  for (std::uint64_t operation = 1; operation < 40; ++operation) {
    MemoryDisk disk(vfs);
    const auto store = open();
    const Family family = add_town(*store, "oost");
    disk.fail_at(operation, false);
    const auto list = list_for(family, "k1");
    base::Result<app::Receipt> receipt = store->send_application(family.guardian, list);
    disk.fail_at(0, false);
    const app::Receipt again = need(store->send_application(family.guardian, list));
    if (receipt) {
      EXPECT_EQ(*receipt, again);
    }
    EXPECT_EQ(again.version, 1U);
    EXPECT_TRUE(need(store->verify()).holds());
  }
}

TEST_F(FailingDisk, EveryWriteAndSyncOfAnErasureMayFail) {
  for (std::uint64_t operation = 1;; ++operation) {
    MemoryDisk disk(vfs);
    Family family;
    bool done = false;
    {
      const auto store = open();
      family = add_town(*store, "oost");
      need(store->send_application(family.guardian, list_for(family, "k1")));
      disk.fail_at(operation, true);
      done = store->erase_person(administrator("oost"), family.guardian.person).has_value();
      done = done && disk.operations() < operation;
    }
    disk.fail_at(0, false);
    disk.lose_process();
    const auto store = open();
    EXPECT_TRUE(need(store->verify()).holds());
    // All of it, or nothing of it.
    const bool present = need(store->find_person(official(), "first@oost")).has_value();
    EXPECT_EQ(need(store->count_applications(official(), {"2027"})), present ? 1U : 0U);
    EXPECT_EQ(need(store->children_of(family.guardian)).size(), present ? 1U : 0U);
    if (done) {
      EXPECT_FALSE(present);
      break;
    }
  }
}

TEST_F(FailingDisk, ThePowerMayGoAtAnyMoment) {
  std::uint64_t unacknowledged_but_there = 0;
  for (std::uint64_t trial = 0; trial < 300; ++trial) {
    std::mt19937_64 random(trial);
    MemoryDisk disk(vfs);
    Family family;
    std::vector<std::pair<app::ApplicationToSend, app::Receipt>> acknowledged;
    {
      // Never closed, as when the power goes: closing would write.
      Store* const store = open().release();
      family = add_town(*store, "oost");
      disk.fail_at(1 + random() % 120, true);
      for (int turn = 1;; ++turn) {
        const auto list = list_for(family, "k" + std::to_string(turn), {turn % 2 == 0 ? "A" : "E", "C"});
        base::Result<app::Receipt> receipt = store->send_application(family.guardian, list);
        if (!receipt) {
          break;
        }
        acknowledged.emplace_back(list, std::move(*receipt));
      }
    }
    disk.fail_at(0, false);
    disk.lose_power(random);
    const std::uint64_t before = need(open()->verify()).applications;
    unacknowledged_but_there += before - acknowledged.size();
    const int turn = static_cast<int>(acknowledged.size()) + 1;
    expect_whole(acknowledged, family,
                 list_for(family, "k" + std::to_string(turn), {turn % 2 == 0 ? "A" : "E", "C"}));
    if (HasFailure()) {
      FAIL() << "trial " << trial;
    }
  }
  RecordProperty("unacknowledged_but_there", static_cast<int>(unacknowledged_but_there));
}

}  // namespace

}  // namespace mengpaneel::store

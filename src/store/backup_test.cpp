// SPDX-License-Identifier: EUPL-1.2
#include "store/backup.hpp"

#include <atomic>
#include <thread>

#include "store/test_databases.hpp"
#include "store/test_town.hpp"

namespace mengpaneel::store {

namespace {

using testing::ElementsAre;

void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

TEST(Backup, RestoredItIsTheSamePortal) {
  TestFolder folder;
  const auto store = open_test_store(folder.file("portal.sqlite"));
  const Family family = add_town(*store, "oost");
  const app::Receipt receipt = need(store->send_application(family.guardian, list_for(family, "k1")));
  const std::string backup = need(make_backup(folder.file("portal.sqlite"), test_keys(), system_random()));
  EXPECT_EQ(backup.find("School B"), std::string::npos);

  write_bytes(folder.file("restored.sqlite"), need(open_backup(backup, test_keys(), "backup")));
  const auto restored = open_test_store(folder.file("restored.sqlite"));
  EXPECT_TRUE(need(restored->verify(need(store->verify()).heads)).holds());
  EXPECT_EQ(need(restored->send_application(family.guardian, list_for(family, "k1"))), receipt);
  EXPECT_EQ(need(restored->children_of(family.guardian)).at(0).name, "Child of first@oost");
}

TEST(Backup, IsOfOneMomentWhileApplicationsComeIn) {
  TestFolder folder;
  const auto store = open_test_store(folder.file("portal.sqlite"));
  const Family family = add_town(*store, "oost");
  std::atomic<std::uint64_t> sent = 0;
  std::atomic<bool> enough = false;
  {
    const std::jthread sender([&] {
      for (int turn = 0; !enough; ++turn) {
        need(store->send_application(family.guardian, list_for(family, "k" + std::to_string(turn))));
        ++sent;
      }
    });
    std::uint64_t before = 0;
    for (int turn = 0; turn < 10; ++turn) {
      while (sent < before + 5) {
        std::this_thread::yield();
      }
      const std::uint64_t at_least = sent;
      const std::string backup =
          need(make_backup(folder.file("portal.sqlite"), test_keys(), system_random()));
      const std::string path = folder.file("restored" + std::to_string(turn) + ".sqlite");
      write_bytes(path, need(open_backup(backup, test_keys(), "backup")));
      const ChainReport report = need(open_test_store(path)->verify());
      EXPECT_TRUE(report.holds());
      EXPECT_GE(report.applications, at_least);
      before = report.applications;
    }
    enough = true;
  }
}

TEST(Backup, IsRefusedUnderAnotherKeyOrWithAnyChange) {
  TestFolder folder;
  add_town(*open_test_store(folder.file("portal.sqlite")), "oost");
  const std::string backup = need(make_backup(folder.file("portal.sqlite"), test_keys(), system_random()));
  EXPECT_THAT(codes(open_backup(backup, new_keyring(system_random()), "b")),
              ElementsAre("sealed_value_unreadable"));
  for (std::size_t at = 20; at < backup.size(); at += 977) {
    std::string changed = backup;
    changed[at] = static_cast<char>(changed[at] ^ 16);
    EXPECT_THAT(codes(open_backup(changed, test_keys(), "b")), ElementsAre("sealed_value_unreadable"));
    EXPECT_THAT(codes(open_backup(backup.substr(0, at), test_keys(), "b")),
                ElementsAre("sealed_value_unreadable"));
  }
  EXPECT_THAT(codes(open_backup("SQLite format 3", test_keys(), "b")), ElementsAre("not_this_kind_of_file"));
  EXPECT_THAT(codes(make_backup(folder.file("absent.sqlite"), test_keys(), system_random())),
              ElementsAre("database_failed"));
}

}  // namespace

}  // namespace mengpaneel::store

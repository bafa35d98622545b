// SPDX-License-Identifier: EUPL-1.2
// Databases as earlier versions left them, kept as SQL text, become databases of this version with all that
// is in them.
#include <sqlite3.h>

#include "store/test_databases.hpp"
#include "store/test_town.hpp"

namespace mengpaneel::store {

namespace {

std::string read_fixture(const std::string& name) {
  std::ifstream file(std::string(MENGPANEEL_SOURCE_DIR) + "/tests/fixtures/store/" + name, std::ios::binary);
  EXPECT_TRUE(file) << name;
  return {std::istreambuf_iterator<char>(file), {}};
}

void run_script(const std::string& path, const std::string& sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(database);
  sqlite3_close(database);
}

TEST(Upgrade, OfVersion1KeepsEverything) {
  TestFolder folder;
  const std::string path = folder.file("portal.sqlite");
  run_script(path, read_fixture("version_1.sql"));
  const Keyring keys = need(parse_keyring(read_fixture("version_1.keys"), "version_1.keys"));
  const std::vector<Anchor> before = need(verify_chain(*open_beside(path))).heads;
  ASSERT_EQ(before.size(), 2U);

  const auto store = need(open_store({.database = path, .keyring = keys}));
  const ChainReport report = need(store->verify(before));
  EXPECT_TRUE(report.holds());
  EXPECT_EQ(report.heads, before);
  EXPECT_EQ(report.applications, 3U);
  EXPECT_FALSE(open_beside(path)->run("delete from audit", {}));  // what version 2 adds

  const auto account = need(store->find_person(administrator("oost"), "first@oost"));
  ASSERT_TRUE(account);
  const app::Caller guardian{{"oost"}, app::Role::guardian, account->id, opens_ms + 9};
  const auto children = need(store->children_of(guardian));
  ASSERT_EQ(children.size(), 1U);
  const auto sent = need(store->read_application(guardian, {"2027"}, children.at(0).id));
  ASSERT_TRUE(sent);
  EXPECT_EQ(sent->receipt.version, 2U);
  EXPECT_EQ(sent->ranked, (std::vector<app::ProgrammeId>{{"E"}, {"D"}}));
  // What was sent then under a key is still what a retry gets, and what comes next goes on from there.
  const Family family{guardian, children.at(0)};
  EXPECT_EQ(need(store->send_application(guardian, list_for(family, "k2", {"E", "D"}))), sent->receipt);
  EXPECT_EQ(need(store->send_application(guardian, list_for(family, "k3"))).version, 3U);
  EXPECT_FALSE(need(store->find_person(administrator("oost"), "second@oost")));
}

}  // namespace

}  // namespace mengpaneel::store

// SPDX-License-Identifier: EUPL-1.2
// What identifies people is never readable in the files, and what was erased is gone from them.
#include "store/private_fields.hpp"

#include "store/test_databases.hpp"
#include "store/test_town.hpp"

namespace mengpaneel::store {

namespace {

/// All bytes of all files below a folder.
std::string bytes_below(const std::filesystem::path& folder) {
  std::string bytes;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      std::ifstream file(entry.path(), std::ios::binary);
      bytes.append(std::istreambuf_iterator<char>(file), {});
    }
  }
  return bytes;
}

TEST(PrivateFields, NoNameLoginOrBirthDateStandsInTheFiles) {
  TestFolder folder;
  const auto store = open_test_store(folder.file("portal.sqlite"));
  const Family family = add_town(*store, "oost");
  need(store->send_application(family.guardian, list_for(family, "k1")));
  const std::string bytes = bytes_below(folder.path());
  EXPECT_NE(bytes.find("School B"), std::string::npos);  // what is public can be found, so the search works
  EXPECT_NE(bytes.find(family.child.application_number), std::string::npos);
  for (const char* const secret : {"Guardian", "Child of", "first@oost", "2023-05-17"}) {
    EXPECT_EQ(bytes.find(secret), std::string::npos) << secret;
  }
  for (const std::string& key : {test_keys().lookup_key, test_keys().backup_key,
                                 test_keys().field_keys.at("k1"), test_keys().signing_seeds.at("s1")}) {
    EXPECT_EQ(bytes.find(key), std::string::npos);
  }
}

TEST(PrivateFields, AfterErasureSaltAndSealedValuesAreGoneFromTheFiles) {
  TestFolder folder;
  const std::string database = folder.file("portal.sqlite");
  const auto store = open_test_store(database);
  const Family family = add_town(*store, "oost");
  std::vector<std::string> traces;
  {
    const auto beside = open_beside(database);
    const Rows salts = run_all(*beside, {"select salt from salt"});
    const Rows sealed = run_all(*beside, {"select sealed from private_field"});
    for (std::size_t row = 0; row < salts.size(); ++row) {
      traces.push_back(salts.bytes(row, 0));
    }
    for (std::size_t row = 0; row < sealed.size(); ++row) {
      traces.push_back(sealed.bytes(row, 0));
    }
  }
  ASSERT_EQ(traces.size(), 6U);
  for (const std::string& trace : traces) {
    EXPECT_NE(bytes_below(folder.path()).find(trace), std::string::npos);
  }
  need(store->erase_person(administrator("oost"), family.guardian.person));
  for (const std::string& trace : traces) {
    EXPECT_EQ(bytes_below(folder.path()).find(trace), std::string::npos);
  }
}

TEST(PrivateFields, ALoginIsFoundByAnotherKeyInEachMunicipality) {
  const Secrets secrets{test_keys(), system_random()};
  EXPECT_NE(login_key(secrets, "oost", "a@b"), login_key(secrets, "west", "a@b"));
  EXPECT_NE(login_key(secrets, "oost", "a@b"),
            login_key({new_keyring(system_random()), system_random()}, "oost", "a@b"));
}

TEST(Sealing, OpensOnlyWithItsKeyAndItsContext) {
  const std::string key(key_bytes, 'k');
  const std::string sealed = seal("Jansen", "here", key, system_random());
  EXPECT_EQ(unseal(sealed, "here", key), "Jansen");
  EXPECT_NE(seal("Jansen", "here", key, system_random()), sealed);  // equal names do not show
  EXPECT_FALSE(unseal(sealed, "there", key));
  EXPECT_FALSE(unseal(sealed, "here", std::string(key_bytes, 'l')));
  for (std::size_t index = 0; index < sealed.size(); ++index) {
    std::string changed = sealed;
    changed[index] = static_cast<char>(changed[index] ^ 1);
    EXPECT_FALSE(unseal(changed, "here", key));
    EXPECT_FALSE(unseal(sealed.substr(0, index), "here", key));
  }
}

TEST(Keyring, IsReadBackAsWritten) {
  Keyring keys = new_keyring(system_random());
  add_field_key(keys, "a-later-key-with-a-small-name", system_random());
  const Keyring read = need(parse_keyring(write_keyring(keys), "keys"));
  EXPECT_EQ(read.field_keys, keys.field_keys);
  EXPECT_EQ(read.field_key_id, keys.field_key_id);
  EXPECT_EQ(read.signing_seeds, keys.signing_seeds);
  EXPECT_EQ(read.signing_key_id, keys.signing_key_id);
  EXPECT_EQ(read.lookup_key, keys.lookup_key);
  EXPECT_EQ(read.backup_key, keys.backup_key);
}

TEST(Keyring, IsRefusedWhenSomethingIsWrongAndNoKeyIsShown) {
  const std::string good = write_keyring(new_keyring(system_random()));
  const std::string secret = hex_of(std::string(key_bytes, 'z'));
  const auto refused = [&](const std::string& text, const std::string& code) {
    const auto keys = parse_keyring(text, "keys");
    ASSERT_FALSE(keys) << text;
    EXPECT_THAT(codes(keys), testing::Contains(code)) << text;
    for (const base::Error& error : keys.error().shown()) {
      EXPECT_EQ((error.value + error.field + error.expected).find(secret), std::string::npos);
    }
  };
  refused("", "not_this_kind_of_file");
  refused("mengpaneel keys 1\n", "value_missing");
  refused(good + "field k1 " + secret + "\n", "duplicate");
  refused(good + "backup - " + secret + "\n", "duplicate");
  refused(good + "unknown - " + secret + "\n", "not_this_kind_of_file");
  refused(good + "field k2 " + secret + "00\n", "not_this_kind_of_file");
  refused(good + "field  " + secret + "\n", "not_this_kind_of_file");
  refused(good + "field k2 " + secret + " x\n", "not_this_kind_of_file");
}

}  // namespace

}  // namespace mengpaneel::store

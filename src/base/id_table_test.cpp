// SPDX-License-Identifier: EUPL-1.2
#include "base/id_table.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace mengpaneel::base {
namespace {

RC_GTEST_PROP(IdTable, NumbersNamesInOrderOfAppearance, (const std::vector<std::string>& names)) {
  IdTable table;
  std::map<std::string, std::uint32_t> oracle;
  for (const std::string& name : names) {
    const auto [entry, is_new] = oracle.emplace(name, static_cast<std::uint32_t>(oracle.size()));
    const IdTable::Interned interned = table.intern(name);
    RC_ASSERT(interned.is_new == is_new);
    RC_ASSERT(interned.index == entry->second);
  }
  RC_ASSERT(table.size() == oracle.size());
  for (const auto& [name, index] : oracle) {
    RC_ASSERT(table.find(name) == index);
    RC_ASSERT(table.name(index) == name);
  }
  RC_ASSERT(oracle.contains("absent") || !table.find("absent"));
}

RC_GTEST_PROP(IdTable, SortsByBytes, (const std::vector<std::string>& names)) {
  IdTable table;
  for (const std::string& name : names) {
    table.intern(name);
  }
  std::vector<std::string> before;
  for (std::uint32_t index = 0; index < table.size(); ++index) {
    before.emplace_back(table.name(index));
  }
  const std::vector<std::uint32_t> new_of_old = table.sort_by_bytes();
  for (std::uint32_t index = 0; index < table.size(); ++index) {
    RC_ASSERT(table.name(new_of_old[index]) == before[index]);
    RC_ASSERT(table.find(before[index]) == new_of_old[index]);
    if (index != 0) {
      RC_ASSERT(table.name(index - 1) < table.name(index));
    }
  }
}

}  // namespace
}  // namespace mengpaneel::base

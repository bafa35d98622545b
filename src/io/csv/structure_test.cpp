// SPDX-License-Identifier: EUPL-1.2
#include "io/csv/structure.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace mengpaneel::io::csv {
namespace {

/// Random text in which structural and control characters are common.
rc::Gen<std::string> texts() {
  return rc::gen::container<std::string>(rc::gen::oneOf(
      rc::gen::element(',', '"', '\n', '\r', 'a', '\t', '\x7f', '\x1f'), rc::gen::arbitrary<char>()));
}

std::vector<std::size_t> offsets_one_by_one(std::string_view bytes, char delimiter) {
  std::vector<std::size_t> offsets;
  for (std::size_t offset = 0; offset < bytes.size(); ++offset) {
    if (bytes[offset] == delimiter || bytes[offset] == '"' || bytes[offset] == '\n') {
      offsets.push_back(offset);
    }
  }
  return offsets;
}

std::vector<std::size_t> all_taken(StructureIndex& index, std::string_view bytes) {
  std::vector<std::size_t> offsets;
  for (std::size_t offset = index.take(); offset < bytes.size(); offset = index.take()) {
    offsets.push_back(offset);
  }
  return offsets;
}

RC_GTEST_PROP(MatchMask, IsThePortableOneAndThatIsByteByByte, ()) {
  std::array<char, 64> block;
  const auto character =
      rc::gen::oneOf(rc::gen::element(';', '"', '\n', ':', '<', '\x0b', '\xbb'), rc::gen::arbitrary<char>());
  std::ranges::generate(block, [&] { return *character; });
  std::uint64_t expected = 0;
  for (std::size_t place = 0; place < block.size(); ++place) {
    const bool matches = block[place] == ';' || block[place] == '"' || block[place] == '\n';
    expected |= static_cast<std::uint64_t>(matches) << place;
  }
  RC_ASSERT(match_mask_portable(block.data(), ';', '"', '\n') == expected);
  RC_ASSERT(match_mask(block.data(), ';', '"', '\n') == expected);
}

RC_GTEST_PROP(StructureIndex, GivesEveryOffsetInOrder, ()) {
  const std::string bytes = *texts();
  StructureIndex index(bytes, ',', 0);
  RC_ASSERT(all_taken(index, bytes) == offsets_one_by_one(bytes, ','));
}

TEST(StructureIndex, CrossesScansAndRestarts) {
  std::string bytes;
  for (int row = 0; row < 20'000; ++row) {
    bytes.append(static_cast<std::size_t>(row % 71), 'x').append(row % 3 == 0 ? "," : "\n");
  }
  const std::vector<std::size_t> expected = offsets_one_by_one(bytes, ',');
  StructureIndex index(bytes, ',', 0);
  std::vector<std::size_t> got;
  while (index.ensure(7)) {
    got.insert(got.end(), index.ahead(), index.ahead() + 5);
    index.consume(5);
  }
  const std::vector<std::size_t> rest = all_taken(index, bytes);
  got.insert(got.end(), rest.begin(), rest.end());
  EXPECT_EQ(got, expected);

  const std::size_t from = expected[1234] + 1;
  index.restart(from);
  EXPECT_EQ(index.take(), expected[1235]);
}

RC_GTEST_PROP(Survey, IsWhatIsSeenByteByByte, ()) {
  const std::string bytes = *texts();
  bool non_ascii = false;
  bool control = false;
  for (std::size_t offset = 0; offset < bytes.size(); ++offset) {
    const auto value = static_cast<unsigned char>(bytes[offset]);
    const bool ends_line = value == '\r' && (offset + 1 == bytes.size() || bytes[offset + 1] == '\n');
    non_ascii = non_ascii || value > 127;
    control = control || value == 127 || (value < 32 && value != '\n' && value != '\t' && !ends_line);
  }
  const Survey found = survey(bytes, '\t');
  RC_ASSERT(found.non_ascii == non_ascii);
  RC_ASSERT(found.control == control);
}

TEST(Survey, FindsOneByteWhereverItStands) {
  for (std::size_t size = 1; size < 70; ++size) {
    for (std::size_t place = 0; place < size; ++place) {
      std::string bytes(size, 'a');
      EXPECT_FALSE(survey(bytes, ',').control);
      bytes[place] = '\x01';
      EXPECT_TRUE(survey(bytes, ',').control) << size << " " << place;
      bytes[place] = '\xc3';
      EXPECT_TRUE(survey(bytes, ',').non_ascii) << size << " " << place;
    }
  }
}

}  // namespace
}  // namespace mengpaneel::io::csv

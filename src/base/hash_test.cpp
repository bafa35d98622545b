// SPDX-License-Identifier: EUPL-1.2
#include "base/hash.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <sodium.h>

#include <array>
#include <string>

#include "base/sha256_block.hpp"

namespace mengpaneel::base {
namespace {

// FIPS 180-4, examples of NIST.
TEST(Sha256, AgreesWithNist) {
  EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(to_hex(sha256(std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

// RFC 4231, test cases 2 and 6 (a key longer than a block).
TEST(HmacSha256, AgreesWithRfc4231) {
  EXPECT_EQ(to_hex(HmacSha256("Jefe")("what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(
      to_hex(HmacSha256(std::string(131, '\xaa'))("Test Using Larger Than Block-Size Key - Hash Key First")),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

RC_GTEST_PROP(Sha256, AgreesWithLibsodiumInPiecesOfAnySize, (const std::string& text, std::size_t cut)) {
  const std::string longer = text + text + text;
  const std::size_t at = longer.empty() ? 0 : cut % longer.size();
  Sha256 hash;
  hash.update(std::string_view(longer).substr(0, at));
  hash.update(std::string_view(longer).substr(at));
  Digest expected;
  crypto_hash_sha256(expected.data(), reinterpret_cast<const unsigned char*>(longer.data()), longer.size());
  RC_ASSERT(hash.finish() == expected);
}

RC_GTEST_PROP(HmacSha256, AgreesWithLibsodium,
              (const std::array<std::uint8_t, 32>& key, const std::string& text)) {
  Digest expected;
  crypto_auth_hmacsha256(expected.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                         key.data());
  RC_ASSERT(HmacSha256(as_bytes(key))(text) == expected);
}

RC_GTEST_PROP(Sha256, IsTheSameWithAndWithoutInstructions, (const std::array<std::uint8_t, 128>& blocks)) {
  std::array<std::uint32_t, 8> fast{1, 2, 3, 4, 5, 6, 7, 8};
  std::array<std::uint32_t, 8> portable = fast;
  sha256_blocks(fast.data(), blocks.data(), 2);
  sha256_blocks_portable(portable.data(), blocks.data(), 2);
  RC_ASSERT(fast == portable);
}

TEST(Hex, ReadsSixtyFourDigitsAndNothingElse) {
  const Digest digest = sha256("seed");
  EXPECT_EQ(digest_from_hex(to_hex(digest)), digest);
  EXPECT_EQ(digest_from_hex("ABCDEF" + std::string(58, '0')).value()[0], 0xab);
  EXPECT_FALSE(digest_from_hex(std::string(63, '0')));
  EXPECT_FALSE(digest_from_hex(std::string(63, '0') + "g"));
  EXPECT_EQ(to_hex(std::uint64_t{0x0123456789abcdef}), "0123456789abcdef");
}

}  // namespace
}  // namespace mengpaneel::base

// SPDX-License-Identifier: EUPL-1.2
#include "store/crypto.hpp"

#include <sodium.h>

#include <array>
#include <cstdlib>

namespace mengpaneel::store {

namespace {

/// Once, before any other call; it fails only where the system gives no randomness, and then nothing may go
/// on.
void start_library() {
  static const bool started = sodium_init() >= 0;
  if (!started) {
    std::abort();
  }
}

const unsigned char* in(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* out(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

class SystemRandom final : public RandomSource {
 public:
  std::string bytes(std::size_t count) override {
    start_library();
    std::string result(count, '\0');
    randombytes_buf(result.data(), count);
    return result;
  }
};

struct KeyPair {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> public_key;
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret_key;
};

KeyPair key_pair(std::string_view seed) {
  start_library();
  KeyPair pair;
  crypto_sign_seed_keypair(pair.public_key.data(), pair.secret_key.data(), in(seed));
  return pair;
}

}  // namespace

static_assert(key_bytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES && key_bytes == crypto_sign_SEEDBYTES);
static_assert(signature_bytes == crypto_sign_BYTES);

RandomSource& system_random() {
  static SystemRandom random;
  return random;
}

std::string seal(std::string_view plain, std::string_view context, std::string_view key,
                 RandomSource& random) {
  start_library();
  const std::string nonce = random.bytes(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  std::string sealed(plain.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  crypto_aead_xchacha20poly1305_ietf_encrypt(out(sealed), nullptr, in(plain), plain.size(), in(context),
                                             context.size(), nullptr, in(nonce), in(key));
  return nonce + sealed;
}

std::optional<std::string> unseal(std::string_view sealed, std::string_view context, std::string_view key) {
  start_library();
  constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
  if (sealed.size() < nonce_bytes + tag_bytes || key.size() != key_bytes) {
    return std::nullopt;
  }
  const std::string_view nonce = sealed.substr(0, nonce_bytes);
  const std::string_view body = sealed.substr(nonce_bytes);
  std::string plain(body.size() - tag_bytes, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(out(plain), nullptr, nullptr, in(body), body.size(),
                                                 in(context), context.size(), in(nonce), in(key)) != 0) {
    return std::nullopt;
  }
  return plain;
}

std::string public_key_of(std::string_view seed) {
  const KeyPair pair = key_pair(seed);
  return {reinterpret_cast<const char*>(pair.public_key.data()), pair.public_key.size()};
}

std::string sign(std::string_view message, std::string_view seed) {
  KeyPair pair = key_pair(seed);
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(out(signature), nullptr, in(message), message.size(), pair.secret_key.data());
  sodium_memzero(pair.secret_key.data(), pair.secret_key.size());
  return signature;
}

bool signature_holds(std::string_view message, std::string_view signature, std::string_view public_key) {
  start_library();
  return signature.size() == crypto_sign_BYTES && public_key.size() == crypto_sign_PUBLICKEYBYTES &&
         crypto_sign_verify_detached(in(signature), in(message), message.size(), in(public_key)) == 0;
}

std::string hex_of(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    hex.push_back(digits[value >> 4U]);
    hex.push_back(digits[value & 15U]);
  }
  return hex;
}

std::optional<std::string> bytes_of_hex(std::string_view hex) {
  start_library();
  std::string bytes(hex.size() / 2, '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  if (sodium_hex2bin(out(bytes), bytes.size(), hex.data(), hex.size(), nullptr, &length, &end) != 0 ||
      end != hex.data() + hex.size() || length * 2 != hex.size()) {
    return std::nullopt;
  }
  return bytes;
}

}  // namespace mengpaneel::store

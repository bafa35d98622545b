// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The few things that are asked of libsodium: random bytes, sealing (XChaCha20-Poly1305), signing (Ed25519).

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mengpaneel::store {

inline constexpr std::size_t key_bytes = 32;
inline constexpr std::size_t signature_bytes = 64;

/// Where keys, salts and pseudonyms come from. Tests give their own.
class RandomSource {
 public:
  RandomSource() = default;
  RandomSource(const RandomSource&) = delete;
  RandomSource& operator=(const RandomSource&) = delete;
  virtual ~RandomSource() = default;
  /// `count` bytes that nobody can foresee. Safe for several threads at once.
  [[nodiscard]] virtual std::string bytes(std::size_t count) = 0;
};

/// The operating system's.
[[nodiscard]] RandomSource& system_random();

/// Encrypts `plain` under a 32-byte key and a random nonce, bound to `context`: it opens only with the same
/// context, so what is sealed for one place cannot be moved to another. 40 bytes longer than `plain`.
[[nodiscard]] std::string seal(std::string_view plain, std::string_view context, std::string_view key,
                               RandomSource& random);
/// Nothing when key or context is another or a bit was changed.
[[nodiscard]] std::optional<std::string> unseal(std::string_view sealed, std::string_view context,
                                                std::string_view key);

/// Ed25519; a key pair follows from its 32-byte seed.
[[nodiscard]] std::string public_key_of(std::string_view seed);
[[nodiscard]] std::string sign(std::string_view message, std::string_view seed);
[[nodiscard]] bool signature_holds(std::string_view message, std::string_view signature,
                                   std::string_view public_key);

[[nodiscard]] std::string hex_of(std::string_view bytes);
/// Nothing for an odd number of digits or anything but hexadecimal digits.
[[nodiscard]] std::optional<std::string> bytes_of_hex(std::string_view hex);

}  // namespace mengpaneel::store

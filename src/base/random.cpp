// SPDX-License-Identifier: EUPL-1.2
#include "base/random.hpp"

#include <string>

// Random123 refuses processors that it does not know; WebAssembly takes the portable path of this one.
#if defined(__wasm__)
#define __aarch64__ 1
#endif
#include <Random123/philox.h>
#if defined(__wasm__)
#undef __aarch64__
#endif

namespace mengpaneel::base {

namespace {

std::uint32_t word_of(const Digest& digest, std::size_t begin) {
  return static_cast<std::uint32_t>(digest[begin]) | (static_cast<std::uint32_t>(digest[begin + 1]) << 8U) |
         (static_cast<std::uint32_t>(digest[begin + 2]) << 16U) |
         (static_cast<std::uint32_t>(digest[begin + 3]) << 24U);
}

struct Pair {
  std::uint64_t even;
  std::uint64_t odd;
};

Pair block(std::uint32_t key_low, std::uint32_t key_high, std::uint64_t major, std::uint64_t pair) {
  const r123::Philox4x32::key_type key{{key_low, key_high}};
  const r123::Philox4x32::ctr_type counter{
      {static_cast<std::uint32_t>(pair), static_cast<std::uint32_t>(pair >> 32U),
       static_cast<std::uint32_t>(major), static_cast<std::uint32_t>(major >> 32U)}};
  const auto out = r123::Philox4x32()(counter, key);
  return {(static_cast<std::uint64_t>(out[1]) << 32U) | out[0],
          (static_cast<std::uint64_t>(out[3]) << 32U) | out[2]};
}

}  // namespace

RandomStream::RandomStream(const Digest& seed, std::string_view purpose) {
  const Digest key = HmacSha256(as_bytes(seed))("stream\n" + std::string(purpose));
  key_low_ = word_of(key, 0);
  key_high_ = word_of(key, 4);
}

std::uint64_t RandomStream::bits(std::uint64_t major, std::uint64_t minor) const {
  const Pair pair = block(key_low_, key_high_, major, minor / 2);
  return minor % 2 == 0 ? pair.even : pair.odd;
}

void RandomStream::fill(std::uint64_t major, std::span<std::uint64_t> out) const {
  const std::size_t whole = out.size() / 2;
  for (std::size_t index = 0; index < whole; ++index) {
    const Pair pair = block(key_low_, key_high_, major, index);
    out[2 * index] = pair.even;
    out[2 * index + 1] = pair.odd;
  }
  if (out.size() % 2 != 0) {
    out.back() = bits(major, out.size() - 1);
  }
}

}  // namespace mengpaneel::base

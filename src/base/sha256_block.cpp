// SPDX-License-Identifier: EUPL-1.2
#include "base/sha256_block.hpp"

#include <array>
#include <bit>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace mengpaneel::base {

namespace {

alignas(64) constexpr std::array<std::uint32_t, 64> round_constants{
    0x428a2f98U, 0x71374491U, 0xb5c0fbcfU, 0xe9b5dba5U, 0x3956c25bU, 0x59f111f1U, 0x923f82a4U, 0xab1c5ed5U,
    0xd807aa98U, 0x12835b01U, 0x243185beU, 0x550c7dc3U, 0x72be5d74U, 0x80deb1feU, 0x9bdc06a7U, 0xc19bf174U,
    0xe49b69c1U, 0xefbe4786U, 0x0fc19dc6U, 0x240ca1ccU, 0x2de92c6fU, 0x4a7484aaU, 0x5cb0a9dcU, 0x76f988daU,
    0x983e5152U, 0xa831c66dU, 0xb00327c8U, 0xbf597fc7U, 0xc6e00bf3U, 0xd5a79147U, 0x06ca6351U, 0x14292967U,
    0x27b70a85U, 0x2e1b2138U, 0x4d2c6dfcU, 0x53380d13U, 0x650a7354U, 0x766a0abbU, 0x81c2c92eU, 0x92722c85U,
    0xa2bfe8a1U, 0xa81a664bU, 0xc24b8b70U, 0xc76c51a3U, 0xd192e819U, 0xd6990624U, 0xf40e3585U, 0x106aa070U,
    0x19a4c116U, 0x1e376c08U, 0x2748774cU, 0x34b0bcb5U, 0x391c0cb3U, 0x4ed8aa4aU, 0x5b9cca4fU, 0x682e6ff3U,
    0x748f82eeU, 0x78a5636fU, 0x84c87814U, 0x8cc70208U, 0x90befffaU, 0xa4506cebU, 0xbef9a3f7U, 0xc67178f2U};

std::uint32_t load_big_endian(const std::uint8_t* bytes) {
  return (static_cast<std::uint32_t>(bytes[0]) << 24U) | (static_cast<std::uint32_t>(bytes[1]) << 16U) |
         (static_cast<std::uint32_t>(bytes[2]) << 8U) | static_cast<std::uint32_t>(bytes[3]);
}

#if defined(__x86_64__)

// One quarter of the message schedule and four rounds are one step: `current` holds the four words of this
// step, and the three registers around it hold the words from which the schedule is continued.
__attribute__((target("sha,sse4.1,ssse3"))) void sha256_blocks_instructions(std::uint32_t* state,
                                                                            const std::uint8_t* blocks,
                                                                            std::size_t block_count) {
  const __m128i byte_order = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  const __m128i abcd = _mm_loadu_si128(reinterpret_cast<const __m128i*>(state));
  const __m128i efgh = _mm_loadu_si128(reinterpret_cast<const __m128i*>(state + 4));
  const __m128i cdab = _mm_shuffle_epi32(abcd, 0xb1);
  const __m128i hgfe = _mm_shuffle_epi32(efgh, 0x1b);
  __m128i abef = _mm_alignr_epi8(cdab, hgfe, 8);
  __m128i cdgh = _mm_blend_epi16(hgfe, cdab, 0xf0);

  for (; block_count != 0; --block_count, blocks += 64) {
    const __m128i abef_before = abef;
    const __m128i cdgh_before = cdgh;
    __m128i words[4];
    for (std::size_t quarter = 0; quarter < 4; ++quarter) {
      words[quarter] = _mm_shuffle_epi8(
          _mm_loadu_si128(reinterpret_cast<const __m128i*>(blocks + 16 * quarter)), byte_order);
    }
#pragma GCC unroll 16
    for (std::size_t step = 0; step < 16; ++step) {
      __m128i& current = words[step % 4];
      if (step >= 4) {
        const __m128i previous = words[(step + 3) % 4];
        const __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(current, words[(step + 1) % 4]),
                                          _mm_alignr_epi8(previous, words[(step + 2) % 4], 4));
        current = _mm_sha256msg2_epu32(sum, previous);
      }
      const __m128i keyed = _mm_add_epi32(
          current, _mm_load_si128(reinterpret_cast<const __m128i*>(round_constants.data() + 4 * step)));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, keyed);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(keyed, 0x0e));
    }
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }

  const __m128i feba = _mm_shuffle_epi32(abef, 0x1b);
  const __m128i dchg = _mm_shuffle_epi32(cdgh, 0xb1);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state), _mm_blend_epi16(feba, dchg, 0xf0));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}

bool has_sha_instructions() {
  __builtin_cpu_init();
  // g++ 12 has no name for the SHA bit in __builtin_cpu_supports: leaf 7, EBX bit 29.
  std::uint32_t eax = 7;
  std::uint32_t ebx = 0;
  std::uint32_t ecx = 0;
  std::uint32_t edx = 0;
  __asm__("cpuid" : "+a"(eax), "=b"(ebx), "+c"(ecx), "=d"(edx));
  return ((ebx >> 29U) & 1U) != 0 && __builtin_cpu_supports("sse4.1") != 0;
}

#endif

}  // namespace

void sha256_blocks_portable(std::uint32_t* state, const std::uint8_t* blocks, std::size_t block_count) {
  for (; block_count != 0; --block_count, blocks += 64) {
    std::array<std::uint32_t, 64> words;
    for (std::size_t index = 0; index < 16; ++index) {
      words[index] = load_big_endian(blocks + 4 * index);
    }
    for (std::size_t index = 16; index < 64; ++index) {
      const std::uint32_t near = words[index - 2];
      const std::uint32_t far = words[index - 15];
      const std::uint32_t sigma1 = std::rotr(near, 17) ^ std::rotr(near, 19) ^ (near >> 10U);
      const std::uint32_t sigma0 = std::rotr(far, 7) ^ std::rotr(far, 18) ^ (far >> 3U);
      words[index] = sigma1 + words[index - 7] + sigma0 + words[index - 16];
    }
    std::array<std::uint32_t, 8> work;
    for (std::size_t index = 0; index < 8; ++index) {
      work[index] = state[index];
    }
    auto& [a, b, c, d, e, f, g, h] = work;
    for (std::size_t index = 0; index < 64; ++index) {
      const std::uint32_t sum1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
      const std::uint32_t first = h + sum1 + ((e & f) ^ (~e & g)) + round_constants[index] + words[index];
      const std::uint32_t sum0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
      const std::uint32_t second = sum0 + ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = d + first;
      d = c;
      c = b;
      b = a;
      a = first + second;
    }
    for (std::size_t index = 0; index < 8; ++index) {
      state[index] += work[index];
    }
  }
}

void sha256_blocks(std::uint32_t* state, const std::uint8_t* blocks, std::size_t block_count) {
#if defined(__x86_64__)
  static const bool instructions = has_sha_instructions();
  if (instructions) {
    sha256_blocks_instructions(state, blocks, block_count);
    return;
  }
#endif
  sha256_blocks_portable(state, blocks, block_count);
}

}  // namespace mengpaneel::base

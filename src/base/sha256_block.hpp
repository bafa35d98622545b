// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The compression function of SHA-256: portable, and with the processor's SHA instructions where it has them.

#include <cstddef>
#include <cstdint>

namespace mengpaneel::base {

/// Folds `block_count` blocks of 64 bytes into `state`, [8]. Picks the fastest version once.
void sha256_blocks(std::uint32_t* state, const std::uint8_t* blocks, std::size_t block_count);

/// The version that runs everywhere; the oracle for the other.
void sha256_blocks_portable(std::uint32_t* state, const std::uint8_t* blocks, std::size_t block_count);

}  // namespace mengpaneel::base

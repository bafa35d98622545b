// SPDX-License-Identifier: EUPL-1.2
#include "base/hash.hpp"

#include <algorithm>
#include <cstring>

#include "base/sha256_block.hpp"

namespace mengpaneel::base {

namespace {

constexpr std::array<std::uint32_t, 8> initial_state{0x6a09e667U, 0xbb67ae85U, 0x3c6ef372U, 0xa54ff53aU,
                                                     0x510e527fU, 0x9b05688cU, 0x1f83d9abU, 0x5be0cd19U};

const std::uint8_t* octets(std::string_view bytes) {
  return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') {
    return digit - '0';
  }
  const char lower = static_cast<char>(digit | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace

Sha256::Sha256() : state_(initial_state) {}

void Sha256::update(std::string_view bytes) {
  length_ += bytes.size();
  if (buffered_ != 0) {
    const std::size_t taken = std::min(bytes.size(), buffer_.size() - buffered_);
    std::memcpy(buffer_.data() + buffered_, bytes.data(), taken);
    buffered_ += taken;
    bytes.remove_prefix(taken);
    if (buffered_ < buffer_.size()) {
      return;
    }
    sha256_blocks(state_.data(), buffer_.data(), 1);
    buffered_ = 0;
  }
  const std::size_t block_count = bytes.size() / buffer_.size();
  sha256_blocks(state_.data(), octets(bytes), block_count);
  bytes.remove_prefix(block_count * buffer_.size());
  if (!bytes.empty()) {
    std::memcpy(buffer_.data(), bytes.data(), bytes.size());
    buffered_ = bytes.size();
  }
}

Digest Sha256::finish() {
  const std::uint64_t bit_length = length_ * 8;
  buffer_[buffered_++] = 0x80;
  if (buffered_ > 56) {
    std::fill(buffer_.begin() + static_cast<std::ptrdiff_t>(buffered_), buffer_.end(), std::uint8_t{0});
    sha256_blocks(state_.data(), buffer_.data(), 1);
    buffered_ = 0;
  }
  std::fill(buffer_.begin() + static_cast<std::ptrdiff_t>(buffered_), buffer_.begin() + 56, std::uint8_t{0});
  for (std::size_t octet = 0; octet < 8; ++octet) {
    buffer_[56 + octet] = static_cast<std::uint8_t>(bit_length >> (56 - 8 * octet));
  }
  sha256_blocks(state_.data(), buffer_.data(), 1);
  Digest digest;
  for (std::size_t octet = 0; octet < digest.size(); ++octet) {
    digest[octet] = static_cast<std::uint8_t>(state_[octet / 4] >> (24 - 8 * (octet % 4)));
  }
  return digest;
}

Digest sha256(std::string_view bytes) {
  Sha256 hash;
  hash.update(bytes);
  return hash.finish();
}

HmacSha256::HmacSha256(std::string_view key) {
  std::array<char, 64> block{};
  if (key.size() > block.size()) {
    const Digest shortened = sha256(key);
    std::memcpy(block.data(), shortened.data(), shortened.size());
  } else {
    std::memcpy(block.data(), key.data(), key.size());
  }
  std::array<char, 64> padded;
  std::ranges::transform(block, padded.begin(), [](char octet) { return static_cast<char>(octet ^ 0x36); });
  inner_.update({padded.data(), padded.size()});
  std::ranges::transform(block, padded.begin(), [](char octet) { return static_cast<char>(octet ^ 0x5c); });
  outer_.update({padded.data(), padded.size()});
}

Digest HmacSha256::operator()(std::string_view message) const {
  Sha256 inner = inner_;
  inner.update(message);
  Sha256 outer = outer_;
  outer.update(as_bytes(inner.finish()));
  return outer.finish();
}

std::string to_hex(const Digest& digest) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (const std::uint8_t octet : digest) {
    hex.push_back(digits[octet >> 4U]);
    hex.push_back(digits[octet & 15U]);
  }
  return hex;
}

std::string to_hex(std::uint64_t number) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex(16, '0');
  for (std::size_t position = 16; position-- > 0; number >>= 4U) {
    hex[position] = digits[number & 15U];
  }
  return hex;
}

std::optional<Digest> digest_from_hex(std::string_view hex) {
  Digest digest;
  if (hex.size() != digest.size() * 2) {
    return std::nullopt;
  }
  for (std::size_t octet = 0; octet < digest.size(); ++octet) {
    const int high = hex_value(hex[octet * 2]);
    const int low = hex_value(hex[octet * 2 + 1]);
    if (high < 0 || low < 0) {
      return std::nullopt;
    }
    digest[octet] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return digest;
}

}  // namespace mengpaneel::base

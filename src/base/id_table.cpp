// SPDX-License-Identifier: EUPL-1.2
#include "base/id_table.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>

namespace mengpaneel::base {

namespace {

template <typename Word>
Word load(const char* data) {
  Word word;
  std::memcpy(&word, data, sizeof word);
  return word;
}

/// The first 8 bytes, zeros after the end, the first byte lowest. Most names are shorter than 8 bytes, and a
/// copy of variable length is a call; two loads that overlap are not.
std::uint64_t load_up_to_8(const char* data, std::size_t size) {
  if constexpr (std::endian::native != std::endian::little) {
    std::uint64_t word = 0;
    std::memcpy(&word, data, std::min<std::size_t>(size, 8));
    return word;
  }
  if (size >= 8) {
    return load<std::uint64_t>(data);
  }
  if (size >= 4) {
    const std::uint64_t tail = load<std::uint32_t>(data + size - 4);
    return load<std::uint32_t>(data) | (tail << (8 * (size - 4)));
  }
  std::uint64_t word = 0;
  for (std::size_t place = 0; place < size; ++place) {
    word |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(data[place])) << (8 * place);
  }
  return word;
}

bool equal(std::string_view left, std::string_view right) {
  const std::size_t size = left.size();
  if (size != right.size()) {
    return false;
  }
  if (size <= 8) {
    return load_up_to_8(left.data(), size) == load_up_to_8(right.data(), size);
  }
  if (size <= 16) {
    return load<std::uint64_t>(left.data()) == load<std::uint64_t>(right.data()) &&
           load<std::uint64_t>(left.data() + size - 8) == load<std::uint64_t>(right.data() + size - 8);
  }
  return std::memcmp(left.data(), right.data(), size) == 0;
}

std::uint64_t mix(std::uint64_t left, std::uint64_t right) {
  // A folded 64 x 64 -> 128 bit product: cheap, and every input bit reaches the high and low half.
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(left) * right;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

std::uint64_t hash_of(std::string_view name) {
  std::uint64_t hash = 0x9e3779b97f4a7c15ULL ^ name.size();
  const char* data = name.data();
  std::size_t left = name.size();
  while (left > 8) {
    hash = mix(hash ^ load_up_to_8(data, 8), 0xd6e8feb86659fd93ULL);
    data += 8;
    left -= 8;
  }
  return mix(hash ^ load_up_to_8(data, left), 0xa0761d6478bd642fULL);
}

std::uint64_t big_endian_prefix(std::string_view name) {
  std::uint64_t word = load_up_to_8(name.data(), name.size());
  if constexpr (std::endian::native == std::endian::little) {
    word = __builtin_bswap64(word);
  }
  return word;
}

}  // namespace

std::size_t IdTable::find_slot(std::string_view wanted, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  const auto tag = static_cast<std::uint32_t>(hash >> 32U);
  std::size_t slot = static_cast<std::size_t>(hash) & mask;
  while (slots_[slot].index_plus_one != 0) {
    if (slots_[slot].tag == tag && equal(name(slots_[slot].index_plus_one - 1), wanted)) {
      return slot;
    }
    slot = (slot + 1) & mask;
  }
  return slot;
}

void IdTable::grow(std::size_t slot_count) {
  slots_.assign(slot_count, Slot{});
  for (std::uint32_t index = 0; index < size(); ++index) {
    const std::uint64_t hash = hash_of(name(index));
    slots_[find_slot(name(index), hash)] = {static_cast<std::uint32_t>(hash >> 32U), index + 1};
  }
}

void IdTable::reserve(std::size_t names, std::size_t bytes) {
  bytes_.reserve(bytes);
  begin_.reserve(names + 1);
  const std::size_t slot_count = std::bit_ceil(std::max<std::size_t>(16, names * 2));
  if (slot_count > slots_.size()) {
    grow(slot_count);
  }
}

IdTable::Interned IdTable::intern(std::string_view wanted) {
  if ((static_cast<std::size_t>(size()) + 1) * 2 > slots_.size()) {
    grow(std::max<std::size_t>(16, slots_.size() * 2));
  }
  const std::uint64_t hash = hash_of(wanted);
  Slot& slot = slots_[find_slot(wanted, hash)];
  if (slot.index_plus_one != 0) {
    return {slot.index_plus_one - 1, false};
  }
  bytes_.append(wanted);
  begin_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  slot = {static_cast<std::uint32_t>(hash >> 32U), size()};
  return {size() - 1, true};
}

std::optional<std::uint32_t> IdTable::find(std::string_view wanted) const {
  if (slots_.empty()) {
    return std::nullopt;
  }
  const Slot& slot = slots_[find_slot(wanted, hash_of(wanted))];
  if (slot.index_plus_one == 0) {
    return std::nullopt;
  }
  return slot.index_plus_one - 1;
}

std::vector<std::uint32_t> IdTable::sort_by_bytes() {
  struct Keyed {
    std::uint64_t prefix;
    std::uint32_t index;
  };
  std::vector<Keyed> order(size());
  bool sorted = true;
  for (std::uint32_t index = 0; index < size(); ++index) {
    order[index] = {big_endian_prefix(name(index)), index};
    sorted = sorted && (index == 0 || name(index - 1) < name(index));
  }
  std::vector<std::uint32_t> new_of_old(size());
  if (sorted) {
    std::iota(new_of_old.begin(), new_of_old.end(), 0U);
    return new_of_old;
  }
  std::sort(order.begin(), order.end(), [this](const Keyed& left, const Keyed& right) {
    return left.prefix != right.prefix ? left.prefix < right.prefix : name(left.index) < name(right.index);
  });
  std::string bytes;
  bytes.reserve(bytes_.size());
  std::vector<std::uint32_t> begin{0};
  begin.reserve(begin_.size());
  for (std::uint32_t position = 0; position < order.size(); ++position) {
    new_of_old[order[position].index] = position;
    bytes.append(name(order[position].index));
    begin.push_back(static_cast<std::uint32_t>(bytes.size()));
  }
  bytes_ = std::move(bytes);
  begin_ = std::move(begin);
  grow(slots_.size());
  return new_of_old;
}

}  // namespace mengpaneel::base

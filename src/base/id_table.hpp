// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Names to dense numbers and back: an arena of bytes and an open-addressing hash table.
// Memory: the bytes + 4 per name + 8 per slot (load at most one half).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mengpaneel::base {

class IdTable {
 public:
  struct Interned {
    std::uint32_t index;
    bool is_new;
  };

  /// The number of `name`; a new name gets the next number. Amortised O(length).
  Interned intern(std::string_view name);

  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const;

  /// The bytes of number `index`; valid until the next intern().
  [[nodiscard]] std::string_view name(std::uint32_t index) const {
    return std::string_view(bytes_).substr(begin_[index], begin_[index + 1] - begin_[index]);
  }

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(begin_.size() - 1); }

  void reserve(std::size_t names, std::size_t bytes);

  /// Renumbers so that numbers follow the order of the bytes. Returns new number by old number, [size()].
  /// O(n log n).
  std::vector<std::uint32_t> sort_by_bytes();

 private:
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t index_plus_one = 0;
  };

  [[nodiscard]] std::size_t find_slot(std::string_view name, std::uint64_t hash) const;
  void grow(std::size_t slot_count);

  std::string bytes_;
  std::vector<std::uint32_t> begin_{0};
  std::vector<Slot> slots_;
};

}  // namespace mengpaneel::base

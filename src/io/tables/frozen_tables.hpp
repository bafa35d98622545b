// SPDX-License-Identifier: EUPL-1.2
#pragma once
// frozen.csv and seats.csv: the frozen half of a round as text and back (docs/formats.md, The draw).

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "place/frozen.hpp"

namespace mengpaneel::io::tables {

/// Rows by stage, pupil_id, rank, programme_id, pool; without those of pupils whose `written` is 0 ([n], or
/// empty for everyone). About 70 bytes a row, 60 ns a row.
[[nodiscard]] std::string write_frozen(const place::Frozen& frozen,
                                       std::span<const std::uint8_t> written = {});
/// Rows by stage, programme_id, position.
[[nodiscard]] std::string write_seats(const place::Frozen& frozen);

/// Both files back into columns; class names are not in them and stay empty. Fails with every fault: unknown
/// words, unknown programmes or pools, rows out of order, draws that differ within a pupil.
[[nodiscard]] base::Result<place::Frozen> read_frozen(std::string_view frozen_csv,
                                                      std::string_view seats_csv);

/// The pools of each programme in the order of the bytes of their names. [pools]
[[nodiscard]] std::vector<std::uint32_t> pools_by_name(const place::SeatTable& seats);

}  // namespace mengpaneel::io::tables

// SPDX-License-Identifier: EUPL-1.2
#pragma once
// DUO's files of before about 2020, and many of municipalities, are Windows-1252 and do not say so.

#include <optional>
#include <string>
#include <string_view>

namespace mengpaneel::io::open_data {

/// The text in UTF-8 when `bytes` are Windows-1252 beyond doubt: no BOM, not UTF-8, no character outside
/// ASCII that could be UTF-8, and none of the five bytes that Windows-1252 does not use. Nothing otherwise:
/// the bytes are UTF-8, or a mixture that a CSV reader then refuses with the place of each fault. O(bytes).
[[nodiscard]] std::optional<std::string> utf8_from_windows_1252(std::string_view bytes);

}  // namespace mengpaneel::io::open_data

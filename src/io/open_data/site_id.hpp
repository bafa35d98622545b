// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mengpaneel::io::open_data {

/// A school site's six characters, of what tables give: two digits behind the institution's four (one digit
/// where a workbook lost the zero), all six at once, or `00AP|C1`, in which the Inspectorate numbers sites
/// from C1: C1 is taken as 00, C2 as 01. Nothing for anything else.
[[nodiscard]] std::optional<std::string> site_id_of(std::string_view institution, std::string_view site);
inline constexpr std::string_view site_id_expected = "00AP00 | 00AP + 00 | 00AP|C1";

}  // namespace mengpaneel::io::open_data

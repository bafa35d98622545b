// SPDX-License-Identifier: EUPL-1.2
#pragma once
// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.

#include <cstddef>
#include <string>
#include <string_view>

namespace mengpaneel::base {

/// Length in bytes (1 to 4) of the character that `bytes` begins with; 0 when it is not UTF-8 or empty.
[[nodiscard]] std::size_t utf8_sequence_length(std::string_view bytes);

/// Offset of the first byte at or after `from` that does not begin a valid character; npos when all do.
/// `from` is the begin of a character. ASCII is passed over 8 bytes at a time.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view bytes, std::size_t from = 0);

/// Characters (code points); a byte that is not UTF-8 counts for one.
[[nodiscard]] std::size_t utf8_character_count(std::string_view bytes);

/// A control character of Unicode (category Cc): U+0000 to U+001F, U+007F to U+009F.
[[nodiscard]] bool has_control_character(std::string_view bytes);

/// At most `maximum_bytes` (4 or more) of `bytes`, cut between characters and then ended by an ellipsis.
/// What is not UTF-8 becomes U+FFFD, so the result can always be shown.
[[nodiscard]] std::string shortened(std::string_view bytes, std::size_t maximum_bytes);

}  // namespace mengpaneel::base

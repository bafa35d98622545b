// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "base/utf8.hpp"
#include "store/portal/portal.hpp"

namespace mengpaneel::store {

namespace {

constexpr std::size_t identifier_bytes_max = 64;

bool is_plain_text(const std::string& value) {
  return base::find_invalid_utf8(value) == std::string::npos && !base::has_control_character(value);
}

}  // namespace

void require_slug(Transaction& transaction, std::string_view field, const std::string& value) {
  const auto allowed = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
  };
  if (value.empty() || value.size() > identifier_bytes_max || !std::ranges::all_of(value, allowed)) {
    transaction.refuse({.code = base::ErrorCode::not_an_identifier,
                        .field = std::string(field),
                        .value = base::shortened(value, identifier_bytes_max)});
  }
}

void require_identifier(Transaction& transaction, std::string_view field, const std::string& value) {
  if (value.empty() || value.size() > identifier_bytes_max || !is_plain_text(value)) {
    transaction.refuse({.code = base::ErrorCode::not_an_identifier,
                        .field = std::string(field),
                        .value = base::shortened(value, identifier_bytes_max)});
  }
}

void require_text(Transaction& transaction, const Limit& limit, const std::string& value) {
  // The value itself is left out of the error: it may be a name.
  std::string field(limit.field);
  if (value.empty()) {
    transaction.refuse(
        {.code = base::ErrorCode::value_missing, .field = std::move(field), .expected = "text"});
  } else if (value.size() > limit.bytes_max) {
    transaction.refuse({.code = base::ErrorCode::value_too_long,
                        .field = std::move(field),
                        .expected = std::to_string(limit.bytes_max)});
  } else if (!is_plain_text(value)) {
    transaction.refuse({.code = base::ErrorCode::not_utf8, .field = std::move(field)});
  }
}

std::string new_pseudonym(const Secrets& secrets) { return hex_of(secrets.random.bytes(16)); }

std::string new_readable_number(const Secrets& secrets, std::size_t characters) {
  constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string number = secrets.random.bytes(characters);
  std::ranges::transform(number, number.begin(), [&](char byte) {
    return alphabet[static_cast<unsigned char>(byte) % alphabet.size()];
  });
  return number;
}

}  // namespace mengpaneel::store

// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Rule files in tests: a few lines of text in the frame that every rule file needs.

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/text.hpp"

namespace mengpaneel::io {

inline std::string shown(const base::ErrorList& errors) {
  std::string text;
  for (const base::Error& error : errors.shown()) {
    text += std::to_string(error.line) + ":" + std::to_string(error.column) + " " +
            std::string(base::error_code_name(error.code)) + " " + error.field + " “" + error.value +
            "” expected " + error.expected + "\n";
  }
  return text;
}

/// A rule file that is right: heading in lines 1 to 5, then `rest`, then a pool.
inline std::string policy(std::string_view rest,
                          std::string_view heading = "mechanism = \"deferred-acceptance\"") {
  return "format = 1\n[policy]\nname = \"Proef\"\ndate = 2027-02-01\n" + std::string(heading) + "\n" +
         std::string(rest) + "\n[[pool]]\nname = \"open\"\nseats = \"rest\"\n";
}

/// As `policy`, without the pool at the end.
inline std::string without_pool(std::string_view rest) {
  return "format = 1\n[policy]\nname = \"Proef\"\ndate = 2027-02-01\nmechanism = \"deferred-acceptance\"\n" +
         std::string(rest) + "\n";
}

inline std::string criteria(std::string_view text) { return policy("[criteria]\n" + std::string(text)); }

/// One more pool, which begins in line 8, before the pool `open` of `policy`.
inline std::string pool(std::string_view text) {
  return policy("[criteria]\nvve = { claim = \"x\" }\n[[pool]]\n" + std::string(text));
}

}  // namespace mengpaneel::io

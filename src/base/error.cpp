// SPDX-License-Identifier: EUPL-1.2
#include "base/error.hpp"

#include <array>

namespace mengpaneel::base {

namespace {

struct CodeEntry {
  std::string_view name;
  ExitCode exit_code;
};

constexpr std::array entries{
#define MENGPANEEL_ERROR(name, exit_code) CodeEntry{#name, ExitCode::exit_code},
#include "base/error_codes.def"
#undef MENGPANEEL_ERROR
};

}  // namespace

std::string_view error_code_name(ErrorCode code) { return entries[static_cast<std::size_t>(code)].name; }

ExitCode exit_code_of(ErrorCode code) { return entries[static_cast<std::size_t>(code)].exit_code; }

}  // namespace mengpaneel::base

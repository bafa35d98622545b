// SPDX-License-Identifier: EUPL-1.2
#pragma once
// One function for each file NNNN_name.cpp.

#include "store/migrations/migrations.hpp"

namespace mengpaneel::store {

[[nodiscard]] Migration first_step();
[[nodiscard]] Migration audit_append_only_step();

}  // namespace mengpaneel::store

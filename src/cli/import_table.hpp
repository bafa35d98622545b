// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "cli/options.hpp"

namespace mengpaneel::cli {

/// A command `import KIND` for every kind of io::open_data::kinds(), in its order.
[[nodiscard]] std::vector<CommandRecord> import_records();

}  // namespace mengpaneel::cli

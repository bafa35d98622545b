// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Large pages for large columns. A round of a big town is hundreds of megabytes in a few columns and texts;
// asking the system for it 4 KiB at a time took as long as placing it. Linking this file replaces operator
// new for blocks of at least 4 MiB by one that asks for 2 MiB pages (where the system gives them; else
// nothing changes).

namespace mengpaneel::app {

/// Does nothing by itself: calling it links the replacement into a program.
void link_large_memory();

}  // namespace mengpaneel::app

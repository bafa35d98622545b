// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Ctrl-C and SIGTERM. While nothing is being written the program ends at once; while a folder is being
// written it first takes away what is half done. Either way the exit code is 130.

namespace mengpaneel::cli {

/// Also makes a closed pipe an error of write() instead of a signal.
void install_signal_handlers();

/// Lives while files are written; declare it before the writer, so that the writer has cleaned up when it
/// ends.
class WritingSection {
 public:
  WritingSection();
  WritingSection(const WritingSection&) = delete;
  WritingSection& operator=(const WritingSection&) = delete;
  /// Ends the program when a signal came meanwhile.
  ~WritingSection();

  /// Looked at between files.
  [[nodiscard]] static bool is_interrupted();
};

}  // namespace mengpaneel::cli

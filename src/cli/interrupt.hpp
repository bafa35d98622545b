// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Ctrl-C, SIGTERM and a terminal that goes away. While nothing is being written the program ends at once;
// while a folder is being written it first takes away what is half done. Either way the exit code is 128 and
// the number of the signal, as shells have it: 130 for Ctrl-C. A signal that was ignored when we started
// (nohup, the background of a script) stays ignored.

namespace mengpaneel::cli {

/// Also makes a closed pipe, and a file that outgrows its limit, an error of write() instead of a signal.
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

// SPDX-License-Identifier: EUPL-1.2
// The program: the words and streams of the operating system around cli::run().
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "app/large_memory.hpp"
#include "cli/interrupt.hpp"
#include "cli/run.hpp"

namespace {

using namespace mengpaneel;

/// False when the bytes could not be written; a reader that went away (`| head`) is no failure.
bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written < 0) {
      return errno == EPIPE;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);  // before any thread is started
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

}  // namespace

int main(int argument_count, char** arguments) {
  app::link_large_memory();
  cli::install_signal_handlers();
  const std::vector<std::string> words(arguments + (argument_count > 0 ? 1 : 0), arguments + argument_count);
  const cli::World world{.environment = environment,
                         .output_is_terminal = ::isatty(STDOUT_FILENO) == 1,
                         .errors_are_terminal = ::isatty(STDERR_FILENO) == 1};
  cli::Finished finished = cli::run(words, world);
  if (!write_all(STDOUT_FILENO, finished.output)) {
    finished = cli::output_failed(words, world, std::generic_category().message(errno));
  }
  // Where even this cannot be written there is nobody left to tell.
  static_cast<void>(write_all(STDERR_FILENO, finished.errors));
  return finished.code;
}

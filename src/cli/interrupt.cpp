// SPDX-License-Identifier: EUPL-1.2
#include "cli/interrupt.hpp"

#include <unistd.h>

#include <atomic>
#include <csignal>

namespace mengpaneel::cli {

namespace {

constexpr int interrupted_code = 130;

std::atomic<bool> is_writing = false;
std::atomic<bool> signal_came = false;
static_assert(std::atomic<bool>::is_always_lock_free);  // else not for a signal handler

extern "C" void handle_signal(int /*number*/) {
  signal_came = true;
  if (!is_writing) {
    ::_exit(interrupted_code);
  }
}

void handle(int number, void (*handler)(int)) {
  struct sigaction action{};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  ::sigaction(number, &action, nullptr);
}

}  // namespace

void install_signal_handlers() {
  handle(SIGINT, handle_signal);
  handle(SIGTERM, handle_signal);
  handle(SIGPIPE, SIG_IGN);
}

WritingSection::WritingSection() { is_writing = true; }

WritingSection::~WritingSection() {
  is_writing = false;
  if (signal_came) {
    ::_exit(interrupted_code);
  }
}

bool WritingSection::is_interrupted() { return signal_came; }

}  // namespace mengpaneel::cli

// SPDX-License-Identifier: EUPL-1.2
#include "cli/interrupt.hpp"

#include <unistd.h>

#include <atomic>
#include <csignal>

namespace mengpaneel::cli {

namespace {

constexpr int interrupted_code = 128;  // and the number of the signal

std::atomic<bool> is_writing = false;
std::atomic<int> signal_number = 0;                     // 0: none came
static_assert(std::atomic<bool>::is_always_lock_free);  // else not for a signal handler
static_assert(std::atomic<int>::is_always_lock_free);

extern "C" void handle_signal(int number) {
  signal_number = number;
  if (!is_writing) {
    ::_exit(interrupted_code + number);
  }
}

void handle(int number, void (*handler)(int)) {
  struct sigaction action{};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  ::sigaction(number, &action, nullptr);
}

void handle_unless_ignored(int number) {
  struct sigaction before{};
  if (::sigaction(number, nullptr, &before) == 0 && before.sa_handler != SIG_IGN) {
    handle(number, handle_signal);
  }
}

}  // namespace

void install_signal_handlers() {
  handle_unless_ignored(SIGINT);
  handle_unless_ignored(SIGTERM);
  handle_unless_ignored(SIGHUP);
  handle(SIGPIPE, SIG_IGN);
  handle(SIGXFSZ, SIG_IGN);
}

WritingSection::WritingSection() { is_writing = true; }

WritingSection::~WritingSection() {
  is_writing = false;
  if (signal_number != 0) {
    ::_exit(interrupted_code + signal_number);
  }
}

bool WritingSection::is_interrupted() { return signal_number != 0; }

}  // namespace mengpaneel::cli

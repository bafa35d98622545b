// SPDX-License-Identifier: EUPL-1.2
#include "base/threads/threads.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <functional>
#include <system_error>
#include <thread>
#include <vector>

namespace mengpaneel::base {

unsigned thread_count(unsigned count) {
  return count != 0 ? count : std::max(1U, std::thread::hardware_concurrency());
}

namespace {

/// False where the machine has no more threads to give; those that are there then do the work.
bool start(std::vector<std::jthread>& workers, const std::function<void()>& work) {
  try {
    workers.emplace_back(work);
    return true;
  } catch (const std::system_error&) {
    return false;
  }
}

}  // namespace

RunTasks run_on_threads(unsigned threads) {
  return [threads](std::size_t count, const std::function<void(std::size_t)>& task) {
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> failed = false;
    std::exception_ptr failure;  // the first, by whichever thread
    const auto work = [&] {
      try {
        for (std::size_t index = next.fetch_add(1); index < count; index = next.fetch_add(1)) {
          task(index);
        }
      } catch (...) {
        if (!failed.exchange(true)) {
          failure = std::current_exception();
        }
      }
    };
    {
      std::vector<std::jthread> workers;
      const std::size_t wanted = std::min<std::size_t>(threads, count);
      while (workers.size() + 1 < wanted && start(workers, work)) {
      }
      work();
    }
    if (failure) {
      std::rethrow_exception(failure);
    }
  };
}

}  // namespace mengpaneel::base

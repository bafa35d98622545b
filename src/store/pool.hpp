// SPDX-License-Identifier: EUPL-1.2
#pragma once
// A bounded number of sessions with a database, made when they are needed and lent to one thread at a time.

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "store/connection.hpp"

namespace mengpaneel::store {

class Pool {
 public:
  using Open = std::function<DatabaseResult<std::unique_ptr<Connection>>()>;

  Pool(Open open, std::size_t sessions_max) : open_(std::move(open)), free_count_(sessions_max) {}

  /// A session that goes back by itself, unless it was lost.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<Connection> connection)
        : pool_(&pool), connection_(std::move(connection)) {}
    Lease(Lease&& other) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease();
    Connection& operator*() const { return *connection_; }

   private:
    Pool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  /// Waits at most five seconds for a free one; Failure::again when none came free.
  [[nodiscard]] DatabaseResult<Lease> take();

 private:
  void give_back(std::unique_ptr<Connection> connection);

  Open open_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::size_t free_count_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace mengpaneel::store

// SPDX-License-Identifier: EUPL-1.2
#include "store/pool.hpp"

#include <chrono>

namespace mengpaneel::store {

namespace {

constexpr std::chrono::seconds wait_max{5};

}  // namespace

Pool::Lease::~Lease() {
  if (connection_ != nullptr) {
    pool_->give_back(std::move(connection_));
  }
}

DatabaseResult<Pool::Lease> Pool::take() {
  {
    std::unique_lock lock(mutex_);
    if (!freed_.wait_for(lock, wait_max, [&] { return free_count_ > 0; })) {
      return std::unexpected(DatabaseError{Failure::again, "no session came free"});
    }
    --free_count_;
    if (!idle_.empty()) {
      std::unique_ptr<Connection> connection = std::move(idle_.back());
      idle_.pop_back();
      return Lease(*this, std::move(connection));
    }
  }
  DatabaseResult<std::unique_ptr<Connection>> opened = open_();
  if (!opened) {
    give_back(nullptr);
    return std::unexpected(opened.error());
  }
  return Lease(*this, std::move(*opened));
}

void Pool::give_back(std::unique_ptr<Connection> connection) {
  {
    const std::scoped_lock lock(mutex_);
    ++free_count_;
    if (connection != nullptr && connection->usable()) {
      idle_.push_back(std::move(connection));
    }
  }
  freed_.notify_one();
}

}  // namespace mengpaneel::store

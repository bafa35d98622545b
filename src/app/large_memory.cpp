// SPDX-License-Identifier: EUPL-1.2
#include "app/large_memory.hpp"

#include <sys/mman.h>

#include <cstdlib>
#include <new>

namespace mengpaneel::app {

void link_large_memory() {}

}  // namespace mengpaneel::app

// The sanitizers bring an operator new of their own, which knows about every block.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define MENGPANEEL_SANITIZED 1
#endif
#endif
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && !defined(MENGPANEEL_SANITIZED)

namespace {

constexpr std::size_t page_size = std::size_t{2} << 20U;
constexpr std::size_t large_size = 2 * page_size;

void* allocate(std::size_t size) {
  if (size < large_size) {
    return std::malloc(size == 0 ? 1 : size);
  }
  const std::size_t rounded = (size + page_size - 1) / page_size * page_size;
  void* memory = rounded < size ? nullptr : std::aligned_alloc(page_size, rounded);
  if (memory != nullptr) {
    madvise(memory, rounded, MADV_HUGEPAGE);  // a wish: without it the block is as good, only slower
  }
  return memory;
}

}  // namespace

void* operator new(std::size_t size) {
  void* memory = allocate(size);
  if (memory == nullptr) {
    throw std::bad_alloc();
  }
  return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }

#endif

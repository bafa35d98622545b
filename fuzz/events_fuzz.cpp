// SPDX-License-Identifier: EUPL-1.2
// Arbitrary bytes as EVENTS.csv and as a certificate: rows or errors, never a crash; rows come sorted, each
// seq once.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "io/certificate_reader.hpp"
#include "io/events_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto events = mengpaneel::io::parse_events(bytes, "events.csv", 3)) {
    std::uint32_t last = 3;
    for (const mengpaneel::io::EventRow& row : *events) {
      if (row.seq <= last) {
        __builtin_trap();
      }
      last = row.seq;
    }
  }
  if (mengpaneel::io::parse_certificate(bytes, "certificate.json").has_value() && bytes.empty()) {
    __builtin_trap();
  }
  return 0;
}

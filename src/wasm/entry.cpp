// SPDX-License-Identifier: EUPL-1.2
//
// The second half of a round in a browser: a citizen loads the published files, recomputes the draw and has
// it checked, without sending anything anywhere. The page copies texts into memory from allocate(), calls
// place_frozen() or verify_outcome(), and reads texts back by number.

#include <array>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "io/tables/frozen_tables.hpp"
#include "io/tables/outcome_tables.hpp"
#include "place/outcome.hpp"
#include "verify/verify.hpp"

#define MENGPANEEL_EXPORT(name) extern "C" __attribute__((export_name(#name)))

using namespace mengpaneel;

namespace {

/// A text that the page put into memory; it stays the page's until it is released.
struct Text {
  const char* bytes;
  std::size_t size;
  [[nodiscard]] std::string_view view() const { return {bytes, size}; }
};

/// What the last call has to say: placements, cut-offs, waiting lists; or one text with findings or errors.
std::array<std::string, 3> outputs;

void set_errors(const base::ErrorList& errors) {
  outputs[0].clear();
  for (const base::Error& error : errors.shown()) {
    outputs[0].append(error.file).append(":").append(std::to_string(error.line)).append(": ");
    outputs[0].append(base::texts::error_message(base::texts::Language::nl, error)).append("\n");
  }
}

}  // namespace

MENGPANEEL_EXPORT(allocate) void* allocate(std::size_t size) { return std::malloc(size); }
MENGPANEEL_EXPORT(release) void release(void* memory) { std::free(memory); }
MENGPANEEL_EXPORT(output_bytes) const char* output_bytes(std::size_t index) { return outputs[index].data(); }
MENGPANEEL_EXPORT(output_size) std::size_t output_size(std::size_t index) { return outputs[index].size(); }

/// `texts`: frozen.csv, seats.csv, the seed as 64 hexadecimal digits. 0: done, outputs 0 to 2 are
/// placements.csv, cutoffs.csv (class names empty) and waiting_lists.csv; 3: bad input, output 0 says what.
MENGPANEEL_EXPORT(place_frozen) int place_frozen(const Text* texts) {
  const auto seed = base::digest_from_hex(texts[2].view());
  auto frozen = io::tables::read_frozen(texts[0].view(), texts[1].view());
  if (!frozen) {
    set_errors(frozen.error());
    return 3;
  }
  if (!seed) {
    set_errors(base::ErrorList({base::ErrorCode::seed_invalid, "seed", 0, 0, "seed", {}, {}}));
    return 3;
  }
  const place::Outcome outcome = place::place(*frozen, *seed);
  outputs[0] = io::tables::write_placements(*frozen, outcome);
  outputs[1] = io::tables::write_cutoffs(*frozen, outcome);
  outputs[2] = io::tables::write_waiting_lists(*frozen, outcome);
  return 0;
}

/// `texts`: frozen.csv, seats.csv, policy.toml, placements.csv, decisions.csv, cutoffs.csv,
/// waiting_lists.csv, summary.json, certificate.json. 0: verified; 1: output 0 names the findings.
MENGPANEEL_EXPORT(verify_outcome) int verify_outcome(const Text* texts) {
  const verify::FrozenFiles frozen{texts[0].view(), texts[1].view(), texts[2].view()};
  verify::OutcomeFiles outcome;
  outcome.frozen_csv = texts[0].view();
  outcome.seats_csv = texts[1].view();
  outcome.policy_toml = texts[2].view();
  outcome.placements_csv = texts[3].view();
  outcome.decisions_csv = texts[4].view();
  outcome.cutoffs_csv = texts[5].view();
  outcome.waiting_lists_csv = texts[6].view();
  outcome.summary_json = texts[7].view();
  outcome.certificate_json = texts[8].view();
  const verify::Report report = verify::verify(frozen, outcome, nullptr);
  outputs[0].clear();
  for (const verify::Finding& finding : report.findings) {
    outputs[0].append(verify::describe(base::texts::Language::nl, finding)).append("\n");
  }
  return report.findings.empty() ? 0 : 1;
}

// The C library of Debian's WebAssembly packages is built with the stack protector, without what it calls.
extern "C" {
unsigned long __stack_chk_guard = 0x595e9fbdUL;             // NOLINT
[[noreturn]] void __stack_chk_fail() { __builtin_trap(); }  // NOLINT
}

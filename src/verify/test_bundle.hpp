// SPDX-License-Identifier: EUPL-1.2
#pragma once
// For the tests: a round and its right outcome as tests/fixtures/verify/make_bundles.py wrote them, to change
// and to seal again.

#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.hpp"
#include "verify/late_rows.hpp"
#include "verify/verify.hpp"

namespace mengpaneel::verify::test {

inline constexpr const char* bundle_names[] = {"deferred_given",
                                               "deferred_per_programme",
                                               "deferred_single",
                                               "immediate_given",
                                               "immediate_per_programme",
                                               "immediate_single",
                                               "serial_given",
                                               "serial_single",
                                               "serial_without_waiting_lists",
                                               "groups_given",
                                               "groups_separated",
                                               "groups_that_block",
                                               "immediate_first_of_stages",
                                               "stages_that_promise",
                                               "events_given",
                                               "events_priority",
                                               "events_reversed",
                                               "events_serial",
                                               "parallel_single",
                                               "school_proposing",
                                               "trading_cycles_given",
                                               "trading_cycles_single",
                                               "improvement_cycles"};

struct Bundle {
  std::map<std::string, std::string> round;
  std::map<std::string, std::string> outcome;
};

inline Bundle read_bundle(const std::string& name) {
  std::ifstream file(std::string(MENGPANEEL_SOURCE_DIR) + "/tests/fixtures/verify/" + name + ".bundle",
                     std::ios::binary);
  Bundle bundle;
  std::string line;
  while (std::getline(file, line)) {
    std::istringstream header(line);
    std::string sign;
    std::string path;
    std::size_t size = 0;
    header >> sign >> path >> size;
    std::string bytes(size, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(size));
    file.get();
    const std::size_t slash = path.find('/');
    (path.starts_with("round/") ? bundle.round : bundle.outcome)[path.substr(slash + 1)] = std::move(bytes);
  }
  return bundle;
}

/// Replaces the value of the JSON string member `"name": "..."`.
inline void set_member(std::string& json, const std::string& name, const std::string& value) {
  const std::string begin = "\"" + name + "\": \"";
  const std::size_t at = json.find(begin) + begin.size();
  json.replace(at, json.find('"', at) - at, value);
}

/// Makes every digest of the certificate right for the files as they are now, so that only their content can
/// betray them.
inline void seal(Bundle& bundle) {
  std::string& certificate = bundle.outcome["certificate.json"];
  const std::size_t outputs = certificate.find("\"outputs\": {");
  std::string tail = certificate.substr(outputs);
  for (const auto& [name, bytes] : bundle.outcome) {
    if (name != "certificate.json") {
      set_member(tail, name, base::to_hex(base::sha256(bytes)));
    }
  }
  certificate.replace(outputs, std::string::npos, tail);
  set_member(
      certificate, "digest",
      base::to_hex(base::sha256(std::string_view(certificate).substr(0, certificate.rfind("  \"digest\"")))));
}

/// Checks the outcome of `bundle` against the frozen files of `original`, with or without the round.
inline Report check(const Bundle& bundle, const Bundle& original, bool with_round) {
  const auto find = [&bundle](const char* name) {
    const auto found = bundle.outcome.find(name);
    return found == bundle.outcome.end() ? std::nullopt : std::optional<std::string_view>(found->second);
  };
  // The round has those who entered after the draw; the frozen files that were drawn do not.
  std::string frozen_csv = original.outcome.at("frozen.csv");
  if (const auto late = original.outcome.find("late.csv"); with_round && late != original.outcome.end()) {
    Findings ignored(0);
    frozen_csv = join_late_rows(frozen_csv, late->second, ignored).frozen_csv;
  }
  const FrozenFiles frozen{frozen_csv, original.outcome.at("seats.csv"), original.outcome.at("policy.toml")};
  OutcomeFiles outcome{find("frozen.csv"),        find("seats.csv"),
                       find("policy.toml"),       find("placements.csv"),
                       find("decisions.csv"),     find("cutoffs.csv"),
                       find("waiting_lists.csv"), find("summary.json"),
                       find("certificate.json"),  {}};
  if (original.outcome.contains("events.csv")) {
    outcome.after = {find("events.csv"), find("late.csv"), find("moves.csv"), find("new_seats.csv")};
  }
  RoundFiles round{original.round.at("programmes.csv"),
                   original.round.at("pupils.csv"),
                   original.round.at("preferences.csv"),
                   {}};
  for (const auto& [name, bytes] : original.round) {
    if (name != "programmes.csv" && name != "pupils.csv" && name != "preferences.csv" &&
        name != "policy.toml") {
      round.other_files.push_back({name, bytes});
    }
  }
  return verify(frozen, outcome, with_round ? &round : nullptr);
}

inline std::string words(const Report& report) {
  std::string text;
  for (const Finding& finding : report.findings) {
    text.append(finding_code_name(finding.code))
        .append(": ")
        .append(describe(base::texts::Language::en, finding))
        .append("\n");
  }
  return text;
}

inline bool has(const Report& report, FindingCode code) {
  for (const Finding& finding : report.findings) {
    if (finding.code == code) {
      return true;
    }
  }
  return false;
}

inline bool proves(const Report& report, Claim claim) {
  for (const ProvedClaim& proved : report.proved) {
    if (proved.claim == claim) {
      return true;
    }
  }
  return false;
}

}  // namespace mengpaneel::verify::test

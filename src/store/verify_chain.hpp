// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Checking the audit chains of a database, and the anchors that are kept outside of it.
//
// A chain shows by itself when a record was changed, removed, added in between or moved. Whoever owns the
// database can cut off its end, or write all of it anew; an anchor (position and hash, kept where she cannot
// write) shows that.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "store/connection.hpp"

namespace mengpaneel::store {

/// Chains as they stood when it was made: the end of each.
struct Anchor {
  std::string municipality;
  std::uint64_t position;
  base::Digest hash;

  bool operator==(const Anchor&) const = default;
};

/// A line "mengpaneel anchors 1", then for each municipality a line with its name, position and hash in hex.
[[nodiscard]] std::string write_anchors(const std::vector<Anchor>& anchors);
/// Errors, with the line: not_this_kind_of_file.
[[nodiscard]] base::Result<std::vector<Anchor>> parse_anchors(std::string_view text, const std::string& file);

enum class ChainFault : std::uint8_t {
  record_altered,       ///< its hash is not that of its content
  link_broken,          ///< it does not follow on the one before it
  position_missing,     ///< records lack before this one
  head_differs,         ///< the chain does not end where its head says
  head_missing,         ///< records without a head, or a municipality without a chain
  anchor_missing,       ///< the chain is shorter than when it was anchored, or gone
  anchor_differs,       ///< another record stands where the anchor was made
  application_altered,  ///< an application is not what its record says, or its record is not there
  application_missing,  ///< of a child that is still there, a record says that something was sent and it is
                        ///< gone
  signature_wrong       ///< a receipt that we did not sign
};
[[nodiscard]] std::string_view chain_fault_word(ChainFault fault);

struct ChainFinding {
  ChainFault fault;
  std::string municipality;
  std::uint64_t position;  ///< of the record, from 1; 0 when it is not about one

  bool operator==(const ChainFinding&) const = default;
};

struct ChainReport {
  std::vector<Anchor> heads;           ///< where each chain ends now: what to keep as the next anchors
  std::uint64_t records = 0;           ///< read
  std::uint64_t applications = 0;      ///< compared with their records
  std::vector<ChainFinding> findings;  ///< the first `findings_max`
  std::uint64_t finding_count = 0;

  [[nodiscard]] bool holds() const { return finding_count == 0; }
};
inline constexpr std::size_t findings_max = 100;

/// Public keys by id, to check receipts with; without the key of a receipt its signature is not looked at.
using PublicKeys = std::map<std::string, std::string, std::less<>>;

/// Reads every record and every application, in one view of the database. Memory does not grow with the
/// number of records. Errors: database_failed, database_busy.
[[nodiscard]] base::Result<ChainReport> verify_chain(Connection& connection,
                                                     const std::vector<Anchor>& anchors = {},
                                                     const PublicKeys& public_keys = {});

}  // namespace mengpaneel::store

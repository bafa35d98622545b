// SPDX-License-Identifier: EUPL-1.2
#include "store/verify_chain.hpp"

#include <array>
#include <optional>
#include <set>

#include "store/audit.hpp"
#include "store/receipt.hpp"

namespace mengpaneel::store {

namespace {

constexpr std::int64_t batch = 500;

class Verifier {
 public:
  Verifier(Transaction& transaction, const std::vector<Anchor>& anchors, const PublicKeys& public_keys)
      : transaction_(transaction), anchors_(anchors), public_keys_(public_keys) {}

  ChainReport run() {
    const Rows chains = transaction_.run(
        "select municipality from municipality union select municipality from audit_head "
        "union select municipality from audit order by 1");
    std::set<std::string> present;
    for (std::size_t row = 0; row < chains.size(); ++row) {
      present.insert(chains.text(row, 0));
    }
    for (const std::string& municipality : present) {
      verify_records(municipality);
      verify_applications(municipality);
    }
    for (const Anchor& anchor : anchors_) {
      if (!present.contains(anchor.municipality)) {
        find(ChainFault::anchor_missing, anchor.municipality, anchor.position);
      }
    }
    return std::move(report_);
  }

 private:
  void find(ChainFault fault, const std::string& municipality, std::uint64_t position) {
    ++report_.finding_count;
    if (report_.findings.size() < findings_max) {
      report_.findings.push_back({fault, municipality, position});
    }
  }

  void verify_records(const std::string& municipality) {
    AuditHead end;
    for (std::int64_t after = -1;;) {
      const Rows rows = transaction_.run(
          "select position, at_ms, role, actor, action, object, subject, content, previous, hash from audit "
          "where municipality = $1 and position > $2 order by position limit $3",
          {municipality, after, batch});
      for (std::size_t row = 0; row < rows.size(); ++row) {
        verify_record(municipality, rows, row, end);
      }
      if (rows.empty()) {
        break;
      }
      after = rows.number(rows.size() - 1, 0);
    }
    verify_end(municipality, end);
  }

  /// `end` is where the chain ended before this record, and then with it.
  void verify_record(const std::string& municipality, const Rows& rows, std::size_t row, AuditHead& end) {
    const AuditRecord record{.municipality = municipality,
                             .position = static_cast<std::uint64_t>(rows.number(row, 0)),
                             .at_ms = rows.number(row, 1),
                             .role = rows.text(row, 2),
                             .actor = rows.text(row, 3),
                             .action = rows.text(row, 4),
                             .object = rows.text(row, 5),
                             .subject = rows.text(row, 6),
                             .content = digest_of(rows.bytes(row, 7)),
                             .previous = digest_of(rows.bytes(row, 8))};
    const base::Digest hash = digest_of(rows.bytes(row, 9));
    ++report_.records;
    if (record.position != end.position + 1) {
      find(ChainFault::position_missing, municipality, record.position);
    } else if (record.previous != end.hash) {
      find(ChainFault::link_broken, municipality, record.position);
    }
    if (hash_of(record) != hash) {
      find(ChainFault::record_altered, municipality, record.position);
    }
    for (const Anchor& anchor : anchors_) {
      if (anchor.municipality == municipality && anchor.position == record.position && anchor.hash != hash) {
        find(ChainFault::anchor_differs, municipality, record.position);
      }
    }
    end = {record.position, hash};
  }

  void verify_end(const std::string& municipality, const AuditHead& end) {
    const Rows rows =
        transaction_.run("select position, hash from audit_head where municipality = $1", {municipality});
    if (rows.empty()) {
      find(ChainFault::head_missing, municipality, 0);
    } else if (static_cast<std::uint64_t>(rows.number(0, 0)) != end.position ||
               digest_of(rows.bytes(0, 1)) != end.hash) {
      find(ChainFault::head_differs, municipality, static_cast<std::uint64_t>(rows.number(0, 0)));
    }
    for (const Anchor& anchor : anchors_) {
      if (anchor.municipality == municipality && anchor.position > end.position) {
        find(ChainFault::anchor_missing, municipality, anchor.position);
      }
    }
    if (end.position > 0) {
      report_.heads.push_back({municipality, end.position, end.hash});
    }
  }

  /// What was sent for children who are still there, against what the chain says of it.
  void verify_applications(const std::string& municipality) {
    std::string after;
    for (;;) {
      const Rows rows = transaction_.run(
          "select s.receipt, s.round, c.application_number, s.version, s.digest, s.sent_ms, "
          "s.audit_position, s.key_id, "
          "s.signature, s.child, t.salt, a.content, a.object, a.action, a.subject "
          "from sending s join child c on c.municipality = s.municipality and c.child = s.child "
          "left join salt t on t.municipality = s.municipality and t.subject = s.child "
          "left join audit a on a.municipality = s.municipality and a.position = s.audit_position "
          "where s.municipality = $1 and s.receipt > $2 order by s.receipt limit $3",
          {municipality, after, batch});
      for (std::size_t row = 0; row < rows.size(); ++row) {
        verify_application(municipality, rows, row);
      }
      if (rows.empty()) {
        break;
      }
      after = rows.text(rows.size() - 1, 0);
    }
    const Rows missing = transaction_.run(
        "select a.position from audit a join child c on c.municipality = a.municipality and c.child = "
        "a.subject "
        "where a.municipality = $1 and a.action = 'application.sent' and not exists "
        "(select 1 from sending s where s.municipality = a.municipality and s.receipt = a.object) order by "
        "a.position",
        {municipality});
    for (std::size_t row = 0; row < missing.size(); ++row) {
      find(ChainFault::application_missing, municipality, static_cast<std::uint64_t>(missing.number(row, 0)));
    }
  }

  void verify_application(const std::string& municipality, const Rows& rows, std::size_t row) {
    ++report_.applications;
    const app::Receipt receipt{.number = {rows.text(row, 0)},
                               .municipality = {municipality},
                               .round = {rows.text(row, 1)},
                               .application_number = rows.text(row, 2),
                               .version = static_cast<std::uint64_t>(rows.number(row, 3)),
                               .digest = digest_of(rows.bytes(row, 4)),
                               .sent_ms = rows.number(row, 5),
                               .audit_position = static_cast<std::uint64_t>(rows.number(row, 6)),
                               .key_id = rows.text(row, 7),
                               .signature = rows.bytes(row, 8)};
    const std::string& child = rows.text(row, 9);
    const std::string content = application_content(municipality, receipt.round.text, child,
                                                    choices_of(municipality, receipt.number.text));
    const bool as_recorded = content_digest(rows.bytes(row, 10), content) == digest_of(rows.bytes(row, 11)) &&
                             rows.text(row, 12) == receipt.number.text &&
                             rows.text(row, 13) == "application.sent" && rows.text(row, 14) == child &&
                             base::sha256(content) == receipt.digest;
    if (!as_recorded) {
      find(ChainFault::application_altered, municipality, receipt.audit_position);
    }
    const auto key = public_keys_.find(receipt.key_id);
    if (key != public_keys_.end() && !receipt_holds(receipt, key->second)) {
      find(ChainFault::signature_wrong, municipality, receipt.audit_position);
    }
  }

  std::vector<app::ProgrammeId> choices_of(const std::string& municipality, const std::string& receipt) {
    const Rows rows = transaction_.run(
        "select programme from choice where municipality = $1 and receipt = $2 order by rank",
        {municipality, receipt});
    std::vector<app::ProgrammeId> ranked;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      ranked.push_back({rows.text(row, 0)});
    }
    return ranked;
  }

  Transaction& transaction_;
  const std::vector<Anchor>& anchors_;
  const PublicKeys& public_keys_;
  ChainReport report_;
};

}  // namespace

std::string_view chain_fault_word(ChainFault fault) {
  constexpr std::array words{std::string_view("record_altered"),      std::string_view("link_broken"),
                             std::string_view("position_missing"),    std::string_view("head_differs"),
                             std::string_view("head_missing"),        std::string_view("anchor_missing"),
                             std::string_view("anchor_differs"),      std::string_view("application_altered"),
                             std::string_view("application_missing"), std::string_view("signature_wrong")};
  return words.at(static_cast<std::size_t>(fault));
}

base::Result<ChainReport> verify_chain(Connection& connection, const std::vector<Anchor>& anchors,
                                       const PublicKeys& public_keys) {
  const app::Caller nobody{.municipality = {}, .role = app::Role::administrator, .person = {}, .now_ms = 0};
  Transaction transaction(connection, nobody, Access::read);
  ChainReport report = Verifier(transaction, anchors, public_keys).run();
  if (base::Result<void> finished = transaction.finish(); !finished) {
    return std::unexpected(std::move(finished.error()));
  }
  return report;
}

}  // namespace mengpaneel::store

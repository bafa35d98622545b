// SPDX-License-Identifier: EUPL-1.2
#pragma once
// XML as a stream of elements. A document type is refused, and with it every entity of one's own: entities of
// entities fill any memory, and external ones read files.

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace mengpaneel::io::spreadsheet {

/// The attributes of an element; valid during begin() only.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}
  /// By name as written, prefix included; nothing when absent.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;

 private:
  const char* const* pairs_;  ///< name, value, name, value, .., null
};

/// Names come without their prefix: `table:table-row` as "table-row". Prefixes differ between writers.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void begin(std::string_view element, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view element) = 0;
  virtual void text(std::string_view characters) = 0;
  /// Asked after every event; a text ends the reading with unsafe_file.
  [[nodiscard]] virtual std::optional<std::string> objection() const { return std::nullopt; }
};

/// Errors: unsafe_file for a document type, more than 256 levels or the handler's objection;
/// not_this_kind_of_file with line and column for anything that is not XML. O(bytes).
[[nodiscard]] base::Result<void> read_xml(std::string_view bytes, const std::string& file,
                                          XmlHandler& handler);

}  // namespace mengpaneel::io::spreadsheet

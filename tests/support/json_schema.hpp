// SPDX-License-Identifier: EUPL-1.2
#pragma once
// As much of JSON Schema 2020-12 as docs/schemas uses: $ref to #/$defs, const, enum, type, required,
// properties, additionalProperties, propertyNames, items, pattern, minimum, maximum. A keyword that is not
// known is a fault, so that a schema cannot ask for something that is not checked.

#include <algorithm>
#include <regex>
#include <string>
#include <vector>

#include "io/json.hpp"

namespace mengpaneel::test {

class SchemaCheck {
 public:
  using Value = io::json::Value;

  explicit SchemaCheck(const Value& schema) : schema_(schema) {}

  /// Each fault as "path: what"; empty when `value` meets the schema.
  [[nodiscard]] std::vector<std::string> faults_of(const Value& value) {
    faults_.clear();
    check(schema_, value, "$");
    return faults_;
  }

 private:
  void check(const Value& schema, const Value& value, const std::string& path) {
    if (schema.truth()) {
      expect(*schema.truth(), path, "not allowed");
      return;
    }
    for (const io::json::Member& keyword : *schema.object()) {
      check_keyword(schema, keyword, value, path);
    }
  }

  void check_keyword(const Value& schema, const io::json::Member& keyword, const Value& value,
                     const std::string& path) {
    const std::string& name = keyword.key;
    const Value& rule = keyword.value;
    if (name == "$ref") {
      check(*schema_.find("$defs")->find(rule.text()->substr(std::string_view("#/$defs/").size())), value,
            path);
    } else if (name == "const") {
      expect(same(rule, value), path, "const");
    } else if (name == "enum") {
      expect(std::ranges::any_of(*rule.array(), [&](const Value& word) { return same(word, value); }), path,
             "enum");
    } else if (name == "type") {
      const bool fits = rule.array() == nullptr ? is_of_type(*rule.text(), value)
                                                : std::ranges::any_of(*rule.array(), [&](const Value& type) {
                                                    return is_of_type(*type.text(), value);
                                                  });
      expect(fits, path, "type");
    } else if (name == "required") {
      for (const Value& member : *rule.array()) {
        expect(value.find(*member.text()) != nullptr, path, "lacks " + *member.text());
      }
    } else if (name == "properties" || name == "additionalProperties") {
      check_members(schema, name == "properties", rule, value, path);
    } else if (name == "propertyNames") {
      for (const io::json::Member& member : *value.object()) {
        check(rule, Value(member.key), path + "." + member.key);
      }
    } else if (name == "items") {
      for (const Value& element : *value.array()) {
        check(rule, element, path + "[]");
      }
    } else if (name == "pattern") {
      expect(value.text() != nullptr && std::regex_search(*value.text(), std::regex(*rule.text())), path,
             "pattern");
    } else if (name == "minimum" || name == "maximum") {
      const bool low = name == "minimum";
      expect(!value.number() || (low ? *value.number() >= *rule.number() : *value.number() <= *rule.number()),
             path, name);
    } else {
      expect(name == "$schema" || name == "$defs" || name == "title" || name == "description", path,
             "unknown keyword " + name);
    }
  }

  void check_members(const Value& schema, bool named, const Value& rule, const Value& value,
                     const std::string& path) {
    const Value* properties = schema.find("properties");
    for (const io::json::Member& member : *value.object()) {
      const Value* own = properties == nullptr ? nullptr : properties->find(member.key);
      if (named ? own != nullptr : own == nullptr) {
        check(named ? *own : rule, member.value, path + "." + member.key);
      }
    }
  }

  static bool is_of_type(const std::string& type, const Value& value) {
    return (type == "object" && value.object() != nullptr) || (type == "array" && value.array() != nullptr) ||
           (type == "string" && value.text() != nullptr) || (type == "boolean" && value.truth()) ||
           (type == "null" && value.is_null()) || (type == "integer" && value.whole_number()) ||
           (type == "number" && value.number());
  }

  static bool same(const Value& left, const Value& right) {
    return io::json::write(left) == io::json::write(right);
  }

  void expect(bool fits, const std::string& path, const std::string& what) {
    if (!fits) {
      faults_.push_back(path + ": " + what);
    }
  }

  const Value& schema_;
  std::vector<std::string> faults_;
};

}  // namespace mengpaneel::test

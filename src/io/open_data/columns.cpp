// SPDX-License-Identifier: EUPL-1.2
#include "io/open_data/columns.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "io/open_data/cell_text.hpp"

namespace mengpaneel::io::open_data {

namespace {

using base::ErrorCode;

std::string joined(const std::vector<std::string_view>& names) {
  std::string out;
  for (const std::string_view name : names) {
    out.append(out.empty() ? "" : " | ").append(name);
  }
  return out;
}

/// "JONGER" and "OUDER" are words of DUO; numbers stay numbers.
std::string category_of_suffix(std::string_view suffix) {
  if (suffix == "JONGER") {
    return "younger";
  }
  if (suffix == "OUDER") {
    return "older";
  }
  std::string out(suffix);
  std::ranges::transform(out, out.begin(), [](char character) {
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a') : character;
  });
  return out;
}

class Binder {
 public:
  Binder(const KindRecord& kind, csv::Reader& reader, BoundColumns& out)
      : kind_(kind), reader_(reader), out_(out), used_(reader.header().size()) {
    for (const std::string& name : reader.header()) {
      headers_.push_back(canonical_header(name));
    }
  }

  bool bind() {
    for (const InputColumn& input : kind_.columns) {
      bind_descriptor(input);
    }
    bind_categories();
    for (std::size_t index = 0; index < headers_.size(); ++index) {
      if (!used_[index] && !headers_[index].empty()) {
        out_.unused.push_back(reader_.header()[index]);
      }
    }
    return sound_;
  }

 private:
  csv::Column find(const std::vector<std::string_view>& names) {
    for (const std::string_view name : names) {
      const auto found = std::ranges::find(headers_, name);
      if (found == headers_.end()) {
        continue;
      }
      const auto column = static_cast<csv::Column>(found - headers_.begin());
      if (std::find(found + 1, headers_.end(), name) != headers_.end()) {
        fault(ErrorCode::column_twice, std::string(name));
      }
      used_[column] = true;
      return column;
    }
    return csv::absent;
  }

  void bind_descriptor(const InputColumn& input) {
    const csv::Column column = find(input.names);
    if (column == csv::absent) {
      if (input.required) {
        fault(ErrorCode::column_missing, joined(input.names));
      }
      return;
    }
    switch (input.role) {
      case Role::date:
        out_.date = column;
        break;
      case Role::institution:
        out_.institution = column;
        break;
      case Role::site:
        out_.site = column;
        break;
      case Role::ignored:
        break;
      default:
        out_.described_by.push_back({input.role, input.field, column});
    }
  }

  void bind_categories() {
    if (kind_.content == Content::sites) {
      return;
    }
    out_.count = find(kind_.count_names);
    out_.group = find(kind_.group_names);
    for (const auto& [names, column] :
         {std::pair{&kind_.group_names, out_.group}, std::pair{&kind_.count_names, out_.count}}) {
      if (!kind_.group_names.empty() && column == csv::absent) {
        fault(ErrorCode::column_missing, joined(*names));
      }
    }
    if (!kind_.group_names.empty()) {
      return;
    }
    for (const CategoryColumn& category : kind_.categories) {
      if (const csv::Column column = find(category.names); column != csv::absent) {
        out_.categories.push_back({std::string(category.category), column});
      }
    }
    for (csv::Column column = 0; column < headers_.size(); ++column) {
      const std::string_view header = headers_[column];
      if (used_[column] || header.empty()) {
        continue;
      }
      if (!kind_.category_prefix.empty() && header.starts_with(kind_.category_prefix)) {
        used_[column] = true;
        out_.categories.push_back({category_of_suffix(header.substr(kind_.category_prefix.size())), column});
      } else if (kind_.further_columns_are_indicators) {
        used_[column] = true;
        out_.categories.push_back({std::string(trimmed(reader_.header()[column])), column, true});
      }
    }
    if (out_.categories.empty() && out_.count == csv::absent) {
      fault(ErrorCode::column_missing, expected_categories());
    }
  }

  [[nodiscard]] std::string expected_categories() const {
    std::string out;
    for (const CategoryColumn& category : kind_.categories) {
      out.append(out.empty() ? "" : ", ").append(category.names.front());
    }
    if (!kind_.category_prefix.empty()) {
      out.append(out.empty() ? "" : ", ").append(kind_.category_prefix).append("*");
    }
    return out;
  }

  void fault(ErrorCode code, std::string field) {
    sound_ = false;
    std::string value = field;
    reader_.report({.code = code,
                    .file = reader_.file(),
                    .line = 1,
                    .field = std::move(field),
                    .value = code == ErrorCode::column_twice ? std::move(value) : std::string()});
  }

  const KindRecord& kind_;
  csv::Reader& reader_;
  BoundColumns& out_;
  std::vector<std::string> headers_;
  std::vector<bool> used_;
  bool sound_ = true;
};

}  // namespace

bool bind_columns(const KindRecord& kind, csv::Reader& reader, BoundColumns& out) {
  return Binder(kind, reader, out).bind();
}

}  // namespace mengpaneel::io::open_data

// SPDX-License-Identifier: EUPL-1.2
#include "io/csv/writer.hpp"

namespace mengpaneel::io::csv {

void Writer::append_quoted(std::string_view text) {
  out_.push_back('"');
  for (std::size_t quote = text.find('"'); quote != std::string_view::npos; quote = text.find('"')) {
    out_.append(text.substr(0, quote)).append("\"\"");
    text.remove_prefix(quote + 1);
  }
  out_.append(text);
  out_.push_back('"');
}

}  // namespace mengpaneel::io::csv

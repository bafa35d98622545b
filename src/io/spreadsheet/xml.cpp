// SPDX-License-Identifier: EUPL-1.2
#include "io/spreadsheet/xml.hpp"

#include <expat.h>

#include <algorithm>
#include <memory>

namespace mengpaneel::io::spreadsheet {

using base::ErrorCode;

namespace {

constexpr std::size_t levels_max = 256;
constexpr std::size_t step_bytes = std::size_t{1} << 20U;  // expat counts in int

std::string_view without_prefix(std::string_view name) { return name.substr(name.find(':') + 1); }

struct Reading {
  XmlHandler& handler;
  XML_Parser parser;
  std::size_t level = 0;
  std::string objection{};

  void object(std::string why) {
    if (objection.empty()) {
      objection = std::move(why);
      XML_StopParser(parser, XML_FALSE);
    }
  }
  void ask() {
    if (auto why = handler.objection()) {
      object(std::move(*why));
    }
  }
};

Reading& reading_of(void* data) { return *static_cast<Reading*>(data); }

void on_begin(void* data, const XML_Char* name, const XML_Char** attributes) {
  Reading& reading = reading_of(data);
  if (++reading.level > levels_max) {
    reading.object("XML: more than " + std::to_string(levels_max) + " levels");
    return;
  }
  reading.handler.begin(without_prefix(name), XmlAttributes(attributes));
  reading.ask();
}

void on_end(void* data, const XML_Char* name) {
  Reading& reading = reading_of(data);
  --reading.level;
  reading.handler.end(without_prefix(name));
  reading.ask();
}

void on_text(void* data, const XML_Char* characters, int size) {
  Reading& reading = reading_of(data);
  reading.handler.text({characters, static_cast<std::size_t>(size)});
  reading.ask();
}

void on_document_type(void* data, const XML_Char* /*name*/, const XML_Char* /*system*/,
                      const XML_Char* /*public*/, int /*has_internal*/) {
  reading_of(data).object("XML: DOCTYPE");
}

}  // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (name == pair[0]) {
      return std::string_view(pair[1]);
    }
  }
  return std::nullopt;
}

base::Result<void> read_xml(std::string_view bytes, const std::string& file, XmlHandler& handler) {
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser(
      XML_ParserCreate(nullptr), &XML_ParserFree);
  if (parser == nullptr) {
    return base::fail({.code = ErrorCode::memory_full, .file = file});
  }
  Reading reading{.handler = handler, .parser = parser.get()};
  XML_SetUserData(parser.get(), &reading);
  XML_SetElementHandler(parser.get(), on_begin, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_document_type);
  for (std::size_t place = 0;; place += step_bytes) {
    const std::string_view step = bytes.substr(std::min(place, bytes.size()), step_bytes);
    const bool last = place + step_bytes >= bytes.size();
    const XML_Status status =
        XML_Parse(parser.get(), step.data(), static_cast<int>(step.size()), last ? XML_TRUE : XML_FALSE);
    if (!reading.objection.empty()) {
      return base::fail({.code = ErrorCode::unsafe_file,
                         .file = file,
                         .line = XML_GetCurrentLineNumber(parser.get()),
                         .value = reading.objection,
                         .expected = "ods, xlsx"});
    }
    if (status != XML_STATUS_OK) {
      return base::fail({.code = ErrorCode::not_this_kind_of_file,
                         .file = file,
                         .line = XML_GetCurrentLineNumber(parser.get()),
                         .column = XML_GetCurrentColumnNumber(parser.get()) + 1,
                         .value = XML_ErrorString(XML_GetErrorCode(parser.get())),
                         .expected = "XML"});
    }
    if (last) {
      return {};
    }
  }
}

}  // namespace mengpaneel::io::spreadsheet

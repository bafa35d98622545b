// SPDX-License-Identifier: EUPL-1.2
#include "io/csv/reader.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/csv/writer.hpp"

namespace mengpaneel::io::csv {
namespace {

using base::ErrorCode;
using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view bytes, base::ErrorList& errors) {
  Reader reader(bytes, "table.csv", errors);
  Rows rows;
  while (reader.next()) {
    rows.emplace_back();
    for (std::size_t column = 0; column < reader.header().size(); ++column) {
      rows.back().emplace_back(reader.text(static_cast<Column>(column)));
    }
  }
  return rows;
}

Rows clean_rows_of(std::string_view bytes) {
  base::ErrorList errors;
  Rows rows = rows_of(bytes, errors);
  EXPECT_TRUE(errors.empty()) << bytes;
  return rows;
}

struct Fault {
  ErrorCode code;
  std::uint64_t line;
  std::uint64_t column;
  std::string value;
  bool operator==(const Fault&) const = default;
};

std::vector<Fault> faults_of(const base::ErrorList& errors) {
  std::vector<Fault> faults;
  for (const base::Error& error : errors.shown()) {
    faults.push_back({error.code, error.line, error.column, error.value});
  }
  return faults;
}

std::vector<Fault> faults_in(std::string_view bytes) {
  base::ErrorList errors;
  static_cast<void>(rows_of(bytes, errors));
  return faults_of(errors);
}

TEST(CsvReader, ReadsPlainAndQuotedFields) {
  EXPECT_EQ(clean_rows_of("a,b\n1,2\n\"x,y\",\"he said \"\"no\"\"\"\n\"\",\"two\nlines\"\n"),
            (Rows{{"1", "2"}, {"x,y", "he said \"no\""}, {"", "two\nlines"}}));
  EXPECT_EQ(clean_rows_of("a,b\n\"\"\"\",\"\"\"x\"\"\"\n"), (Rows{{"\"", "\"x\""}}));
}

TEST(CsvReader, AcceptsBomCrlfAndNoFinalLineEnd) {
  const Rows expected{{"1", "2"}, {"3", ""}};
  EXPECT_EQ(clean_rows_of("\xef\xbb\xbf"
                          "a,b\r\n1,2\r\n3,\r\n"),
            expected);
  EXPECT_EQ(clean_rows_of("a,b\n1,2\n3,"), expected);
  EXPECT_EQ(clean_rows_of("a,b\r\n\"1\",\"2\"\r\n\r\n\n\"3\",\"\"\r"), expected);
  EXPECT_EQ(clean_rows_of("a,b\n"), Rows{});
  EXPECT_EQ(clean_rows_of("a,b"), Rows{});
  base::ErrorList errors;
  EXPECT_EQ(Reader("\xef\xbb\xbf"
                   "pupil_id\n",
                   "x", errors)
                .header()
                .at(0),
            "pupil_id");
}

TEST(CsvReader, FindsTheDelimiterInTheHeader) {
  const auto delimiter_of = [](std::string_view bytes) {
    base::ErrorList errors;
    return Reader(bytes, "x", errors).delimiter();
  };
  EXPECT_EQ(delimiter_of("a,b;c,d\n"), ',');
  EXPECT_EQ(delimiter_of("a;b\n1,5;2,5\n"), ';');
  EXPECT_EQ(delimiter_of("a\tb\n"), '\t');
  EXPECT_EQ(delimiter_of("\"a,b,c\";d\n"), ';');
  EXPECT_EQ(delimiter_of("only\n1;2\n"), ',');
  EXPECT_EQ(clean_rows_of("a\tb\n1\t2,3\n"), (Rows{{"1", "2,3"}}));
  base::ErrorList errors;
  Reader reader("a;b\n1,5;2\n", "x", errors);
  EXPECT_TRUE(reader.decimal_comma());
  ASSERT_TRUE(reader.next());
  EXPECT_EQ(reader.decimal(0, 0, 2, "0..2"), 1.5);
}

TEST(CsvReader, KeepsRightToLeftNamesAndLeadingZeros) {
  EXPECT_EQ(clean_rows_of("a,b\n007,\u0645\u062f\u0631\u0633\u0629 \u0627\u0644\u0646\u0648\u0631\n"),
            (Rows{{"007", "\u0645\u062f\u0631\u0633\u0629 \u0627\u0644\u0646\u0648\u0631"}}));
}

TEST(CsvReader, OneColumnMayBeEmptyInQuotesOnly) {
  EXPECT_EQ(clean_rows_of("a\n\n1\n\"\"\n"), (Rows{{"1"}, {""}}));
}

TEST(CsvReader, GoesOnAfterEveryFaultyRecord) {
  base::ErrorList errors;
  const Rows rows = rows_of("a,b\n1,2\n1,2,3\n5\n6,x\"y\n\"7\"8,9\n10,11\n", errors);
  EXPECT_EQ(rows, (Rows{{"1", "2"}, {"10", "11"}}));
  EXPECT_EQ(faults_of(errors), (std::vector<Fault>{{ErrorCode::wrong_field_count, 3, 1, "3"},
                                                   {ErrorCode::wrong_field_count, 4, 1, "1"},
                                                   {ErrorCode::quote_misplaced, 5, 3, "x\"y"},
                                                   {ErrorCode::quote_misplaced, 6, 1, "\"7\"8"}}));
  EXPECT_EQ(errors.shown()[0].expected, "2");
  EXPECT_EQ(errors.shown()[2].field, "b");
}

TEST(CsvReader, GoesOnAfterAQuoteThatIsNeverClosed) {
  base::ErrorList errors;
  EXPECT_EQ(rows_of("a,b\n1,\"two\n3,4\r\n5,6", errors), (Rows{{"3", "4"}, {"5", "6"}}));
  EXPECT_EQ(faults_of(errors), (std::vector<Fault>{{ErrorCode::quote_not_closed, 2, 3, "\"two"}}));
  EXPECT_EQ(faults_in("a\n\""), (std::vector<Fault>{{ErrorCode::quote_not_closed, 2, 1, "\""}}));
}

TEST(CsvReader, SaysWhereAFieldIsAfterLineEndsInQuotesAndWideCharacters) {
  const std::string bytes = "a,b,c\n\"x\ny\",é😀,?\n1,2,3\n";
  base::ErrorList errors;
  Reader reader(bytes, "table.csv", errors);
  ASSERT_TRUE(reader.next());
  EXPECT_EQ(reader.line(), 2U);
  EXPECT_FALSE(reader.whole_number(2, 0, 9));
  reader.report(ErrorCode::duplicate, 0);
  ASSERT_TRUE(reader.next());
  EXPECT_EQ(reader.line(), 4U);
  reader.report(ErrorCode::duplicate, 1);
  EXPECT_EQ(faults_of(errors), (std::vector<Fault>{{ErrorCode::not_a_whole_number, 3, 7, "?"},
                                                   {ErrorCode::duplicate, 2, 1, "x\ny"},
                                                   {ErrorCode::duplicate, 4, 3, "2"}}));
}

TEST(CsvReader, ReportsColumns) {
  EXPECT_EQ(faults_in("a,b,a\n1,2,3\n"), (std::vector<Fault>{{ErrorCode::column_twice, 1, 5, "a"}}));
  EXPECT_EQ(faults_in(""), (std::vector<Fault>{{ErrorCode::file_empty, 0, 0, ""}}));
  EXPECT_EQ(faults_in("\xef\xbb\xbf\r\n\n"), (std::vector<Fault>{{ErrorCode::file_empty, 0, 0, ""}}));
  base::ErrorList errors;
  Reader reader("a,b\n1,2\n", "table.csv", errors);
  EXPECT_EQ(reader.required("b"), 1U);
  EXPECT_EQ(reader.optional("c"), absent);
  EXPECT_EQ(reader.required("c"), absent);
  EXPECT_EQ(reader.required("d"), absent);
  EXPECT_EQ(errors.total(), 2U);
  EXPECT_EQ(errors.shown()[0].code, ErrorCode::column_missing);
  EXPECT_EQ(errors.shown()[0].field, "c");
  EXPECT_FALSE(reader.next());
  EXPECT_FALSE(reader.usable());
}

TEST(CsvReader, AnEmptyFileIsOneFaultOnly) {
  base::ErrorList errors;
  Reader reader("", "table.csv", errors);
  static_cast<void>(reader.required("a"));
  EXPECT_EQ(errors.total(), 1U);
}

TEST(CsvReader, ReportsWhatIsNotUtf8OnceALine) {
  EXPECT_EQ(faults_in("a,b\n1,caf\xe9\n2,ok\n\xff\xff,na\xefve\n"),
            (std::vector<Fault>{{ErrorCode::not_utf8, 2, 6, "caf\xef\xbf\xbd"},
                                {ErrorCode::not_utf8, 4, 1, "\xef\xbf\xbd\xef\xbf\xbd"}}));
  EXPECT_EQ(faults_in(std::string_view("\xff\xfe"
                                       "a\0,\0b\0\n\0",
                                       10)),
            (std::vector<Fault>{{ErrorCode::not_utf8, 1, 1, "UTF-16"}}));
}

TEST(CsvReader, ChecksIdentifiers) {
  const std::string longest(64, 'x');
  const std::string bytes =
      "a,b\n" + longest + ",1\n" + longest + "x,2\n,3\na\tb,4\n\"a\nb\",5\na\rb,6\na\u0085,7\né,8\n";
  base::ErrorList errors;
  Reader reader(bytes, "table.csv", errors);
  std::vector<std::string> accepted;
  while (reader.next()) {
    if (reader.identifier(0)) {
      accepted.emplace_back(reader.text(1));
    }
  }
  EXPECT_EQ(accepted, (std::vector<std::string>{"1", "8"}));
  ASSERT_EQ(errors.total(), 6U);
  EXPECT_EQ(errors.shown()[0].code, ErrorCode::not_an_identifier);
  EXPECT_EQ(errors.shown()[1].code, ErrorCode::value_missing);
  EXPECT_EQ(errors.shown()[3].line, 6U);
  EXPECT_EQ(errors.shown()[5].line, 9U);
  const std::string tabs = "a\tb\n1\t2\n";  // as a delimiter a tab is no fault
  base::ErrorList none;
  Reader other(tabs, "table.csv", none);
  ASSERT_TRUE(other.next());
  EXPECT_EQ(other.identifier(0), "1");
}

TEST(CsvReader, ChecksWholeNumbers) {
  const std::vector<std::pair<std::string, std::optional<ErrorCode>>> cases{
      {"0", std::nullopt},
      {"007", std::nullopt},
      {"1000000", std::nullopt},
      {"1000001", ErrorCode::out_of_range},
      {"18446744073709551616", ErrorCode::out_of_range},
      {"-1", ErrorCode::out_of_range},
      {"", ErrorCode::value_missing},
      {"-", ErrorCode::not_a_whole_number},
      {"+1", ErrorCode::not_a_whole_number},
      {"1.0", ErrorCode::not_a_whole_number},
      {" 1", ErrorCode::not_a_whole_number},
      {"1e3", ErrorCode::not_a_whole_number},
      {"\u0661", ErrorCode::not_a_whole_number}};
  for (const auto& [text, fault] : cases) {
    const std::string bytes = "a,b\n" + text + ",\n";
    base::ErrorList errors;
    Reader reader(bytes, "table.csv", errors);
    ASSERT_TRUE(reader.next());
    EXPECT_EQ(reader.whole_number(0, 0, 1'000'000).has_value(), !fault) << text;
    ASSERT_EQ(errors.total(), fault ? 1U : 0U) << text;
    if (fault) {
      EXPECT_EQ(errors.shown()[0].code, *fault) << text;
      EXPECT_EQ(errors.shown()[0].expected, "0..1000000");
    }
  }
  const std::string bytes = "a\n18446744073709551615\n";
  base::ErrorList errors;
  Reader reader(bytes, "table.csv", errors);
  ASSERT_TRUE(reader.next());
  EXPECT_EQ(reader.whole_number(0, 0, ~0ULL), ~0ULL);
}

TEST(CsvReader, ShowsFiftyFaultsAndCountsTheRest) {
  std::string bytes = "a,b\n";
  for (int row = 0; row < 1000; ++row) {
    bytes += "1\n";
  }
  base::ErrorList errors;
  EXPECT_TRUE(rows_of(bytes, errors).empty());
  EXPECT_EQ(errors.shown().size(), 50U);
  EXPECT_EQ(errors.total(), 1000U);
  EXPECT_EQ(errors.shown().back().line, 51U);
}

TEST(CsvReader, RemembersWhatFaultyRecordsWereAbout) {
  base::ErrorList errors;
  Reader reader("id,b\nA\nB,2\nC,2,3\nD,\"x\"y\n", "table.csv", errors);
  reader.remember_faulty(reader.required("id"));
  while (reader.next()) {
  }
  EXPECT_EQ(reader.remembered(), (std::vector<std::string>{"A", "C", "D"}));
}

TEST(CsvReader, ReadsFieldsLargerThanAScan) {
  const std::string large(100'000, 'x');
  const std::string quoted = "\"" + large + "\n\"\"" + large + "\"";
  const std::string bytes = "a,b\n" + large + "," + quoted + "\n1,2\n" + quoted + "," + large;
  EXPECT_EQ(clean_rows_of(bytes),
            (Rows{{large, large + "\n\"" + large}, {"1", "2"}, {large + "\n\"" + large, large}}));
}

/// A reader that looks at one character after another; slow and obvious.
struct Oracle {
  std::string_view bytes;
  std::size_t column_count = 0;
  Rows rows;
  std::vector<ErrorCode> faults;

  void read() {
    std::size_t at = 0;
    while (at < bytes.size()) {
      read_record(at);
    }
  }
  [[nodiscard]] bool field_ends(std::size_t at) const {
    return at >= bytes.size() || bytes[at] == ',' || bytes[at] == '\n';
  }
  void read_record(std::size_t& at) {
    std::vector<std::string> fields;
    bool faulty = false;
    bool quoted = false;
    for (;;) {
      std::string field;
      bool misplaced = false;
      if (at < bytes.size() && bytes[at] == '"') {
        quoted = true;
        const std::size_t opening = at++;
        while (at < bytes.size() && (bytes[at] != '"' || bytes.substr(at, 2) == "\"\"")) {
          at += bytes[at] == '"' ? 1U : 0U;
          field += bytes[at++];
        }
        if (at == bytes.size()) {
          faults.push_back(ErrorCode::quote_not_closed);
          at = std::min(bytes.find('\n', opening), bytes.size() - 1) + 1;
          return;
        }
        ++at;
        const bool only_cr =
            at < bytes.size() && bytes[at] == '\r' && (at + 1 == bytes.size() || bytes[at + 1] == '\n');
        at += only_cr ? 1U : 0U;
        misplaced = !field_ends(at);
        while (!field_ends(at)) {
          ++at;
        }
      } else {
        for (; !field_ends(at); ++at) {
          misplaced = misplaced || bytes[at] == '"';
          field += bytes[at];
        }
        const bool last = at == bytes.size() || bytes[at] == '\n';
        if (last && field.ends_with('\r')) {
          field.pop_back();
        }
      }
      if (misplaced) {
        faults.push_back(ErrorCode::quote_misplaced);
        faulty = true;
      }
      fields.push_back(field);
      const bool goes_on = at < bytes.size() && bytes[at] == ',';
      at += at < bytes.size() ? 1U : 0U;
      if (!goes_on) {
        break;
      }
    }
    if (fields.size() == 1 && fields[0].empty() && !quoted) {
      return;
    }
    if (!faulty && fields.size() != column_count) {
      faults.push_back(ErrorCode::wrong_field_count);
    } else if (!faulty) {
      rows.push_back(fields);
    }
  }
};

RC_GTEST_PROP(CsvReader, ReadsWhatASlowReaderReads, ()) {
  const std::string body = *rc::gen::container<std::string>(
      rc::gen::weightedElement<char>({{4, ','}, {3, '"'}, {3, '\n'}, {1, '\r'}, {6, 'a'}, {1, ' '}}));
  const std::string repeated_body = body + (*rc::gen::arbitrary<bool>() ? "\n1,2\n" + body : "");
  const std::string bytes = "a,b\n" + repeated_body;
  base::ErrorList errors;
  const Rows rows = rows_of(bytes, errors);
  Oracle oracle{.bytes = repeated_body, .column_count = 2, .rows = {}, .faults = {}};
  oracle.read();
  RC_ASSERT(rows == oracle.rows);
  RC_ASSERT(errors.total() == oracle.faults.size());
  for (std::size_t index = 0; index < errors.shown().size(); ++index) {
    RC_ASSERT(errors.shown()[index].code == oracle.faults[index]);
  }
}

RC_GTEST_PROP(CsvReader, ReadsBackWhatTheWriterWrote, ()) {
  const auto field = rc::gen::container<std::string>(
      rc::gen::element<char>(',', '"', '\n', '\r', 'a', 'b', ' ', '\t', ';', '0'));
  const std::size_t columns = *rc::gen::inRange<std::size_t>(2, 6);
  const Rows rows = *rc::gen::container<Rows>(rc::gen::container<std::vector<std::string>>(columns, field));
  std::string bytes;
  Writer writer(bytes);
  for (std::size_t column = 0; column < columns; ++column) {
    writer.field("column " + std::to_string(column));
  }
  writer.end_row();
  for (const std::vector<std::string>& row : rows) {
    for (const std::string& text : row) {
      writer.field(text);
    }
    writer.end_row();
  }
  base::ErrorList errors;
  RC_ASSERT(rows_of(bytes, errors) == rows);
  RC_ASSERT(errors.empty());
}

}  // namespace
}  // namespace mengpaneel::io::csv

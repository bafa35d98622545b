// SPDX-License-Identifier: EUPL-1.2
#include "cli/terminal.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace mengpaneel::cli {
namespace {

using base::texts::Language;

TEST(Terminal, WidthIsThatOfTheScreen) {
  EXPECT_EQ(display_width("school"), 6U);
  EXPECT_EQ(display_width("Mozaïek"), 7U);
  EXPECT_EQ(display_width("Mozai\xCC\x88"
                          "ek"),
            7U);  // the same with a combining mark
  EXPECT_EQ(display_width("学校"), 4U);
  EXPECT_EQ(display_width("مدرسة"), 5U);
  EXPECT_EQ(display_width("▉▏"), 2U);
  EXPECT_EQ(display_width("\xFF"), 1U);
}

TEST(Terminal, FilesCannotCommandATerminal) {
  EXPECT_EQ(printable("a\x1b[31mb"), "a\xEF\xBF\xBD[31mb");
  EXPECT_EQ(printable("a\nb\x7F"),
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD");
  EXPECT_EQ(printable("\xC2\x9B"), "\xEF\xBF\xBD");      // the C1 form of escape [
  EXPECT_EQ(printable("\xE2\x80\xAE"), "\xEF\xBF\xBD");  // right-to-left override
  EXPECT_EQ(printable("\xFFz"), "\xEF\xBF\xBDz");
  EXPECT_EQ(printable("Het Mozaïek"), "Het Mozaïek");
}

TEST(Terminal, RightToLeftTextIsIsolated) {
  const std::string shown = printable("مدرسة");
  EXPECT_TRUE(shown.starts_with("\xE2\x81\xA8"));
  EXPECT_TRUE(shown.ends_with("\xE2\x81\xA9"));
  EXPECT_TRUE(fitted(shown, 3).ends_with("\xE2\x81\xA9"));
  EXPECT_EQ(display_width(fitted(shown, 3)), 3U);
}

TEST(Terminal, CuttingKeepsWholeCharacters) {
  EXPECT_EQ(fitted("Mozaïek", 7), "Mozaïek");
  EXPECT_EQ(fitted("Mozaïek", 6), "Mozaï…");
  EXPECT_EQ(fitted("学校", 3), "学…");
  EXPECT_EQ(fitted("学校", 2), "…");
  EXPECT_EQ(fitted("abc", 0), "");
}

TEST(Terminal, WrapsAtBlanks) {
  EXPECT_EQ(wrapped("aa bb cc", 0, 5), "aa bb\ncc");
  EXPECT_EQ(wrapped("aa bb cc", 2, 5), "aa\n  bb\n  cc");
  EXPECT_EQ(wrapped("aaaaaaaa b", 0, 4), "aaaaaaaa\nb");
  EXPECT_EQ(wrapped("a\n\nb", 0, 10), "a\n\nb");
  EXPECT_EQ(wrapped("", 0, 4), "");
}

TEST(Terminal, BarsAreInEighths) {
  EXPECT_EQ(bar(0.0, 4), "");
  EXPECT_EQ(bar(1.0, 4), "████");
  EXPECT_EQ(bar(0.5, 4), "██");
  EXPECT_EQ(bar(0.53125, 4), "██▏");
  EXPECT_EQ(bar(0.0001, 4), "▏");  // something is not nothing
  EXPECT_EQ(bar(7.0, 2), "██");
}

TEST(Terminal, TablesLineUpWhateverTheScript) {
  Table table({{"school", Align::left}, {"n", Align::right}});
  table.add_row({"学校", "1"});
  table.add_row({"Mozaïek", "123"});
  EXPECT_EQ(table.render(0), "school     n\n学校       1\nMozaïek  123\n");
}

TEST(Terminal, ATableThatIsTooWideLosesFromItsWidestText) {
  Table table({{"", Align::left}, {"", Align::right}});
  table.add_row({std::string(200, 'x'), "12345"});
  const std::string line = table.render(2);
  EXPECT_EQ(display_width(line.substr(0, line.size() - 1)), page_width);
  EXPECT_TRUE(line.ends_with("…  12345\n"));
}

TEST(Terminal, NumbersAsEachLanguageWritesThem) {
  EXPECT_EQ(count_text(1234567, Language::nl), "1.234.567");
  EXPECT_EQ(count_text(1234567, Language::en), "1,234,567");
  EXPECT_EQ(count_text(999, Language::nl), "999");
  EXPECT_EQ(count_text(0, Language::nl), "0");
  EXPECT_EQ(decimal_text(0.0715, 3, Language::nl), "0,072");
  EXPECT_EQ(decimal_text(1234.05, 1, Language::en), "1,234.1");
  EXPECT_EQ(decimal_text(-0.001, 2, Language::en), "0.00");
  EXPECT_EQ(decimal_text(-1.5, 1, Language::en), "-1.5");
  EXPECT_EQ(percentage(1, 3), "33%");
  EXPECT_EQ(percentage(2, 3), "67%");
  EXPECT_EQ(percentage(0, 0), "–");
}

}  // namespace
}  // namespace mengpaneel::cli

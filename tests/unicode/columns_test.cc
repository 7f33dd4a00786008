#include "unicode/columns.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "base/utf8.h"

namespace hogvec {
namespace {

const std::string kNihon = "\xe6\x97\xa5\xe6\x9c\xac";  // two wide characters
const std::string kAccented = "e\xcc\x81t\xc3\xa9";     // e, a mark upon it, t, one accented e
const std::string kShalom = "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d";
const std::string kEllipsis = "\xe2\x80\xa6";

TEST(ColumnsOf, AreThoseOfATerminal) {
  EXPECT_EQ(ColumnsOf(""), 0u);
  EXPECT_EQ(ColumnsOf("word"), 4u);
  EXPECT_EQ(ColumnsOf("Gr\xc3\xb6\xc3\x9f"
                      "e"),
            5u);
  EXPECT_EQ(ColumnsOf(kNihon), 4u);
  EXPECT_EQ(ColumnsOf("\xef\xbc\xa1"), 2u);      // a full-width A
  EXPECT_EQ(ColumnsOf("\xf0\x9f\x90\x97"), 2u);  // a boar
  EXPECT_EQ(ColumnsOf("\xef\xbd\xb1"), 1u);      // half-width kana
  EXPECT_EQ(ColumnsOf(kAccented), 3u);
  EXPECT_EQ(ColumnsOf("a\xe2\x80\x8d"
                      "b"),
            2u);                                                     // a joiner takes no room
  EXPECT_EQ(ColumnsOf("\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab"), 2u);  // a syllable of three letters
  EXPECT_EQ(ColumnsOf(kShalom), 4u);
}

TEST(CutTo, LeavesWhatFits) {
  EXPECT_EQ(CutTo("word", 4), "word");
  EXPECT_EQ(CutTo("", 0), "");
  EXPECT_EQ(CutTo(kNihon, 4), kNihon);
  EXPECT_EQ(CutTo(kAccented, 3), kAccented);
}

TEST(CutTo, MarksWhatItCuts) {
  EXPECT_EQ(CutTo("words", 4), "wor" + kEllipsis);
  EXPECT_EQ(CutTo(kNihon, 3), kNihon.substr(0, 3) + kEllipsis);
  EXPECT_EQ(CutTo(kNihon, 2), kEllipsis);  // half of a wide character is none
  EXPECT_EQ(CutTo(kAccented, 2), kAccented.substr(0, 3) + kEllipsis);
  EXPECT_EQ(CutTo("words", 1), kEllipsis);
  EXPECT_EQ(CutTo("words", 0), "");
}

TEST(Folded, BreaksAtBlanks) {
  EXPECT_EQ(Folded("the cat drinks milk", 10), "the cat\ndrinks\nmilk");
  EXPECT_EQ(Folded("the cat", 7), "the cat");
  EXPECT_EQ(Folded("", 7), "");
}

TEST(Folded, BreaksWhatIsLongerThanALine) {
  EXPECT_EQ(Folded("a incomprehensible b", 8), "a\nincompre\nhensible\nb");
  EXPECT_EQ(Folded(kNihon, 3), kNihon.substr(0, 3) + "\n" + kNihon.substr(3));
}

// Any text in any width: no line too wide, no character cut, nothing lost but blanks.
TEST(Folded, FitsAndLosesNothing) {
  const std::string text = "so " + kNihon + kNihon + " und " + kAccented + " " + kShalom + " word";
  for (std::size_t columns = 0; columns < 30; ++columns) {
    const std::string folded = Folded(text, columns);
    std::istringstream lines(folded);
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(ColumnsOf(line), std::max<std::size_t>(columns, 2)) << columns;
      EXPECT_TRUE(IsUtf8(line));
      EXPECT_LE(ColumnsOf(CutTo(line, columns)), columns);
    }
    const auto letters = [](std::string from) {
      std::erase_if(from, [](char c) { return c == ' ' || c == '\n'; });
      return from;
    };
    EXPECT_EQ(letters(folded), letters(text)) << columns;
  }
}

TEST(HasRightToLeft, SeesHebrewAndArabic) {
  EXPECT_TRUE(HasRightToLeft(kShalom));
  EXPECT_TRUE(HasRightToLeft("a \xd8\xb3"));
  EXPECT_FALSE(HasRightToLeft(kNihon + kAccented + " 12"));
}

}  // namespace
}  // namespace hogvec

#include "cli/terminal.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace hogvec {
namespace {

TEST(Printable, LeavesWordsAsTheyAre) {
  for (const char* word : {"", "word", "don't",
                           "Gr\xc3\xb6\xc3\x9f"
                           "e",
                           "\xe6\x97\xa5\xe6\x9c\xac", "\xf0\x9f\x90\x97", "two words"}) {
    EXPECT_EQ(Printable(word), word);
  }
}

TEST(Printable, EscapesWhatMovesTheCursor) {
  EXPECT_EQ(Printable("a\x1b[2Jb"), "a\\x1b[2Jb");
  EXPECT_EQ(Printable("a\nb\tc\rd"), "a\\x0ab\\x09c\\x0dd");
  EXPECT_EQ(Printable(std::string_view("\0\x7f", 2)), "\\x00\\x7f");
  EXPECT_EQ(Printable("\xc2\x9b"
                      "2J"),
            "\\xc2\\x9b2J");  // U+009B, which opens a sequence too
}

TEST(Printable, EscapesBytesThatAreNoUtf8) {
  EXPECT_EQ(Printable("\xff"), "\\xff");
  EXPECT_EQ(Printable("\xc3"), "\\xc3");
  EXPECT_EQ(Printable("\xc0\x80"), "\\xc0\\x80");  // longer than need be
  EXPECT_EQ(Printable("\xe6\x97"), "\\xe6\\x97");
  EXPECT_EQ(Printable("\xe6\x97"
                      "a"),
            "\\xe6\\x97"
            "a");
}

TEST(Printable, CountsCodePointsAsColumns) {
  EXPECT_EQ(ColumnsOf("Gr\xc3\xb6\xc3\x9f"
                      "e"),
            5u);
  EXPECT_EQ(ColumnsOf(""), 0u);
}

TEST(Terminal, AFileIsNone) {
  const int file = ::open("/dev/null", O_WRONLY);
  EXPECT_FALSE(IsTerminal(file));
  EXPECT_EQ(TerminalColumns(file), 80u);
  ::close(file);
}

}  // namespace
}  // namespace hogvec

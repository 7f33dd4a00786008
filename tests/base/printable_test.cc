#include "base/printable.h"

#include <gtest/gtest.h>

#include <string_view>

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

TEST(Printable, EscapesWhatTurnsTheDirection) {
  EXPECT_EQ(Printable("a\xe2\x80\xae"
                      "b"),
            "a\\xe2\\x80\\xaeb");
  EXPECT_EQ(Printable("\xe2\x80\xa8\xe2\x81\xa7"), "\\xe2\\x80\\xa8\\xe2\\x81\\xa7");
  for (const char* word : {"\xe2\x80\x8d", "\xe2\x80\xa6", "\xe2\x81\xb0", "\xd7\xa9"}) {
    EXPECT_EQ(Printable(word), word);
  }
}

TEST(Printable, EscapesWhatIsNotSeen) {
  EXPECT_EQ(Printable("\xef\xbb\xbfking"), "\\xef\\xbb\\xbfking");  // byte-order mark
  EXPECT_EQ(Printable("a\xc2\xad"
                      "b"),
            "a\\xc2\\xad"
            "b");                                           // soft hyphen
  EXPECT_EQ(Printable("\xe2\x80\x8b"), "\\xe2\\x80\\x8b");  // zero width space
  EXPECT_EQ(Printable("\xe2\x80\x8c"), "\xe2\x80\x8c");     // Persian is written with it
  EXPECT_EQ(Printable("\xc2\xab\xef\xbb\xbe"), "\xc2\xab\xef\xbb\xbe");  // beside the ranges
}

}  // namespace
}  // namespace hogvec

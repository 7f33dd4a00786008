#include "unicode/nfc.h"

#include <gtest/gtest.h>

namespace hogvec {
namespace {

TEST(Nfc, ComposesAndDecomposes) {
  const char* const composed = "caf\xc3\xa9 \xe1\xbb\x87 \xed\x95\x9c";
  const char* const decomposed =
      "cafe\xcc\x81 e\xcc\xa3\xcc\x82 \xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab";
  EXPECT_EQ(Composed(decomposed), composed);
  EXPECT_EQ(Decomposed(composed), decomposed);
  EXPECT_EQ(Composed(composed), composed);
  EXPECT_EQ(Decomposed(decomposed), decomposed);
}

// The marks of a letter in either order are the same word.
TEST(Nfc, OrdersMarks) { EXPECT_EQ(Composed("q\xcc\x87\xcc\xa3"), "q\xcc\xa3\xcc\x87"); }

TEST(Nfc, LeavesAllElse) {
  for (const char* text : {"", "plain", "\xf0\x9f\x98\x80", "\xff", "e\xff\xcc\x81", "\xc3",
                           "\xef\xac\x81"}) {  // the ligature fi is a separate letter
    EXPECT_EQ(Composed(text), text);
  }
}

}  // namespace
}  // namespace hogvec

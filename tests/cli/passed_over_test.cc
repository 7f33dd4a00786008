#include "cli/passed_over.h"

#include <gtest/gtest.h>

namespace hogvec {
namespace {

TEST(PassedOver, IsSilentWithoutCause) { EXPECT_EQ(PassedOverLines("v", {}), ""); }

TEST(PassedOver, HasALineForEachKind) {
  const PassedOver all{.without_word = 1,
                       .repeated = 2000,
                       .not_finite = 3,
                       .missing = 4,
                       .more = 5,
                       .lines_beyond = 6,
                       .bytes_beyond = 7,
                       .first_repeated = "a\x1b",
                       .first_not_finite = "b"};
  EXPECT_EQ(PassedOverLines("v", all),
            "v: warning: 1 rows without a word passed over\n"
            "v: warning: 2,000 rows with the word of an earlier one passed over (first: 'a\\x1b')\n"
            "v: warning: 3 rows with NaN or infinity passed over (first: 'b')\n"
            "v: warning: 4 rows fewer than the header says\n"
            "v: warning: 5 rows more than the header says\n"
            "v: warning: 6 lines after those that are not rows\n"
            "v: warning: 7 bytes after those that are not rows\n");
}

TEST(LeftOut, IsCountedWithTheFormat) {
  EXPECT_EQ(LeftOutLine("o", VectorFormat::kText, {}), "");
  EXPECT_EQ(LeftOutLine("o", VectorFormat::kText, {1234, "a\tb"}),
            "o: warning: 1,234 words that text can't hold left out (first: 'a\\x09b')\n");
}

TEST(UnknownWords, AreCounted) {
  EXPECT_EQ(UnknownWordsLine("l", 0), "");
  EXPECT_EQ(UnknownWordsLine("l\x1b", 1234),
            "l\\x1b: warning: 1,234 of its words have no vector\n");
  const std::vector<std::string> two{"a", "b\x1b"};
  EXPECT_EQ(UnknownWordsLine("l", 2, two),
            "l: warning: 2 of its words have no vector: 'a', 'b\\x1b'\n");
  EXPECT_EQ(UnknownWordsLine("l", 3, two),
            "l: warning: 3 of its words have no vector: 'a', 'b\\x1b' ...\n");
}

TEST(UnseenWords, AreCounted) {
  EXPECT_EQ(UnseenWordsLine("l", 0), "");
  EXPECT_EQ(
      UnseenWordsLine("l", 1),
      "l: 1 of its words was not in the training text; its vector is made from its n-grams\n");
  EXPECT_EQ(UnseenWordsLine("l\x1b", 1234),
            "l\\x1b: 1,234 of its words were not in the training text; their vectors are made from "
            "their n-grams\n");
}

}  // namespace
}  // namespace hogvec

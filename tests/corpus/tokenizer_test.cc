#include "corpus/tokenizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace hogvec {
namespace {

using ::testing::ElementsAre;

// The words of a text, and "|" for each line end.
std::vector<std::string> Tokens(std::string_view text) {
  std::vector<std::string> tokens;
  Tokenize(
      text, [&](std::string_view word) { tokens.emplace_back(word); },
      [&] { tokens.emplace_back("|"); });
  return tokens;
}

TEST(Tokenizer, PartsWordsAtAsciiWhiteSpace) {
  EXPECT_THAT(Tokens("a b\tc\vd\fe\rf"), ElementsAre("a", "b", "c", "d", "e", "f"));
  EXPECT_THAT(Tokens("  a   b  "), ElementsAre("a", "b"));
}

TEST(Tokenizer, MarksLineEnds) {
  EXPECT_THAT(Tokens("a b\nc\n\n"), ElementsAre("a", "b", "|", "c", "|", "|"));
  EXPECT_THAT(Tokens("dos\r\nline\r\n"), ElementsAre("dos", "|", "line", "|"));
}

TEST(Tokenizer, KeepsEveryOtherByteInsideWords) {
  const std::string odd("x\0y\x01\x7f\xff \xc2\xa0", 9);
  EXPECT_THAT(Tokens(odd), ElementsAre(std::string("x\0y\x01\x7f\xff", 6), "\xc2\xa0"));
}

TEST(Tokenizer, TakesWordsOfAnyLength) {
  const std::string word(300'000, 'w');
  EXPECT_THAT(Tokens(word + " " + word), ElementsAre(word, word));
}

TEST(Tokenizer, FindsNothingInNothing) {
  EXPECT_TRUE(Tokens("").empty());
  EXPECT_TRUE(Tokens(" \t ").empty());
}

}  // namespace
}  // namespace hogvec

#include "query/questions.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdio>
#include <sstream>
#include <tuple>

#include "hogvec/error.h"
#include "support/temp_folder.h"

namespace hogvec::query {
namespace {

using ::testing::ElementsAre;

class QuestionsTest : public ::testing::Test {
 protected:
  QuestionsTest()
      : search_(ReadVectors(
            folder_.Write("v.txt", "4 2\nking 1 0\nqueen 0.8 0.6\nman 0 1\nboy 0.1 1\n"))) {}

  const testing::TempFolder folder_;
  const NeighbourSearch search_;
};

TEST(WordsOf, AreWhatStandsBetweenAsciiWhiteSpace) {
  EXPECT_THAT(WordsOf("  king\tqueen \r"), ElementsAre("king", "queen"));
  EXPECT_THAT(WordsOf("a\xc2\xa0"
                      "b"),
              ElementsAre("a\xc2\xa0"
                          "b"));
  EXPECT_TRUE(WordsOf(" \t ").empty());
  EXPECT_TRUE(WordsOf("").empty());
}

TEST(WordsOf, MayHoldBlanksInQuotes) {
  EXPECT_THAT(WordsOf("\". . .\" the \" \""), ElementsAre(". . .", "the", " "));
  EXPECT_THAT(WordsOf("\"a \"\"b\"\" c\" \"\"\"d\""), ElementsAre("a \"b\" c", "\"d"));
}

TEST(WordsOf, KeepQuotesThatTheyNeedNot) {
  EXPECT_THAT(WordsOf("\" \"hello\" \"\" \"a 7\"\"x"),
              ElementsAre("\"", "\"hello\"", "\"\"", "\"a", "7\"\"x"));
}

TEST_F(QuestionsTest, SeveralWhereEachHasAFixedNumberOfWords) {
  const Asker nn(search_, "nn", {}), similarity(search_, "similarity", {});
  EXPECT_THAT(QuestionsOf(nn, Words{"king", "man"}), ElementsAre(Words{"king"}, Words{"man"}));
  EXPECT_THAT(QuestionsOf(similarity, Words{"king", "man", "queen", "man"}),
              ElementsAre(Words{"king", "man"}, Words{"queen", "man"}));
  EXPECT_THROW(QuestionsOf(similarity, Words{"king", "man", "queen"}), Error);
  EXPECT_TRUE(QuestionsOf(nn, {}).empty());
}

TEST_F(QuestionsTest, OneWhereItMayHaveAnyNumber) {
  const Asker arith(search_, "arith", {});
  EXPECT_THAT(QuestionsOf(arith, Words{"king - man", "+", "queen"}),
              ElementsAre(Words{"king", "-", "man", "+", "queen"}));
}

TEST_F(QuestionsTest, TakeTheWordsOfFiles) {
  const auto list = "@" + folder_.Write("list", "king man\n\n\"new york\"\n").string();
  const Asker nn(search_, "nn", {}), between(search_, "between", {});
  EXPECT_THAT(QuestionsOf(nn, Words{"man", list, "@@home", "@"}),
              ElementsAre(Words{"man"}, Words{"king"}, Words{"man"}, Words{"new york"},
                          Words{"@home"}, Words{"@"}));
  EXPECT_THAT(QuestionsOf(between, Words{list, "queen \"a b\""}),
              ElementsAre(Words{"king", "man", "new york", "queen", "a b"}));
  EXPECT_THROW(QuestionsOf(nn, Words{"@missing"}), Error);
}

class LinesTest : public QuestionsTest {
 protected:
  // What is said of questions on standard error, and the exit code behind it.
  std::string Fault(const char* command, const std::string& lines) const {
    const Asker asker(search_, command, {});
    std::istringstream input(lines);
    ::testing::internal::CaptureStderr();
    ::testing::internal::CaptureStdout();
    const int code = AnswerLines(asker, input, false);
    std::fflush(stdout);
    answered_ = ::testing::internal::GetCapturedStdout();
    return ::testing::internal::GetCapturedStderr() + std::to_string(code);
  }
  std::ptrdiff_t answers() const { return std::ranges::count(answered_, '\n'); }

 private:
  mutable std::string answered_;
};

TEST_F(LinesTest, AreAnsweredInTheirOrder) {
  EXPECT_EQ(Fault("similarity", "king man\n\nking queen"), "0");
  EXPECT_EQ(answers(), 2);
}

TEST_F(LinesTest, CostTheirOwnAnswerWhereTheyAreNoQuestion) {
  const std::string place = "hogvec-query: standard input, line 2: ";
  const std::tuple<const char*, const char*, const char*> wrong[] = {
      {"similarity", "king man\nking\nking queen\n", "similarity takes 2 words, not 1"},
      {"similarity", "king man\nking zebra\nking queen\n", "unknown word 'zebra'"},
      {"nn", "king\n. . .\nqueen\n",
       "nn takes 1 word, not 3; a word with blanks stands in double quotes"},
      {"analogy", "king man queen\nking man\nman king queen\n", "analogy takes 3 words, not 2"},
      {"odd-one-out", "king man queen\nking\nman king queen\n",
       "odd-one-out takes 3 or more words, not 1"},
      {"between", "king man\nking\nman queen\n", "between takes 2 or more words, not 1"},
      {"arith", "king - man\nking man\nman - king\n",
       "expected words with + or - between them, as in 'king - man + woman', not 'king man'"},
      {"vector", "1 0\n1 0 0\n0 1\n", "expected a vector of 2 numbers, found 3"},
      {"vector", "1 0\n1 x\n0 1\n", "expected a number, found 'x'"}};
  for (const auto& [command, lines, fault] : wrong) {
    EXPECT_EQ(Fault(command, lines), place + fault + "\n1");
    EXPECT_GE(answers(), 2) << command;
  }
}

TEST_F(LinesTest, KnowTheirNumbersInEveryBatch) {
  std::string lines;
  for (int i = 0; i < 1030; ++i) lines += "king\n";
  EXPECT_EQ(Fault("nn", lines + "\nzebra\n"),
            "hogvec-query: standard input, line 1032: unknown word 'zebra'\n1");
}

}  // namespace
}  // namespace hogvec::query

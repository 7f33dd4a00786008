#include "query/questions.h"

#include <gmock/gmock.h>

#include <sstream>

#include "hogvec/error.h"
#include "support/temp_folder.h"

namespace hogvec::query {
namespace {

using ::testing::ElementsAre;

class QuestionsTest : public ::testing::Test {
 protected:
  QuestionsTest()
      : search_(ReadVectors(folder_.Write("v.txt", "3 2\nking 1 0\nqueen 0.8 0.6\nman 0 1\n"))) {}

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

TEST_F(QuestionsTest, SeveralWhereEachHasAFixedNumberOfWords) {
  const Asker nn(search_, "nn", {}), similarity(search_, "similarity", {});
  EXPECT_THAT(QuestionsOf(nn, {"king", "man"}), ElementsAre(Words{"king"}, Words{"man"}));
  EXPECT_THAT(QuestionsOf(similarity, {"king", "man", "queen", "man"}),
              ElementsAre(Words{"king", "man"}, Words{"queen", "man"}));
  EXPECT_THROW(QuestionsOf(similarity, {"king", "man", "queen"}), Error);
  EXPECT_TRUE(QuestionsOf(nn, {}).empty());
}

TEST_F(QuestionsTest, OneWhereItMayHaveAnyNumber) {
  const Asker arith(search_, "arith", {});
  EXPECT_THAT(QuestionsOf(arith, {"king - man", "+", "queen"}),
              ElementsAre(Words{"king", "-", "man", "+", "queen"}));
}

TEST_F(QuestionsTest, TakeTheWordsOfFiles) {
  const auto list = "@" + folder_.Write("list", "king man\n\nqueen\n").string();
  EXPECT_THAT(WithWordsOfFiles(Words{"man", list, "@@home", "@"}),
              ElementsAre("man", "king", "man", "queen", "@home", "@"));
  EXPECT_THROW(WithWordsOfFiles(Words{"@missing"}), Error);
}

TEST_F(QuestionsTest, LinesAreAnsweredUpToOneThatIsNoQuestion) {
  const Asker similarity(search_, "similarity", {});
  std::istringstream good("king man\n\nking queen"), unknown("king zebra\nking man\n"),
      bad("king man\nking\n");
  EXPECT_EQ(AnswerLines(similarity, good, false), 0);
  EXPECT_EQ(AnswerLines(similarity, unknown, false), 1);
  try {
    AnswerLines(similarity, bad, false);
    FAIL() << "a line of one word is no pair";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "standard input, line 2: similarity takes 2 words, not 1");
  }
}

}  // namespace
}  // namespace hogvec::query

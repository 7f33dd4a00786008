#include "asking/questions.h"

#include <gmock/gmock.h>

#include "hogvec/error.h"
#include "hogvec/word_index.h"
#include "support/temp_folder.h"

namespace hogvec::asking {
namespace {

using ::testing::ElementsAre;

class QuestionsTest : public ::testing::Test {
 protected:
  const testing::TempFolder folder_;
  const Command& nn_ = *FindCommand("nn");
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
  const Command& similarity = *FindCommand("similarity");
  EXPECT_THAT(QuestionsOf(nn_, Words{"king", "man"}), ElementsAre(Words{"king"}, Words{"man"}));
  EXPECT_THAT(QuestionsOf(similarity, Words{"king", "man", "queen", "man"}),
              ElementsAre(Words{"king", "man"}, Words{"queen", "man"}));
  EXPECT_THROW(QuestionsOf(similarity, Words{"king", "man", "queen"}), Error);
  EXPECT_TRUE(QuestionsOf(nn_, {}).empty());
}

TEST_F(QuestionsTest, OneWhereItMayHaveAnyNumber) {
  const Command& arith = *FindCommand("arith");
  EXPECT_THAT(QuestionsOf(arith, Words{"king - man", "+", "queen"}),
              ElementsAre(Words{"king", "-", "man", "+", "queen"}));
}

TEST_F(QuestionsTest, TakeTheWordsOfFiles) {
  const auto list = "@" + folder_.Write("list", "king man\n\n\"new york\"\n").string();
  const Command& between = *FindCommand("between");
  EXPECT_THAT(QuestionsOf(nn_, Words{"man", list, "@@home", "@"}),
              ElementsAre(Words{"man"}, Words{"king"}, Words{"man"}, Words{"new york"},
                          Words{"@home"}, Words{"@"}));
  EXPECT_THAT(QuestionsOf(between, Words{list, "queen \"a b\""}),
              ElementsAre(Words{"king", "man", "new york", "queen", "a b"}));
  EXPECT_THROW(QuestionsOf(nn_, Words{"@missing"}), Error);
}

TEST(QuestionIn, MayNameItsCommand) {
  WordIndex words;
  for (const char* word : {"king", "nn"}) words.FindOrAdd(word);
  const Command& nn = *FindCommand("nn");
  const auto asks = [&](const Words& line, std::string_view command, const Words& asked) {
    const Question question = QuestionIn(line, nn, words);
    EXPECT_EQ(question.command.name, command);
    EXPECT_EQ(question.words, asked);
  };
  asks({"king"}, "nn", {"king"});
  asks({"similarity", "king", "nn"}, "similarity", {"king", "nn"});
  asks({"nn"}, "nn", {"nn"});  // a word that can be asked for
  asks({"arith"}, "arith", {});
  asks({"king", "-", "nn"}, "arith", {"king", "-", "nn"});
  asks({"king", "nn"}, "nn", {"king", "nn"});
}

}  // namespace
}  // namespace hogvec::asking

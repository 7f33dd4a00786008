#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "cli/command_names.h"
#include "hogvec/error.h"
#include "query/answers.h"
#include "query/commands.h"
#include "support/temp_folder.h"

namespace hogvec::query {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

// Two countries and their capitals on the axes of a plane, and a word that would clear a screen.
constexpr const char* kVectors =
    "5 3\n"
    "paris 1 0 0\n"
    "france 0.8 0.6 0\n"
    "rome 0 0 1\n"
    "italy 0 0.6 0.8\n"
    "b\x1b[2Jad -1 0 0\n";

class AskerTest : public ::testing::Test {
 protected:
  AskerTest() : search_(ReadVectors(folder_.Write("vectors.txt", kVectors))) {}

  std::string Ask(const std::string& command, const std::vector<std::string>& words, Style style,
                  std::size_t count = 10, bool fuzzy = false) const {
    const Asker asker(search_, command, {.count = count, .style = style, .fuzzy = fuzzy});
    const Outcome outcome = asker.Answer(std::span(&words, 1))[0];
    if (outcome.error) throw Error(*outcome.error);
    return outcome.answer;
  }

  Error Complaint(const std::string& command, const std::vector<std::string>& words) const {
    try {
      Ask(command, words, Style::kTsv);
    } catch (const Error& error) {
      return error;
    }
    return {ErrorKind::kInternal, "none"};
  }

  const testing::TempFolder folder_;
  const NeighbourSearch search_;
};

TEST_F(AskerTest, NeighboursAsTsv) {
  EXPECT_EQ(Ask("nn", {"paris"}, Style::kTsv, 2),
            "paris\tfrance\t0.800000\nparis\trome\t0.000000\n");
}

TEST_F(AskerTest, AnalogyAsTsv) {
  EXPECT_EQ(Ask("analogy", {"paris", "france", "rome"}, Style::kTsv, 1).substr(0, 24),
            "paris\tfrance\trome\titaly\t");
}

TEST_F(AskerTest, SimilarityAsTsv) {
  EXPECT_EQ(Ask("similarity", {"paris", "france"}, Style::kTsv), "paris\tfrance\t0.800000\n");
}

TEST_F(AskerTest, GivenWordsAreNoAnswers) {
  EXPECT_EQ(Ask("nn", {"rome"}, Style::kTsv).find("rome\trome"), std::string::npos);
  const std::string answers = Ask("analogy", {"paris", "france", "rome"}, Style::kTsv);
  EXPECT_EQ(std::count(answers.begin(), answers.end(), '\n'), 2);
}

TEST_F(AskerTest, AnswersAsJson) {
  const std::string line = Ask("nn", {"paris"}, Style::kJson, 1);
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_EQ(Json::parse(line), Json::parse(R"({"v": 1, "query": ["paris"],
                            "answers": [{"word": "france", "similarity": 0.8}]})"));
  EXPECT_EQ(Json::parse(Ask("similarity", {"paris", "france"}, Style::kJson)),
            Json::parse(R"({"v": 1, "query": ["paris", "france"], "similarity": 0.8})"));
}

TEST_F(AskerTest, ATableIsAlignedAndSafe) {
  EXPECT_EQ(Ask("nn", {"paris"}, Style::kTable),
            "  france      0.8000\n"
            "  rome        0.0000\n"
            "  italy       0.0000\n"
            "  b\\x1b[2Jad -1.0000\n");
  EXPECT_EQ(Ask("similarity", {"paris", "france"}, Style::kTable), "  0.8000\n");
}

TEST_F(AskerTest, AnUnknownWordIsNamedWithItsNeighboursInSpelling) {
  const Error error = Complaint("nn", {"pariss"});
  EXPECT_EQ(error.kind(), ErrorKind::kNotFound);
  EXPECT_STREQ(error.what(), "unknown word 'pariss'; near it: paris");
  EXPECT_STREQ(Complaint("nn", {"xyzzyx"}).what(), "unknown word 'xyzzyx'");
}

TEST_F(AskerTest, CountsTheWordsOfAQuestion) {
  EXPECT_EQ(Complaint("nn", {"paris", "rome"}).kind(), ErrorKind::kUsage);
  EXPECT_STREQ(Complaint("nn", {"paris", "rome"}).what(),
               "nn takes 1 word, not 2; a word with blanks stands in double quotes");
  EXPECT_STREQ(Complaint("analogy", {"paris"}).what(), "analogy takes 3 words, not 1");
  EXPECT_STREQ(Complaint("similarity", {"a"}).what(), "similarity takes 2 words, not 1");
}

TEST_F(AskerTest, FindsWhatLiesBetween) {
  EXPECT_EQ(Ask("between", {"paris", "italy"}, Style::kTsv, 1).substr(0, 18),
            "paris\titaly\tfrance");
}

TEST_F(AskerTest, FindsTheOddOneOut) {
  EXPECT_EQ(Ask("odd-one-out", {"paris", "france", "rome"}, Style::kTsv),
            "paris\tfrance\trome\trome\n");
  EXPECT_EQ(Json::parse(Ask("odd-one-out", {"rome", "italy", "paris"}, Style::kJson))["odd"],
            "paris");
}

TEST_F(AskerTest, AddsAndSubtractsWords) {
  const std::string sum = Ask("arith", {"france", "-", "paris", "+", "2*rome"}, Style::kTsv, 1);
  EXPECT_EQ(sum.substr(0, sum.rfind('\t')), "france\t-\tparis\t+\t2*rome\titaly");
  EXPECT_EQ(Ask("arith", {"-", "paris"}, Style::kTsv, 1).substr(0, 12), "-\tparis\tb\x1b[2");
  for (const auto& wrong : {Words{"paris", "rome"}, Words{"paris", "+"}, Words{"+", "+", "rome"}}) {
    EXPECT_EQ(Complaint("arith", wrong).kind(), ErrorKind::kUsage);
  }
}

TEST_F(AskerTest, TakesAVector) {
  EXPECT_EQ(Ask("vector", {"0", "1.2", "1.6"}, Style::kTsv, 1), "0\t1.2\t1.6\titaly\t1.000000\n");
  EXPECT_EQ(Complaint("vector", {"1", "2"}).kind(), ErrorKind::kUsage);
  EXPECT_EQ(Complaint("vector", {"1", "x", "3"}).kind(), ErrorKind::kUsage);
}

TEST_F(AskerTest, TakesTheNearestSpellingIfTold) {
  EXPECT_EQ(Ask("nn", {"pariss"}, Style::kTsv, 1, true), "pariss\tfrance\t0.800000\n");
  EXPECT_THROW(Ask("nn", {"xyzzyx"}, Style::kTsv, 1, true), Error);
}

TEST_F(AskerTest, AnswersManyAsItAnswersOne) {
  const Words words[] = {{"paris"}, {"zzz"}, {"rome"}, {"italy"}, {"france"}, {"paris"}};
  const Asker asker(search_, "nn", {.count = 3});
  const auto outcomes = asker.Answer(words);
  for (std::size_t i = 0; i < std::size(words); ++i) {
    if (i == 1) {
      EXPECT_TRUE(outcomes[i].error);
    } else {
      EXPECT_EQ(outcomes[i].answer, Ask("nn", words[i], Style::kTsv, 3));
    }
  }
}

TEST_F(AskerTest, RefusesWhatHasNoDirection) {
  EXPECT_EQ(Complaint("arith", {"paris", "-", "paris"}).kind(), ErrorKind::kUsage);
  EXPECT_EQ(Complaint("vector", {"0", "0", "0"}).kind(), ErrorKind::kUsage);
  EXPECT_EQ(Complaint("vector", {"1e38", "1e38", "0"}).kind(), ErrorKind::kUsage);
  EXPECT_EQ(Complaint("vector", {"1", "nan", "3"}).kind(), ErrorKind::kUsage);
}

TEST_F(AskerTest, SaysThatSignsStandAlone) {
  EXPECT_STREQ(Complaint("arith", {"paris+rome"}).what(),
               "unknown word 'paris+rome'; signs stand between blanks, as in 'king - man'");
}

TEST_F(AskerTest, NamesTheWordInSmallLettersFirst) {
  EXPECT_STREQ(Complaint("nn", {"PARIS"}).what(), "unknown word 'PARIS'; near it: paris");
  EXPECT_STREQ(Complaint("nn", {"b\x1b"}).what(), "unknown word 'b\\x1b'");
}

TEST_F(AskerTest, AsksAnotherCommandOfTheSameWords) {
  const Asker nn(search_, "nn", {.count = 1});
  const Words pair = {"paris", "france"};
  const Asker similarity = nn.As("similarity", {.columns = 40});
  EXPECT_EQ(similarity.Answer(std::span(&pair, 1))[0].answer, "paris\tfrance\t0.800000\n");
  EXPECT_EQ(similarity.options().look.columns, 40u);
  EXPECT_EQ(similarity.options().count, 1u);
}

TEST(Commands, AreThoseThatTheOtherProgramsKnow) {
  const auto known = CommandsOf("hogvec-query");
  ASSERT_EQ(known.size(), Commands().size() + 1);  // `index` asks nothing
  for (std::size_t i = 0; i < Commands().size(); ++i) EXPECT_EQ(known[i], Commands()[i].name);
}

TEST(Commands, HaveNamesAndCounts) {
  for (const Command& command : Commands()) {
    EXPECT_EQ(FindCommand(command.name), &command);
    EXPECT_NO_THROW(CheckCount(command, command.fewest));
    EXPECT_THROW(CheckCount(command, command.fewest - 1), Error);
  }
  EXPECT_EQ(FindCommand("help"), nullptr);
}

TEST_F(AskerTest, KnowsItsCommands) {
  const Error error = Complaint("closest", {"paris"});
  EXPECT_EQ(error.kind(), ErrorKind::kUsage);
  EXPECT_THAT(error.what(), HasSubstr("there are nn, analogy, similarity, between"));
}

}  // namespace
}  // namespace hogvec::query

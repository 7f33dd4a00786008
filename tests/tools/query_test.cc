#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "hogvec/error.h"
#include "query/answers.h"
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
                  std::size_t count = 10) const {
    return Asker(search_, command, count, style).Answer(words);
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
  EXPECT_STREQ(Complaint("nn", {"paris", "rome"}).what(), "nn takes 1 word, not 2");
  EXPECT_STREQ(Complaint("analogy", {"paris"}).what(), "analogy takes 3 words, not 1");
  EXPECT_STREQ(Complaint("similarity", {"a"}).what(), "similarity takes 2 words, not 1");
}

TEST_F(AskerTest, KnowsItsCommands) {
  const Error error = Complaint("neighbours", {"paris"});
  EXPECT_EQ(error.kind(), ErrorKind::kUsage);
  EXPECT_THAT(error.what(), HasSubstr("there are nn, analogy and similarity"));
}

}  // namespace
}  // namespace hogvec::query

#include "asking/query_engine.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "asking/answer.h"
#include "asking/render.h"
#include "hogvec/error.h"
#include "support/ngrams.h"
#include "support/temp_folder.h"

namespace hogvec::asking {
namespace {

using Json = nlohmann::json;

// Two countries and their capitals on the axes of a plane, and a word that would clear a screen.
constexpr const char* kVectors =
    "5 3\n"
    "paris 1 0 0\n"
    "france 0.8 0.6 0\n"
    "rome 0 0 1\n"
    "italy 0 0.6 0.8\n"
    "b\x1b[2Jad -1 0 0\n";

class QueryEngineTest : public ::testing::Test {
 protected:
  QueryEngineTest() : search_(ReadVectors(folder_.Write("vectors.txt", kVectors))) {}

  std::string Ask(std::string_view command, const Words& words, Form form, std::size_t count = 10,
                  bool fuzzy = false) const {
    const QueryEngine engine(search_, {.count = count, .fuzzy = fuzzy});
    const Outcome outcome = engine.AnswerTo(*FindCommand(command), words);
    if (const auto* error = std::get_if<Error>(&outcome.result)) throw Error(*error);
    return Render({form}, words, std::get<Answer>(outcome.result), search_.words());
  }

  Error Complaint(std::string_view command, const Words& words) const {
    try {
      Ask(command, words, Form::kTsv);
    } catch (const Error& error) {
      return error;
    }
    return {ErrorKind::kInternal, "none"};
  }

  const testing::TempFolder folder_;
  const NeighbourSearch search_;
};

TEST_F(QueryEngineTest, NeighboursAsTsv) {
  EXPECT_EQ(Ask("nn", {"paris"}, Form::kTsv, 2),
            "paris\tfrance\t0.800000\nparis\trome\t0.000000\n");
}

TEST_F(QueryEngineTest, AnalogyAsTsv) {
  EXPECT_EQ(Ask("analogy", {"paris", "france", "rome"}, Form::kTsv, 1).substr(0, 24),
            "paris\tfrance\trome\titaly\t");
}

TEST_F(QueryEngineTest, SimilarityAsTsv) {
  EXPECT_EQ(Ask("similarity", {"paris", "france"}, Form::kTsv), "paris\tfrance\t0.800000\n");
}

TEST_F(QueryEngineTest, GivenWordsAreNoAnswers) {
  EXPECT_EQ(Ask("nn", {"rome"}, Form::kTsv).find("rome\trome"), std::string::npos);
  const std::string answers = Ask("analogy", {"paris", "france", "rome"}, Form::kTsv);
  EXPECT_EQ(std::count(answers.begin(), answers.end(), '\n'), 2);
}

TEST_F(QueryEngineTest, AnswersAsJson) {
  const std::string line = Ask("nn", {"paris"}, Form::kJson, 1);
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_EQ(Json::parse(line), Json::parse(R"({"v": 1, "query": ["paris"],
                            "answers": [{"word": "france", "similarity": 0.8}]})"));
  EXPECT_EQ(Json::parse(Ask("similarity", {"paris", "france"}, Form::kJson)),
            Json::parse(R"({"v": 1, "query": ["paris", "france"], "similarity": 0.8})"));
}

TEST_F(QueryEngineTest, ATableIsAlignedAndSafe) {
  EXPECT_EQ(Ask("nn", {"paris"}, Form::kTable),
            "  france      0.8000\n"
            "  rome        0.0000\n"
            "  italy       0.0000\n"
            "  b\\x1b[2Jad -1.0000\n");
  EXPECT_EQ(Ask("similarity", {"paris", "france"}, Form::kTable), "  0.8000\n");
}

TEST_F(QueryEngineTest, AnUnknownWordIsNamedWithItsNeighboursInSpelling) {
  const Error error = Complaint("nn", {"pariss"});
  EXPECT_EQ(error.kind(), ErrorKind::kNotFound);
  EXPECT_STREQ(error.what(), "unknown word 'pariss'; similar spellings: paris");
  EXPECT_STREQ(Complaint("nn", {"xyzzyx"}).what(), "unknown word 'xyzzyx'");
}

TEST_F(QueryEngineTest, CountsTheWordsOfAQuestion) {
  EXPECT_EQ(Complaint("nn", {"paris", "rome"}).kind(), ErrorKind::kUsage);
  EXPECT_STREQ(Complaint("nn", {"paris", "rome"}).what(),
               "nn takes 1 word, not 2; put a word that contains spaces in double quotes");
  EXPECT_STREQ(Complaint("analogy", {"paris"}).what(), "analogy takes 3 words, not 1");
  EXPECT_STREQ(Complaint("similarity", {"a"}).what(), "similarity takes 2 words, not 1");
}

TEST_F(QueryEngineTest, FindsWhatLiesBetween) {
  EXPECT_EQ(Ask("between", {"paris", "italy"}, Form::kTsv, 1).substr(0, 18),
            "paris\titaly\tfrance");
}

TEST_F(QueryEngineTest, FindsTheOddOneOut) {
  EXPECT_EQ(Ask("odd-one-out", {"paris", "france", "rome"}, Form::kTsv),
            "paris\tfrance\trome\trome\n");
  EXPECT_EQ(Json::parse(Ask("odd-one-out", {"rome", "italy", "paris"}, Form::kJson))["odd"],
            "paris");
}

TEST_F(QueryEngineTest, AddsAndSubtractsWords) {
  const std::string sum = Ask("arith", {"france", "-", "paris", "+", "2*rome"}, Form::kTsv, 1);
  EXPECT_EQ(sum.substr(0, sum.rfind('\t')), "france\t-\tparis\t+\t2*rome\titaly");
  EXPECT_EQ(Ask("arith", {"-", "paris"}, Form::kTsv, 1).substr(0, 12), "-\tparis\tb\x1b[2");
  for (const auto& wrong : {Words{"paris", "rome"}, Words{"paris", "+"}, Words{"+", "+", "rome"}}) {
    EXPECT_EQ(Complaint("arith", wrong).kind(), ErrorKind::kUsage);
  }
}

TEST_F(QueryEngineTest, TakesAVector) {
  EXPECT_EQ(Ask("vector", {"0", "1.2", "1.6"}, Form::kTsv, 1), "0\t1.2\t1.6\titaly\t1.000000\n");
  EXPECT_EQ(Complaint("vector", {"1", "2"}).kind(), ErrorKind::kUsage);
  EXPECT_EQ(Complaint("vector", {"1", "x", "3"}).kind(), ErrorKind::kUsage);
}

TEST_F(QueryEngineTest, TakesTheNearestSpellingIfFuzzy) {
  EXPECT_EQ(Ask("nn", {"pariss"}, Form::kTsv, 1, true), "pariss\tfrance\t0.800000\n");
  EXPECT_THROW(Ask("nn", {"xyzzyx"}, Form::kTsv, 1, true), Error);
}

// The same with vectors for the n-grams of words that have no row.
class UnseenTest : public QueryEngineTest {
 protected:
  UnseenTest() : unseen_(WithNgrams(folder_), 1) {}

  static WordVectors WithNgrams(const testing::TempFolder& folder) {
    WordVectors vectors = ReadVectors(folder.Write("vectors.txt", kVectors));
    vectors.subwords = testing::NgramsOf({{"lutetia", {2, 0, 0}}, {"gaul", {0.8f, 0.6f, 0}}});
    return vectors;
  }

  std::string AskUnseen(std::string_view command, const Words& words, const AskOptions& options) {
    outcome_ = QueryEngine(unseen_, options).AnswerTo(*FindCommand(command), words);
    if (const auto* error = std::get_if<Error>(&outcome_.result)) return error->what();
    return Render({Form::kTsv}, words, std::get<Answer>(outcome_.result), unseen_.words());
  }

  const NeighbourSearch unseen_;
  Outcome outcome_;
};

TEST_F(UnseenTest, WordsAreAskedAboutInEveryWay) {
  const std::tuple<const char*, Words, const char*> questions[] = {
      {"nn", {"lutetia"}, "lutetia\tparis\t1.000000\n"},
      {"analogy", {"lutetia", "gaul", "rome"}, "lutetia\tgaul\trome\titaly\t"},
      {"similarity", {"lutetia", "gaul"}, "lutetia\tgaul\t0.800000\n"},
      {"similarity", {"lutetia", "rome"}, "lutetia\trome\t0.000000\n"},
      {"between", {"lutetia", "gaul"}, "lutetia\tgaul\t"},
      {"odd-one-out", {"rome", "lutetia", "italy"}, "rome\tlutetia\titaly\tlutetia\n"},
      {"odd-one-out", {"paris", "lutetia", "rome"}, "paris\tlutetia\trome\trome\n"},
      {"arith", {"2*lutetia", "-", "paris"}, "2*lutetia\t-\tparis\tfrance\t0.8"}};
  for (const auto& [command, words, answer] : questions) {
    EXPECT_THAT(AskUnseen(command, words, {.count = 1}), ::testing::StartsWith(answer));
    EXPECT_EQ(outcome_.unseen[0], "lutetia") << command;
  }
  EXPECT_THAT(AskUnseen("analogy", {"gaul", "lutetia", "italy"}, {.count = 1, .cosmul = true}),
              ::testing::StartsWith("gaul\tlutetia\titaly\trome\t"));
}

TEST_F(UnseenTest, WordsAreUnknownIfOnlyKnownOnesAreWanted) {
  EXPECT_EQ(AskUnseen("nn", {"lutetia"}, {.known_only = true}), "unknown word 'lutetia'");
  EXPECT_EQ(AskUnseen("nn", {"xyzzyx"}, {}), "unknown word 'xyzzyx'");
  EXPECT_EQ(AskUnseen("nn", {"paris"}, {.count = 2}), Ask("nn", {"paris"}, Form::kTsv, 2));
  EXPECT_THAT(outcome_.unseen, ::testing::IsEmpty());
}

TEST_F(QueryEngineTest, AnswersManyAsItAnswersOne) {
  const Words words[] = {{"paris"}, {"zzz"}, {"rome"}, {"italy"}, {"france"}, {"paris"}};
  const QueryEngine engine(search_, {.count = 3});
  const auto outcomes = engine.AnswersTo(*FindCommand("nn"), words);
  for (std::size_t i = 0; i < std::size(words); ++i) {
    if (i == 1) {
      EXPECT_TRUE(std::holds_alternative<Error>(outcomes[i].result));
    } else {
      const auto& answer = std::get<Answer>(outcomes[i].result);
      EXPECT_EQ(ToTsv(words[i], answer, search_.words()), Ask("nn", words[i], Form::kTsv, 3));
    }
  }
}

TEST_F(QueryEngineTest, RefusesWhatHasNoDirection) {
  EXPECT_EQ(Complaint("arith", {"paris", "-", "paris"}).kind(), ErrorKind::kUsage);
  EXPECT_EQ(Complaint("vector", {"0", "0", "0"}).kind(), ErrorKind::kUsage);
  EXPECT_EQ(Complaint("vector", {"1e38", "1e38", "0"}).kind(), ErrorKind::kUsage);
  EXPECT_EQ(Complaint("vector", {"1", "nan", "3"}).kind(), ErrorKind::kUsage);
}

TEST_F(QueryEngineTest, SaysThatSignsStandAlone) {
  EXPECT_STREQ(Complaint("arith", {"paris+rome"}).what(),
               "unknown word 'paris+rome'; put spaces around signs, as in 'king - man'");
}

TEST_F(QueryEngineTest, NamesTheWordInSmallLettersFirst) {
  EXPECT_STREQ(Complaint("nn", {"PARIS"}).what(), "unknown word 'PARIS'; similar spellings: paris");
  EXPECT_STREQ(Complaint("nn", {"b\x1b"}).what(), "unknown word 'b\\x1b'");
}

TEST_F(QueryEngineTest, FindsAnalogiesByCosMul) {
  const QueryEngine engine(search_, {.count = 1, .cosmul = true});
  const auto outcome = engine.AnswerTo(*FindCommand("analogy"), {"france", "paris", "italy"});
  const auto& found = std::get<std::vector<Neighbour>>(std::get<Answer>(outcome.result));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(search_.words()[found[0].id], "rome");
  EXPECT_NEAR(found[0].similarity, 0.5 * 0.9 / (0.5 + 0.001), 1e-6);
}

}  // namespace
}  // namespace hogvec::asking

#include "asking/render.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace hogvec::asking {
namespace {

using Json = nlohmann::json;

WordIndex SomeWords() {
  WordIndex words;
  for (const char* word : {"king", "queen", "b\xff"}) words.FindOrAdd(word);
  return words;
}

const Answer kNeighbours = std::vector<Neighbour>{{WordId{1}, 0.81234567f}, {WordId{2}, -0.5f}};

TEST(ToTsv, HasALinePerAnswer) {
  const WordIndex words = SomeWords();
  EXPECT_EQ(ToTsv({"king"}, kNeighbours, words), "king\tqueen\t0.812346\nking\tb\xff\t-0.500000\n");
  EXPECT_EQ(ToTsv({"a", "b"}, Similarity{0.25f}, words), "a\tb\t0.250000\n");
  EXPECT_EQ(ToTsv({"a", "b", "king"}, OddWord{"king"}, words), "a\tb\tking\tking\n");
  EXPECT_EQ(ToTsv({"king"}, std::vector<Neighbour>(), words), "");
}

TEST(ToJson, IsAnObjectPerQuestion) {
  const WordIndex words = SomeWords();
  EXPECT_EQ(
      ToJson({"king"}, kNeighbours, words),
      "{\"v\":1,\"query\":[\"king\"],\"answers\":[{\"word\":\"queen\",\"similarity\":0.812346},"
      "{\"word\":\"b\xef\xbf\xbd\",\"similarity\":-0.5}]}\n");
  EXPECT_EQ(Json::parse(ToJson({"a", "b"}, Similarity{0.25f}, words)),
            Json::parse(R"({"v": 1, "query": ["a", "b"], "similarity": 0.25})"));
  EXPECT_EQ(Json::parse(ToJson({"a", "b", "king"}, OddWord{"king"}, words))["odd"], "king");
  EXPECT_EQ(Json::parse(ToJson({"king"}, std::vector<Neighbour>(), words))["answers"],
            Json::array());
}

TEST(ToJson, NamesUnseenWordsWhereThereAreAny) {
  const WordIndex words = SomeWords();
  EXPECT_EQ(ToJson({"qeen", "king"}, Similarity{0.25f}, words, Words{"qeen"}),
            "{\"v\":1,\"query\":[\"qeen\",\"king\"],\"unseen\":[\"qeen\"],\"similarity\":0.25}\n");
  EXPECT_FALSE(Json::parse(ToJson({"a", "b"}, Similarity{0}, words)).contains("unseen"));
}

TEST(NotesOn, SaysOfUnseenWordsWhatJsonNames) {
  Outcome outcome{Answer(Similarity{0.25f}), {"'kign' is unknown; using 'king'"}, {"q\x1b"}};
  const Words both = {"'kign' is unknown; using 'king'",
                      "'q\\x1b' was not in the training text; its vector is made from its n-grams"};
  EXPECT_EQ(NotesOn(outcome, Form::kTsv), both);
  EXPECT_EQ(NotesOn(outcome, Form::kTable), both);
  EXPECT_EQ(NotesOn(outcome, Form::kJson), Words{both[0]});
  outcome.result = Error(ErrorKind::kNotFound, "unknown word 'x'");
  EXPECT_EQ(NotesOn(outcome, Form::kTsv), Words{both[0]});
}

TEST(Render, TakesTheFormThatIsWanted) {
  const WordIndex words = SomeWords();
  const Answer odd = OddWord{"queen"};
  EXPECT_EQ(Render({}, {"a"}, odd, words), ToTsv({"a"}, odd, words));
  EXPECT_EQ(Render({Form::kJson}, {"a"}, odd, words, Words{"a"}),
            ToJson({"a"}, odd, words, Words{"a"}));
  EXPECT_EQ(Render({Form::kTable, {.columns = 4}}, {"a"}, odd, words),
            ToTable(odd, words, {.columns = 4}));
}

}  // namespace
}  // namespace hogvec::asking

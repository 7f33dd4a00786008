#include "explore/asked.h"

#include <gmock/gmock.h>

#include "explore/some_words.h"

namespace hogvec::explore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(SpellingsNear, BeginWithTheWordInLowerCase) {
  WordIndex words;
  for (const char* word : {"pariz", "paris", "parts", "london"}) words.FindOrAdd(word);
  EXPECT_THAT(SpellingsNear(words, "PARIS", 3), ElementsAre("paris"));
  EXPECT_THAT(SpellingsNear(words, "Paris", 3), ElementsAre("paris", "pariz", "parts"));
  EXPECT_THAT(SpellingsNear(words, "Paris", 1), ElementsAre("paris"));
  EXPECT_THAT(SpellingsNear(words, "xyzzyx", 3), IsEmpty());
}

TEST(FindWord, FindsRowsAndMakesVectorsOfNgrams) {
  const NeighbourSearch search(testing::WithNgrams(), 1);
  EXPECT_EQ(FindWord(search, "queen").id(), ToWordId(1));
  EXPECT_EQ(FindWord(search, "emperor").id(), std::nullopt);
  EXPECT_THROW(FindWord(search, "qq"), UnknownWord);
}

TEST(WordsGiven, AreInTheOrderOfTheTarget) {
  const NeighbourSearch search(testing::SomeVectors(), 1);
  const Parameters parameters("p?i=2&w=unknown&k=3&i=0&w=");
  EXPECT_THAT(WordsGiven(search, parameters, 4), ElementsAre("kingdom", "unknown", "king", ""));
  EXPECT_THROW(WordsGiven(search, parameters, 3), Error);
  EXPECT_THROW(WordsGiven(search, Parameters("p?k=3"), 3), Error);
}

TEST(AnswersWanted, AreTenIfNobodySays) {
  EXPECT_EQ(AnswersWanted(Parameters("p")), 10u);
  EXPECT_EQ(AnswersWanted(Parameters("p?k=1000")), kMostAnswers);
  EXPECT_THROW(AnswersWanted(Parameters("p?k=1001")), Error);
}

TEST(SixDecimals, AreThoseOfTheProgram) {
  EXPECT_EQ(SixDecimals(0.1f), 0.1);
  EXPECT_EQ(SixDecimals(-0.1234567f), -0.123457);
}

TEST(AddCount, AddsNothingWithoutCounts) {
  const NeighbourSearch search(testing::SomeVectors(), 1);
  const std::string name;
  const auto counts = search.Counts();
  const std::vector<std::uint64_t> none;
  Json with = Json::object(), without = Json::object();
  AddCount({name, search, counts, nullptr}, ToWordId(1), with);
  AddCount({name, search, none, nullptr}, ToWordId(1), without);
  EXPECT_EQ(with["count"], 998);
  EXPECT_THAT(without, IsEmpty());
}

}  // namespace
}  // namespace hogvec::explore

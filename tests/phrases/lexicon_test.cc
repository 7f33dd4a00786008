#include "phrases/lexicon.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace hogvec {
namespace {

using ::testing::ElementsAre;

TEST(Opening, TakesConnectorsBehindAWord) {
  Opening opening;
  EXPECT_FALSE(opening.Take("of"));  // nothing has begun
  opening.Restart(ToWordId(3));
  EXPECT_TRUE(opening.Take("of"));
  EXPECT_TRUE(opening.Take("the"));
  EXPECT_EQ(opening.between(), "of the");
  for (std::size_t i = 2; i < kMostConnectors; ++i) EXPECT_TRUE(opening.Take("of"));
  EXPECT_FALSE(opening.Take("of"));
  opening.Restart(ToWordId(4));
  EXPECT_EQ(opening, Opening(ToWordId(4)));
}

TEST(PairOf, IsNothingWhereNoPhraseCanBe) {
  Lexicon lexicon;
  lexicon.betweens = Vocabulary({{"of", 1}});
  Opening opening(ToWordId(3));
  const WordPair neighbours{ToWordId(3), ToWordId(5)};
  EXPECT_EQ(PairOf(lexicon, opening, ToWordId(5)), neighbours);
  EXPECT_FALSE(PairOf(lexicon, opening, kGap));
  EXPECT_FALSE(PairOf(lexicon, Opening(), ToWordId(5)));
  opening.Take("of");
  const WordPair across{ToWordId(3), ToWordId(5), ToWordId(0)};
  EXPECT_EQ(PairOf(lexicon, opening, ToWordId(5)), across);
  opening.Take("of");
  EXPECT_FALSE(PairOf(lexicon, opening, ToWordId(5)));
}

TEST(FollowOpenings, ShowsWhatEachWordMayBeJoinedTo) {
  WordIndex connectors;
  connectors.FindOrAdd("of");
  Opening opening;
  std::vector<std::string> seen;
  FollowOpenings(
      connectors, "of a of b c\nof d of", opening,
      [](std::string_view word) { return ToWordId(static_cast<std::size_t>(word[0])); },
      [&](const Opening& open, WordId id) {
        const auto letter = [](WordId word) {
          return word == kGap ? '-' : static_cast<char>(word);
        };
        seen.push_back(std::string(1, letter(open.word())) + "[" + open.between() + "]" +
                       letter(id));
        return id;
      });
  EXPECT_THAT(seen, ElementsAre("-[]a", "a[of]b", "b[]c", "-[]d"));
  EXPECT_EQ(opening.between(), "of");
}

}  // namespace
}  // namespace hogvec

#include "explore/turns.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <string>

#include "support/turned.h"

namespace hogvec::explore {
namespace {

using ::testing::Each;
using ::testing::FloatNear;
using testing::RandomModel;
using ::testing::SizeIs;
using testing::Turned;

// The words of a model in the opposite order, each with its own vector.
WordVectors Reversed(const WordVectors& vectors) {
  const std::size_t words = vectors.words.size();
  WordVectors reversed{{}, EmbeddingTable(words, vectors.table.dim())};
  for (std::size_t i = words; i-- > 0;) {
    const WordId id = reversed.words.FindOrAdd(vectors.words[ToWordId(i)]);
    std::ranges::copy(vectors.table.Row(ToWordId(i)), reversed.table.Row(id).begin());
  }
  return reversed;
}

NeighbourSearch SearchOf(WordVectors vectors) { return NeighbourSearch(std::move(vectors), 1); }

TEST(ModelPair, SharesTheWordsOfBothInTheFirstsOrder) {
  const NeighbourSearch a = SearchOf(RandomModel(5, 4)), b = SearchOf(Reversed(RandomModel(3, 4)));
  const ModelPair pair(a, b);
  ASSERT_THAT(pair.words(), SizeIs(3));
  EXPECT_EQ(pair.words()[0].a, WordId{0});
  EXPECT_EQ(pair.words()[0].b, WordId{2});
}

TEST(ModelPair, FindsATurnedModelUnchanged) {
  const WordVectors vectors = RandomModel(200, 10);
  const NeighbourSearch a = SearchOf(Turned(Turned(vectors))), b = SearchOf(Reversed(vectors));
  ModelPair pair(a, b);
  ASSERT_TRUE(pair.turn());
  EXPECT_THAT(pair.Cosines(), Each(FloatNear(1, 1e-5f)));
  EXPECT_THAT(pair.Cosines(), SizeIs(200));
  const std::vector<std::size_t> places{0, 7, 199};
  EXPECT_THAT(pair.SharedParts(places), Each(1.0f));
  EXPECT_NEAR(pair.Cosine(a.Unit(WordId{0}), b.Unit(WordId{199})), 1, 1e-5);
}

TEST(ModelPair, FindsUnrelatedModelsDifferent) {
  const NeighbourSearch a = SearchOf(RandomModel(200, 10)), b = SearchOf(RandomModel(200, 10, 2));
  ModelPair pair(a, b);
  const std::vector<std::size_t> places{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  float sum = 0;
  for (const float part : pair.SharedParts(places)) sum += part;
  EXPECT_LT(sum / 10, 0.3);  // 10 of 199 by chance
  EXPECT_LT(pair.Cosines()[0], 0.9);
}

TEST(ModelPair, ComparesNeighboursAmongSharedWordsOnly) {
  // w20 ... are in the one only, and would crowd the neighbours there.
  const NeighbourSearch a = SearchOf(RandomModel(400, 10)), b = SearchOf(RandomModel(20, 10));
  ModelPair pair(a, b);
  const std::vector<std::size_t> places{0, 1, 2};
  EXPECT_THAT(pair.SharedParts(places), Each(1.0f));
}

TEST(ModelPair, DoesNotTurnModelsOfOtherDimensions) {
  const NeighbourSearch a = SearchOf(RandomModel(50, 10)), b = SearchOf(RandomModel(50, 8));
  ModelPair pair(a, b);
  EXPECT_FALSE(pair.turn());
  const std::vector<std::size_t> places{3};
  EXPECT_THAT(pair.SharedParts(places), SizeIs(1));
}

TEST(ModelPair, PassesOverVectorsThatAreNotFinite) {
  WordVectors vectors = RandomModel(50, 4);
  vectors.table.Row(WordId{7})[1] = std::numeric_limits<float>::quiet_NaN();
  const NeighbourSearch a = SearchOf(RandomModel(50, 4)), b = SearchOf(std::move(vectors));
  ModelPair pair(a, b);
  EXPECT_TRUE(std::isnan(pair.Cosines()[7]));
  EXPECT_NEAR(pair.Cosines()[8], 1, 1e-5);
}

TEST(ModelPair, NeedsTwoWordsForATurn) {
  const NeighbourSearch a = SearchOf(RandomModel(50, 4)), b = SearchOf(RandomModel(1, 4));
  EXPECT_FALSE(ModelPair(a, b).turn());
}

TEST(Turns, MakesAPairOnce) {
  const NeighbourSearch a = SearchOf(RandomModel(5, 4)), b = SearchOf(RandomModel(3, 4));
  Turns turns;
  EXPECT_EQ(&turns.Of(0, a, 1, b), &turns.Of(0, a, 1, b));
  EXPECT_NE(&turns.Of(0, a, 1, b), &turns.Of(1, b, 0, a));
}

}  // namespace
}  // namespace hogvec::explore

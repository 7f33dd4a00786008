#include "layout/links.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Link = Links::Link;

// 0 and 1 have each other, 2 has 0; 3 has none.
NearestWords OneNeighbourEach() { return {1, {1, 0, 0, kNoNeighbour}}; }

double Sum(const Links& links) {
  double sum = 0;
  for (std::size_t word = 0; word < links.words(); ++word) {
    for (const Link& link : links.Of(word)) sum += double{link.weight};
  }
  return sum;
}

TEST(Links, AreStoredWithBothWordsAndAddUpWhereBothHaveEachOther) {
  const Links links(OneNeighbourEach(), 4, 1);
  EXPECT_THAT(links.Of(0), ElementsAre(Link{1, 1}, Link{2, 0.5f}));
  EXPECT_THAT(links.Of(1), ElementsAre(Link{0, 1}));
  EXPECT_THAT(links.Of(2), ElementsAre(Link{0, 0.5f}));
  EXPECT_THAT(links.Of(3), IsEmpty());
}

// So that they are probabilities once they are divided by the number of words.
TEST(Links, HaveWeightsThatAddUpToTheNumberOfWords) {
  const NearestWords nearest{2, {1, 2, 0, 2, 0, 1, 0, kNoNeighbour}};
  EXPECT_NEAR(Sum(Links(nearest, 4, 2)), 4, 1e-6);
}

TEST(Links, LeadToNoWordsBeyondTheFirst) {
  const NearestWords nearest{2, {1, 2, 2, 0, 0, 1}};
  const Links links(nearest, 2, 2);
  EXPECT_THAT(links.Of(0), ElementsAre(Link{1, 1}));
  EXPECT_THAT(links.Of(1), ElementsAre(Link{0, 1}));
}

TEST(Links, TakeOnlyTheFirstNeighbours) {
  const NearestWords nearest{2, {1, 2, 0, 2, 0, 1}};
  EXPECT_THAT(Links(nearest, 3, 1).Of(2), ElementsAre(Link{0, 0.5f}));
}

TEST(Links, CanBeReorderedAndLeaveOutWordsWithoutLinks) {
  const std::vector<std::uint32_t> order{2, 1, 0};
  const Links links = Links(OneNeighbourEach(), 4, 1).InOrder(order);
  ASSERT_EQ(links.words(), 3u);
  EXPECT_THAT(links.Of(0), ElementsAre(Link{2, 0.5f}));
  EXPECT_THAT(links.Of(1), ElementsAre(Link{2, 1}));
  EXPECT_THAT(links.Of(2), ElementsAre(Link{0, 0.5f}, Link{1, 1}));
}

TEST(Links, OfNoWordsAreNone) { EXPECT_EQ(Links({15, {}}, 0, 15).words(), 0u); }

}  // namespace
}  // namespace hogvec

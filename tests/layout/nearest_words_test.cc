#include "layout/nearest_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "hogvec/error.h"
#include "query/hnsw/graphs.h"

namespace hogvec {
namespace {

using testing::ClusteredVectors;
using ::testing::Each;
using ::testing::ElementsAre;

NearestWords Find(const NeighbourSearch& search, std::size_t landmarks, std::size_t count,
                  const std::stop_token& stop = {}) {
  std::vector<std::uint8_t> has_direction;
  for (std::size_t i = 0; i < search.words().size(); ++i) {
    const auto unit = search.Unit(ToWordId(i));
    has_direction.push_back(std::ranges::any_of(unit, [](float x) { return x != 0; }) ? 1 : 0);
  }
  return FindNearestWords(search, landmarks, count, has_direction, stop, [](std::size_t) {});
}

TEST(FindNearestWords, FindsWhatTheSearchFinds) {
  const NeighbourSearch search(ClusteredVectors(500, 8, 10), 2);
  const NearestWords nearest = Find(search, 500, 6);
  ASSERT_EQ(nearest.words(), 500u);
  for (const std::size_t word : {0u, 17u, 499u}) {
    const auto exact = search.Nearest(ToWordId(word), 6);
    for (std::size_t k = 0; k < 6; ++k) EXPECT_EQ(ToWordId(nearest.Of(word)[k]), exact[k].id);
  }
}

TEST(FindNearestWords, FindsLandmarksOnly) {
  const NeighbourSearch search(ClusteredVectors(300, 8, 10), 2);
  for (const std::uint32_t id : Find(search, 50, 5).ids) EXPECT_LT(id, 50u);
}

TEST(FindNearestWords, LeavesOutRowsOfZeros) {
  WordVectors vectors = ClusteredVectors(20, 4, 2);
  std::ranges::fill(vectors.table.Row(WordId{2}), 0.0f);
  const NearestWords nearest = Find(NeighbourSearch(std::move(vectors), 1), 20, 19);
  EXPECT_THAT(nearest.Of(2), Each(kNoNeighbour));
  EXPECT_EQ(std::ranges::count(nearest.ids, 2u), 0);
  EXPECT_EQ(nearest.Of(0)[18], kNoNeighbour);  // of 19 others one is left out
}

TEST(FindNearestWords, StopsWhenAsked) {
  std::stop_source source;
  source.request_stop();
  const NeighbourSearch search(ClusteredVectors(30, 4, 2), 1);
  EXPECT_THROW(Find(search, 30, 3, source.get_token()), Interrupted);
}

TEST(HubsOf, CountsTheListsThatAWordIsIn) {
  const NearestWords nearest{2, {1, 2, 2, 0, 1, kNoNeighbour}};
  EXPECT_THAT(HubsOf(nearest, 1), ElementsAre(0, 2, 1));
  EXPECT_THAT(HubsOf(nearest, 5), ElementsAre(1, 2, 2));
}

TEST(FirstOf, CutsListsOrFillsThemUp) {
  const NearestWords nearest{2, {1, 2, 2, 0}};
  EXPECT_THAT(FirstOf(nearest, 1), ElementsAre(1, 2));
  EXPECT_THAT(FirstOf(nearest, 3), ElementsAre(1, 2, kNoNeighbour, 2, 0, kNoNeighbour));
}

}  // namespace
}  // namespace hogvec

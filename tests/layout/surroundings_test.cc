#include "layout/surroundings.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/random.h"
#include "hogvec/error.h"
#include "query/hnsw/graphs.h"

namespace hogvec {
namespace {

using ::testing::Each;

std::vector<MapPoint> RandomPoints(std::size_t count) {
  std::vector<MapPoint> points;
  Random random(4, RandomPurpose::kTest);
  for (std::size_t i = 0; i < count; ++i) {
    const float x = random.UnitFloat();
    points.push_back({x, random.UnitFloat()});
  }
  return points;
}

std::vector<std::uint32_t> EveryThird(std::size_t count) {
  std::vector<std::uint32_t> words;
  for (std::uint32_t id = 0; id < count; id += 3) words.push_back(id);
  return words;
}

// Rows with a direction that are nearer to `word` than `other` is, counted one by one.
std::uint32_t CountNearer(const NeighbourSearch& search, std::uint32_t word, std::uint32_t other) {
  const SearchedRows& rows = *SearchInternals::Rows(search);
  std::vector<float> cosines(rows.size());
  search.Similarities({search.Unit(ToWordId(word))}, 0, cosines);
  std::uint32_t nearer = 0;
  for (std::uint32_t id = 0; id < rows.size(); ++id) {
    if (id == word || !HasDirection(rows.Scale(id))) continue;
    if (!HasDirection(rows.Scale(other)) || cosines[id] > cosines[other]) ++nearer;
  }
  return nearer;
}

void ExpectCountedOneByOne(const NeighbourSearch& search) {
  const auto points = RandomPoints(search.words().size());
  const MapNeighbours map(points);
  auto words = EveryThird(points.size());
  std::erase_if(words, [&](std::uint32_t id) {
    return !HasDirection(SearchInternals::Rows(search)->Scale(id));
  });
  const auto all = SurroundingsOf(*SearchInternals::Rows(search), map, words, 2);
  ASSERT_EQ(all.size(), words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::vector<std::uint32_t> nearest(Surroundings::kWords);
    map.Nearest(words[i], nearest);
    for (std::size_t k = 0; k < Surroundings::kWords; ++k) {
      ASSERT_EQ(all[i].nearest[k], nearest[k]);
      if (nearest[k] == kNoNeighbour) continue;
      // The kernels for one query and for many may round the last digit differently.
      ASSERT_NEAR(all[i].nearer[k], CountNearer(search, words[i], nearest[k]), 1)
          << words[i] << " and " << nearest[k];
    }
  }
}

TEST(SurroundingsOf, CountsTheNearerOfAllRows) {
  ExpectCountedOneByOne(NeighbourSearch(testing::ClusteredVectors(500, 9, 7), 2));
}

TEST(SurroundingsOf, CountsAmongFewRows) {
  for (const std::size_t rows : {1u, 2u, 5u, 16u}) {
    ExpectCountedOneByOne(NeighbourSearch(testing::ClusteredVectors(rows, 9, 2), 2));
  }
}

TEST(SurroundingsOf, CountsNoRowsWithoutADirection) {
  WordVectors vectors = testing::ClusteredVectors(100, 9, 3);
  for (std::size_t row = 0; row < 100; row += 4) {
    std::ranges::fill(vectors.table.Row(ToWordId(row)),
                      row % 8 == 0 ? 0 : std::numeric_limits<float>::quiet_NaN());
  }
  ExpectCountedOneByOne(NeighbourSearch(std::move(vectors), 2));
}

TEST(SurroundingsOf, FindsNoneOfEqualRowsNearerThanAnother) {
  WordVectors vectors = testing::ClusteredVectors(300, 9, 3);
  for (std::size_t row = 0; row < 300; ++row) {
    std::ranges::fill(vectors.table.Row(ToWordId(row)), 0.37f);
  }
  const SearchedRows rows(std::move(vectors));
  const auto words = EveryThird(300);
  for (const Surroundings& around :
       SurroundingsOf(rows, MapNeighbours(RandomPoints(300)), words, 2)) {
    EXPECT_THAT(around.nearer, Each(0));
  }
}

TEST(SurroundingsOf, IsTheSameOnAnyNumberOfThreads) {
  const SearchedRows rows(testing::ClusteredVectors(1'500, 20, 9));
  const MapNeighbours map(RandomPoints(1'500));
  const auto words = EveryThird(1'500);
  const auto one = SurroundingsOf(rows, map, words, 1), five = SurroundingsOf(rows, map, words, 5);
  for (std::size_t i = 0; i < words.size(); ++i) EXPECT_EQ(one[i].nearer, five[i].nearer);
}

TEST(SurroundingsOf, StopsWhenAsked) {
  const SearchedRows rows(testing::ClusteredVectors(1'500, 20, 9));
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(SurroundingsOf(rows, MapNeighbours(RandomPoints(1'500)), EveryThird(1'500), 2,
                              stop.get_token()),
               Interrupted);
}

}  // namespace
}  // namespace hogvec

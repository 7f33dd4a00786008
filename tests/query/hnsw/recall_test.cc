#include "hogvec/recall.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "query/hnsw/graphs.h"

namespace hogvec {
namespace {

using testing::ClusteredVectors;

constexpr GraphOptions kOneThread{.threads = 1};

TEST(MeasureRecall, IsOneWhereAllRowsAreCandidates) {
  const NeighbourSearch search(ClusteredVectors(300, 8, 5), 2);
  const auto index = GraphIndex::Build(search, kOneThread);
  const Recall recall = MeasureRecall(search, index, 300);
  EXPECT_EQ(recall.questions, 300u);
  EXPECT_EQ(recall.share, 1);
  EXPECT_GT(recall.exact_seconds, 0);
  EXPECT_GT(recall.index_seconds, 0);
}

TEST(MeasureRecall, AsksNoMoreThanAThousandWords) {
  const NeighbourSearch search(ClusteredVectors(1200, 4, 5), 2);
  EXPECT_EQ(MeasureRecall(search, GraphIndex::Build(search, {.links = 4}), 20).questions, 1000u);
}

TEST(MeasureRecall, AsksNothingOfRowsWithoutDirection) {
  WordVectors vectors = ClusteredVectors(20, 4, 2);
  std::ranges::fill(vectors.table.Row(WordId{0}), 0.0f);
  vectors.table.Row(WordId{5})[1] = NAN;
  const NeighbourSearch search(std::move(vectors), 1);
  EXPECT_EQ(MeasureRecall(search, GraphIndex::Build(search, kOneThread), 20).questions, 18u);
}

TEST(MeasureRecall, ComparesWithAllRowsWhateverTheSearchUses) {
  NeighbourSearch search(ClusteredVectors(2000, 24, 2000), 2);
  const auto index = GraphIndex::Build(search, {.links = 2, .build_breadth = 2, .threads = 1});
  const double share = MeasureRecall(search, index, 10).share;
  EXPECT_LT(share, 0.9);
  search.Restrict({.top = 5});
  search.Use(GraphIndex::Build(search, {.links = 2, .build_breadth = 2, .threads = 1}), 10);
  EXPECT_EQ(MeasureRecall(search, index, 10).share, share);
}

// Rows without clusters are hard to find by links: a fixed number of candidates would not do.
TEST(Breadth, GrowsUntilEnoughIsFound) {
  const NeighbourSearch hard(ClusteredVectors(3000, 40, 3000), 2);
  const auto index = GraphIndex::Build(hard, {.links = 4, .build_breadth = 20, .threads = 1});
  EXPECT_GT(index.breadth(), 50u);
  EXPECT_LT(MeasureRecall(hard, index, 50).share, 0.95);
  EXPECT_GE(MeasureRecall(hard, index, index.breadth()).share, 0.95);

  const NeighbourSearch easy(ClusteredVectors(300, 8, 5), 2);
  EXPECT_EQ(GraphIndex::Build(easy, kOneThread).breadth(), 50u);
}

}  // namespace
}  // namespace hogvec

#include "layout/clusters.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <string>

#include "base/random.h"
#include "hogvec/error.h"
#include "query/hnsw/graphs.h"

namespace hogvec {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Row i points into direction i % groups, a little off, and is as long as anything.
WordVectors Groups(std::size_t rows, std::size_t dim, std::size_t groups) {
  WordVectors vectors{.words = {}, .table = {rows, dim}};
  Random random(3, RandomPurpose::kTest);
  for (std::size_t i = 0; i < rows; ++i) {
    vectors.words.FindOrAdd(std::to_string(i));
    const auto row = vectors.table.Row(ToWordId(i));
    const float length = 0.5f + 3 * random.UnitFloat();
    for (float& value : row) value = 0.01f * (random.UnitFloat() - 0.5f) * length;
    row[i % groups] = length;
  }
  return vectors;
}

void Fill(WordVectors& vectors, std::size_t row, float value) {
  std::ranges::fill(vectors.table.Row(ToWordId(row)), value);
}

std::vector<std::uint16_t> ClustersOf(WordVectors vectors, std::size_t most,
                                      std::size_t threads = 1) {
  return ClustersOf(SearchedRows(std::move(vectors)), {.most = most, .threads = threads});
}

// The cluster of each group, if no group is divided and no two are joined.
std::set<std::uint16_t> ClustersOfGroups(std::span<const std::uint16_t> clusters,
                                         std::size_t groups) {
  std::set<std::uint16_t> different;
  for (std::size_t group = 0; group < groups; ++group) different.insert(clusters[group]);
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    if (clusters[i] != clusters[i % groups]) return {};
  }
  return different;
}

TEST(ClustersOf, FindsTheGroupsThatThereAre) {
  const auto clusters = ClustersOf(Groups(1'000, 8, 5), 5);
  EXPECT_THAT(ClustersOfGroups(clusters, 5), ElementsAre(0, 1, 2, 3, 4));
}

TEST(ClustersOf, FindsMoreGroupsThanTheKernelComparesAtOnce) {
  EXPECT_EQ(ClustersOfGroups(ClustersOf(Groups(26'000, 48, 40), 40, 2), 40).size(), 40u);
}

TEST(ClustersOf, FindsGroupsAmongRareWordsToo) {
  const auto clusters = ClustersOf(Groups(40'000, 8, 5), 5, 2);
  EXPECT_EQ(ClustersOfGroups(clusters, 5).size(), 5u);
}

TEST(ClustersOf, NumbersThemByTheirSizes) {
  WordVectors vectors = Groups(3'000, 8, 6);
  for (std::size_t row = 0; row < 3'000; ++row) {  // group 3 gets more rows, group 5 loses some
    if (row % 6 == 5 && row % 4 != 0) vectors.table.Row(ToWordId(row))[3] = 100;
  }
  const auto clusters = ClustersOf(std::move(vectors), 6);
  std::map<std::uint16_t, std::size_t> sizes;
  for (const std::uint16_t cluster : clusters) ++sizes[cluster];
  ASSERT_EQ(sizes.size(), 6u);
  for (std::uint16_t i = 1; i < 6; ++i) EXPECT_GE(sizes[i - 1], sizes[i]);
  EXPECT_EQ(clusters[3], 0);
  EXPECT_GT(sizes[0], sizes[1]);
}

TEST(ClustersOf, IsTheSameOnAnyNumberOfThreads) {
  const auto vectors = [] { return testing::ClusteredVectors(7'001, 33, 60); };
  const auto clusters = ClustersOf(vectors(), 48, 1);
  EXPECT_EQ(std::ranges::max(clusters), ClusterCount(7'001, 48) - 1);
  EXPECT_EQ(clusters, ClustersOf(vectors(), 48, 2));
  EXPECT_EQ(clusters, ClustersOf(vectors(), 48, 7));
}

TEST(ClustersOf, DependsOnDirectionsOnly) {
  WordVectors longer = testing::ClusteredVectors(3'000, 17, 8);
  for (std::size_t row = 0; row < 3'000; ++row) {
    for (float& value : longer.table.Row(ToWordId(row))) value *= row % 2 == 0 ? 1024 : 0.125f;
  }
  EXPECT_EQ(ClustersOf(std::move(longer), 8),
            ClustersOf(testing::ClusteredVectors(3'000, 17, 8), 8));
}

TEST(ClustersOf, PutsRowsWithoutADirectionLast) {
  WordVectors vectors = Groups(1'000, 8, 3);
  Fill(vectors, 0, 0);
  Fill(vectors, 1, std::numeric_limits<float>::quiet_NaN());
  Fill(vectors, 999, std::numeric_limits<float>::infinity());
  const auto clusters = ClustersOf(std::move(vectors), 3);
  for (const std::size_t row : {0u, 1u, 999u}) EXPECT_EQ(clusters[row], 3);
  EXPECT_EQ(std::ranges::count(clusters, 3), 3);
}

TEST(ClustersOf, AreFittedToTheFirstRowsWithADirection) {
  WordVectors vectors = Groups(20'400, 4, 2);
  for (std::size_t row = 0; row < 20'100; ++row) Fill(vectors, row, 0);
  const auto clusters = ClustersOf(std::move(vectors), 2);
  EXPECT_THAT(std::vector(clusters.begin(), clusters.begin() + 20'100), Each(2));
  EXPECT_NE(clusters[20'100], clusters[20'101]);
  EXPECT_EQ(clusters[20'100], clusters[20'102]);
}

TEST(ClustersOf, MakesOneClusterOfEqualRows) {
  WordVectors equal = Groups(2'000, 8, 1), zeros = Groups(2'000, 8, 1);
  for (std::size_t row = 0; row < 2'000; ++row) {
    Fill(equal, row, 0.3f);
    Fill(zeros, row, 0);
  }
  EXPECT_THAT(ClustersOf(std::move(equal), 8), Each(0));
  EXPECT_THAT(ClustersOf(std::move(zeros), 8), Each(0));
}

TEST(ClustersOf, TakesFewRowsOrNone) {
  EXPECT_THAT(ClustersOf(WordVectors{.words = {}, .table = {0, 5}}, 8), IsEmpty());
  EXPECT_THAT(ClustersOf(Groups(1, 5, 1), 8), ElementsAre(0));
  EXPECT_THAT(ClustersOf(Groups(2, 5, 2), 8, 4), ElementsAre(0, 0));
}

TEST(ClustersOf, StopsWhenAsked) {
  const SearchedRows rows(Groups(1'000, 8, 5));
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(ClustersOf(rows, {}, stop.get_token()), Interrupted);
}

TEST(ClusterCount, GrowsWithTheRootOfTheRows) {
  EXPECT_EQ(ClusterCount(0, 48), 1u);
  EXPECT_EQ(ClusterCount(63, 48), 1u);
  EXPECT_EQ(ClusterCount(64, 48), 2u);
  EXPECT_EQ(ClusterCount(10'000, 48), 25u);
  EXPECT_EQ(ClusterCount(1'000'000, 48), 48u);
  EXPECT_EQ(ClusterCount(1'000'000, 65'535), 250u);
  EXPECT_EQ(ClusterCount(1'000'000, 0), 1u);
}

}  // namespace
}  // namespace hogvec

#include "query/hnsw/graph_links.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hogvec {
namespace {

using ::testing::HasSubstr;

// Three rows on the lowest level, the second of them on the next, too; a fourth is in no list.
GraphLinks SmallGraph() {
  return {.most_links = 2,
          .entry = 1,
          .levels = {0, 1, 0, GraphLinks::kAbsent},
          .counts = {2, 2, 0, 1},
          .links = {1, 2, 0, 2, 1}};
}

TEST(FindFault, FindsNoneInAGraph) {
  EXPECT_EQ(FindFault(SmallGraph(), 4), "");
  EXPECT_EQ(FindFault({.most_links = 2}, 0), "");
  EXPECT_EQ(FindFault({.most_links = 2, .levels = {GraphLinks::kAbsent}}, 1), "");
}

TEST(FindFault, BoundsTheBreadth) {
  GraphLinks graph = SmallGraph();
  for (const std::size_t breadth : {std::size_t{0}, GraphLinks::kMostBreadth + 1}) {
    graph.breadth = breadth;
    EXPECT_THAT(FindFault(graph, 4), HasSubstr("candidates"));
  }
}

TEST(FindFault, CountsRows) {
  EXPECT_THAT(FindFault(SmallGraph(), 5), HasSubstr("4 words, not 5"));
}

TEST(FindFault, KnowsHowManyLinksThereMayBe) {
  GraphLinks graph = SmallGraph();
  for (const std::size_t most : {0, 1, 513}) {
    graph.most_links = most;
    EXPECT_NE(FindFault(graph, 4), "");
  }
  graph = SmallGraph();
  graph.counts[0] = 5;
  EXPECT_THAT(FindFault(graph, 4), HasSubstr("too long"));
  graph.counts[0] = 1;
  EXPECT_THAT(FindFault(graph, 4), HasSubstr("more or fewer links"));
}

TEST(FindFault, HoldsListsAgainstLevels) {
  GraphLinks graph = SmallGraph();
  graph.counts.pop_back();
  EXPECT_THAT(FindFault(graph, 4), HasSubstr("fewer lists"));
  graph = SmallGraph();
  graph.counts.push_back(0);
  EXPECT_THAT(FindFault(graph, 4), HasSubstr("more lists"));
  graph = SmallGraph();
  graph.levels[0] = GraphLinks::kMostLevel + 1;
  EXPECT_THAT(FindFault(graph, 4), HasSubstr("too many levels"));
}

TEST(FindFault, FollowsEveryLink) {
  for (const std::uint32_t nowhere : {3u, 4u, GraphLinks::kNoRow}) {
    GraphLinks graph = SmallGraph();
    graph.links[0] = nowhere;
    EXPECT_THAT(FindFault(graph, 4), HasSubstr("from row 0"));
  }
  GraphLinks graph = SmallGraph();  // on level 1, to a row that is on level 0 only
  graph.counts = {2, 1, 1, 1};
  EXPECT_THAT(FindFault(graph, 4), HasSubstr("from row 1"));
}

TEST(FindFault, BeginsOnTheHighestLevel) {
  for (const std::uint32_t entry : {0u, 3u, 4u, GraphLinks::kNoRow}) {
    GraphLinks graph = SmallGraph();
    graph.entry = entry;
    EXPECT_THAT(FindFault(graph, 4), HasSubstr("entry point"));
  }
  EXPECT_THAT(FindFault({.most_links = 2, .entry = 0}, 0), HasSubstr("entry point"));
}

}  // namespace
}  // namespace hogvec

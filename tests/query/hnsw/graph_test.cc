// Links that pass FindFault lead a search nowhere that it can't go, whatever else they are.
#include "query/hnsw/graph.h"

#include <gtest/gtest.h>

#include "query/hnsw/graphs.h"

namespace hogvec {
namespace {

constexpr std::size_t kRows = 60;

void SearchIfSound(const SearchedRows& rows, const GraphLinks& links) {
  if (!FindFault(links, kRows).empty()) return;
  const Graph graph(rows, links, 1);
  for (std::size_t i = 0; i < kRows; i += 20) {
    for (const std::uint32_t row : graph.Nearest(rows.Unit(ToWordId(i)), 20)) EXPECT_LT(row, kRows);
  }
}

// Every number of a graph, changed in several ways.
TEST(Graph, BearsAnyLinksThatPass) {
  const SearchedRows rows(testing::ClusteredVectors(kRows, 4, 3));
  const GraphLinks sound = BuildLinks(rows, {.links = 3, .build_breadth = 10, .threads = 1});
  ASSERT_EQ(FindFault(sound, kRows), "");
  const auto try_each = [&](auto GraphLinks::*numbers) {
    for (std::size_t i = 0; i < (sound.*numbers).size(); ++i) {
      for (const int change : {1, -1, 7, 100}) {
        GraphLinks changed = sound;
        auto& number = (changed.*numbers)[i];
        number = static_cast<std::decay_t<decltype(number)>>(number + change);
        SearchIfSound(rows, changed);
      }
    }
  };
  try_each(&GraphLinks::levels);
  try_each(&GraphLinks::counts);
  try_each(&GraphLinks::links);
  for (std::uint32_t entry = 0; entry < kRows; ++entry) {
    GraphLinks changed = sound;
    changed.entry = entry;
    SearchIfSound(rows, changed);
  }
}

TEST(Graph, HasLevelsThatThinOut) {
  const SearchedRows rows(testing::ClusteredVectors(4000, 2, 3));
  const GraphLinks links = BuildLinks(rows, {.links = 4, .build_breadth = 8, .threads = 1});
  std::size_t above = 0;
  for (const std::uint8_t level : links.levels) above += level > 0 ? 1 : 0;
  EXPECT_NEAR(static_cast<double>(above), 1000, 100);  // a quarter; 3.6 standard deviations
}

}  // namespace
}  // namespace hogvec

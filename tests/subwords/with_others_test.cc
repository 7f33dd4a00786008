#include "subwords/with_others.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hogvec {
namespace {

using ::testing::ElementsAre;

// Buckets with a row each, which holds `from`, `from` + 1, ...
Subwords SubwordsFrom(std::vector<std::uint32_t> buckets, float from) {
  EmbeddingTable table(buckets.size(), 1);
  std::vector<std::uint32_t> rows;
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    table.Row(ToRowId(i))[0] = from + static_cast<float>(i);
    rows.push_back(static_cast<std::uint32_t>(i));
  }
  return {{.buckets = 100}, std::move(buckets), std::move(rows), std::move(table)};
}

TEST(WithOthers, KeepsTheOlderVectorsOfOtherBuckets) {
  const Subwords all = WithOthers(SubwordsFrom({3, 50}, 10), SubwordsFrom({1, 3, 99}, 20));
  EXPECT_THAT(all.buckets(), ElementsAre(1, 3, 50, 99));
  std::vector<float> values;
  for (const std::uint32_t bucket : all.buckets()) {
    values.push_back(all.view().Row(*all.view().Find(bucket))[0]);
  }
  EXPECT_THAT(values, ElementsAre(20, 10, 11, 22));
}

}  // namespace
}  // namespace hogvec

#include "subwords/bucket_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hogvec {
namespace {

using ::testing::ElementsAre;

TEST(BucketSet, RanksTheBucketsInUse) {
  BucketSet set(200);
  for (const std::uint32_t bucket : {199u, 0u, 64u, 63u, 64u}) set.Add(bucket);
  EXPECT_EQ(set.Count(), 4u);
  EXPECT_EQ(set.Rank(0), 0u);
  EXPECT_EQ(set.Rank(63), 1u);
  EXPECT_EQ(set.Rank(64), 2u);
  EXPECT_EQ(set.Rank(199), 3u);
  EXPECT_THAT(set.Buckets(), ElementsAre(0, 63, 64, 199));
}

TEST(BucketSet, MayHaveOneBucket) {
  BucketSet set(1);
  EXPECT_EQ(set.Count(), 0u);
  BucketSet used(1);
  used.Add(0);
  EXPECT_EQ(used.Count(), 1u);
  EXPECT_THAT(used.Buckets(), ElementsAre(0));
}

}  // namespace
}  // namespace hogvec

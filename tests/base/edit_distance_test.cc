#include "base/edit_distance.h"

#include <gtest/gtest.h>

namespace hogvec {
namespace {

TEST(EditDistance, CountsInsertionsDropsChangesAndSwaps) {
  EXPECT_EQ(EditDistance("bread", "bread", 3), 0u);
  EXPECT_EQ(EditDistance("bread", "brad", 3), 1u);
  EXPECT_EQ(EditDistance("brad", "bread", 3), 1u);
  EXPECT_EQ(EditDistance("bread", "break", 3), 1u);
  EXPECT_EQ(EditDistance("bread", "berad", 3), 1u);
  EXPECT_EQ(EditDistance("kitten", "sitting", 5), 3u);
  EXPECT_EQ(EditDistance("", "ab", 3), 2u);
  EXPECT_EQ(EditDistance("", "", 0), 0u);
}

TEST(EditDistance, SaysOnlyThatItIsAboveTheLimit) {
  EXPECT_EQ(EditDistance("kitten", "sitting", 2), 3u);
  EXPECT_EQ(EditDistance("a", "abcdefgh", 2), 3u);
  EXPECT_EQ(EditDistance("abc", "xyz", 0), 1u);
}

}  // namespace
}  // namespace hogvec

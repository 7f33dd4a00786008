#include "validation/validator.h"

#include <gtest/gtest.h>

#include <vector>

namespace hogvec {
namespace {

HeldOutBands WithMean(double loss) {
  HeldOutBands bands;
  bands[4] = {3 * loss, 3};
  return bands;
}

TEST(BestEpoch, IsTheOneWithTheLowestLoss) {
  const std::vector scores{WithMean(3), WithMean(1), WithMean(2), WithMean(1)};
  EXPECT_EQ(BestEpoch(scores), 1u) << "the first of equal ones";
}

TEST(PatienceIsOver, AfterThatManyEpochsWithoutABetterOne) {
  const std::vector scores{WithMean(3), WithMean(1), WithMean(2), WithMean(1)};
  EXPECT_FALSE(PatienceIsOver(scores, 3));
  EXPECT_TRUE(PatienceIsOver(scores, 2));
  EXPECT_TRUE(PatienceIsOver(scores, 1));
  EXPECT_FALSE(PatienceIsOver(scores, 0));
  EXPECT_FALSE(PatienceIsOver({}, 1));
}

}  // namespace
}  // namespace hogvec

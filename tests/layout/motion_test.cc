#include "layout/motion.h"

#include <gtest/gtest.h>

namespace hogvec {
namespace {

TEST(Motion, GoesDownTheSlope) {
  Motion motion;
  const MapPoint at = motion.Moved({1, 2}, {0.1f, -0.2f}, 1);
  EXPECT_LT(at.x, 1);
  EXPECT_GT(at.y, 2);
}

TEST(Motion, KeepsGoingWhereThereIsNoSlope) {
  Motion motion;
  const MapPoint first = motion.Moved({0, 0}, {1, 0}, 1);
  const MapPoint second = motion.Moved(first, {0, 0}, 1);
  EXPECT_NEAR(second.x - first.x, 0.8f * first.x, 1e-6f);
}

TEST(Motion, TakesLongerStepsWhileItGoesDownhillAndShorterOnesWhenTheSlopeTurns) {
  Motion steady, turning;
  MapPoint at, other;
  float step = 0, turn = 0;
  for (int i = 0; i < 10; ++i) {
    const MapPoint next = steady.Moved(at, {0.01f, 0}, 1);
    step = at.x - next.x;
    at = next;
    const MapPoint there = turning.Moved(other, {i % 2 == 0 ? 0.01f : -0.01f, 0}, 1);
    turn = std::abs(there.x - other.x);
    other = there;
  }
  EXPECT_GT(step, 0.05f);
  EXPECT_LT(turn, 0.02f);
}

TEST(Motion, TakesNoStepOfMoreThanFive) {
  Motion motion;
  EXPECT_EQ(motion.Moved({0, 0}, {1e9f, -1e9f}, 1), (MapPoint{-5, 5}));
}

// Straight down a bowl, to its bottom.
TEST(Motion, ComesToRestAtTheBottom) {
  Motion motion;
  MapPoint at{3, -4};
  for (int i = 0; i < 300; ++i) at = motion.Moved(at, {at.x, at.y}, 0.1f);
  EXPECT_NEAR(at.x, 0, 1e-3f);
  EXPECT_NEAR(at.y, 0, 1e-3f);
}

}  // namespace
}  // namespace hogvec

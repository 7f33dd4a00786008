#include "explore/common_places.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tools/explore/few_words.h"

namespace hogvec::explore {
namespace {

TEST(CommonPlaces, AreThoseOfTheSameWords) {
  const NeighbourSearch first = FewWords(3), second = FewWords(3, 1);  // w0 w1 w2, w1 w2 w3
  const std::vector<MapPoint> points = {{0.25F, 0}, {0.5F, 1}, {-1, 0.75F}};
  const auto places = CommonPlaces(points, first.words(), second.words());
  ASSERT_EQ(places.size(), 3u);
  EXPECT_EQ(places[0], points[1]);
  EXPECT_EQ(places[1], points[2]);
  EXPECT_TRUE(std::isnan(places[2].x) && std::isnan(places[2].y));
}

TEST(CommonPlaces, AreNoneOfStrangers) {
  const NeighbourSearch first = FewWords(3), second = FewWords(2, 3);
  const std::vector<MapPoint> points(3);
  EXPECT_TRUE(CommonPlaces(points, first.words(), second.words()).empty());
}

}  // namespace
}  // namespace hogvec::explore

#include "layout/principal.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

#include "base/random.h"

namespace hogvec {
namespace {

// Rows of length 1 that vary most along the third axis, then along the first.
WordVectors Rows(std::size_t count) {
  WordVectors vectors{.words = {}, .table = {count, 5}};
  Random random(4, RandomPurpose::kTest);
  for (std::size_t i = 0; i < count; ++i) {
    vectors.words.FindOrAdd(std::to_string(i));
    const auto row = vectors.table.Row(ToWordId(i));
    row[0] = 0.5f * (2 * random.UnitFloat() - 1);
    row[2] = 2 * random.UnitFloat() - 1;
    row[4] = 4;
  }
  return vectors;
}

TEST(PrincipalComponents, FollowTheAxesOfLargestVariance) {
  const WordVectors vectors = Rows(2'000);
  const auto points = PrincipalComponents(SearchedRows(vectors.table), 2);
  ASSERT_EQ(points.size(), 2'000u);
  double along = 0, across = 0, squares = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto row = vectors.table.Row(ToWordId(i));
    along += double{points[i].x} * double{row[2]};
    across += double{points[i].y} * double{row[0]};
    squares += double{points[i].x} * double{points[i].x};
  }
  EXPECT_GT(along, 500);
  EXPECT_GT(std::abs(across), 50);
  EXPECT_NEAR(squares / 2'000, 1, 1e-3);
}

// The two axes of the largest variance among many of nearly as large a one.
TEST(PrincipalComponents, FindTheLargestOfManyDirections) {
  EmbeddingTable table(3'000, 200);
  Random random(5, RandomPurpose::kTest);
  for (std::size_t i = 0; i < table.rows(); ++i) {
    const auto row = table.Row(ToWordId(i));
    for (float& value : row) value = random.UnitFloat() - 0.5f;
    row[150] *= 3;
    row[30] *= 2;
  }
  const auto points = PrincipalComponents(SearchedRows(table), 2);
  double first = 0, second = 0, x = 0, y = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto row = table.Row(ToWordId(i));
    first += double{points[i].x} * double{row[150]};
    second += double{points[i].y} * double{row[30]};
    x += double{points[i].x} * double{points[i].x};
    y += double{points[i].y} * double{points[i].y};
  }
  const double squares_of_first = 3'000 * 9 / 12.0, squares_of_second = 3'000 * 4 / 12.0;
  EXPECT_GT(std::abs(first) / std::sqrt(x * squares_of_first), 0.98);
  EXPECT_GT(std::abs(second) / std::sqrt(y * squares_of_second), 0.95);
}

TEST(PrincipalComponents, AreTheSameForAnyNumberOfThreads) {
  const WordVectors vectors = Rows(500);
  EXPECT_EQ(PrincipalComponents(SearchedRows(vectors.table), 1),
            PrincipalComponents(SearchedRows(vectors.table), 3));
}

TEST(PrincipalComponents, PlaceRowsWithoutADirectionAtTheOrigin) {
  WordVectors vectors = Rows(100);
  std::ranges::fill(vectors.table.Row(WordId{3}), 0.0f);
  vectors.table.Row(WordId{4})[1] = std::numeric_limits<float>::quiet_NaN();
  const auto points = PrincipalComponents(SearchedRows(vectors.table), 1);
  EXPECT_EQ(points[3], MapPoint{});
  EXPECT_EQ(points[4], MapPoint{});
  EXPECT_TRUE(std::isfinite(points[5].x));
}

TEST(PrincipalComponents, OfEqualRowsAndOfOneDimensionAreFinite) {
  WordVectors equal{.words = {}, .table = {10, 3}};
  for (std::size_t i = 0; i < 10; ++i) std::ranges::fill(equal.table.Row(ToWordId(i)), 2.0f);
  const EmbeddingTable none(0, 4);
  WordVectors thin{.words = {}, .table = {10, 1}};
  for (std::size_t i = 0; i < 10; ++i) thin.table.Row(ToWordId(i))[0] = i % 2 == 0 ? 1.0f : -1.0f;
  for (const EmbeddingTable* table : {&equal.table, &thin.table}) {
    for (const MapPoint& point : PrincipalComponents(SearchedRows(*table), 1)) {
      EXPECT_TRUE(std::isfinite(point.x) && std::isfinite(point.y));
    }
  }
  EXPECT_TRUE(PrincipalComponents(SearchedRows(none), 1).empty());
}

}  // namespace
}  // namespace hogvec

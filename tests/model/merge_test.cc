#include "model/merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "base/random.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatEq;
using ::testing::FloatNear;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

double Uniform(Random& random, double low, double high) {
  return low + (high - low) * random.UnitFloat();
}

TEST(MergeScale, GoesFromTheSumToTheMean) {
  for (const std::size_t replicas : {2u, 3u, 8u, 32u, 1000u}) {
    const double mean = 1 / static_cast<double>(replicas);
    EXPECT_EQ(MergeScale(0, replicas), 1);
    EXPECT_EQ(MergeScale(kInfinity, replicas), mean);
    EXPECT_EQ(MergeScale(1e3, replicas), mean);
    double before = 1;
    for (double q = 1e-310; q < 1e4; q *= 1.1) {
      const double scale = MergeScale(q, replicas);
      EXPECT_LE(scale, before * (1 + 1e-15)) << q;
      EXPECT_GE(scale, mean) << q;
      EXPECT_LE(scale, 1) << q;
      before = scale;
    }
  }
}

TEST(MergeScale, CancelsNothingNearZero) {
  // 1 - (R - 1) q / 2 + ...
  EXPECT_NEAR(1 - MergeScale(1e-9, 8), 3.5e-9, 1e-15);
  EXPECT_NEAR(1 - MergeScale(1e-12, 8), 3.5e-12, 1e-15);
  EXPECT_DOUBLE_EQ(MergeScale(std::log(2.0), 2), 0.75);
}

TEST(MergeScale, IsOneForOneReplicaAndNanForNan) {
  for (const double q : {0.0, 1e-300, 1e-5, 1.0, 50.0, kInfinity}) EXPECT_EQ(MergeScale(q, 1), 1);
  EXPECT_TRUE(std::isnan(MergeScale(kNan, 4)));
}

TEST(HeaviestRows, AreInOrderAndTiesGoToLowerNumbers) {
  const WeightedRows rows = HeaviestRows(std::vector<double>{1, 3, 0, 1, 4, 1}, 4);
  EXPECT_THAT(rows.rows, ElementsAre(RowId{0}, RowId{1}, RowId{3}, RowId{4}));
  EXPECT_THAT(rows.weights,
              ElementsAre(FloatEq(1 / 9.f), FloatEq(3 / 9.f), FloatEq(1 / 9.f), FloatEq(4 / 9.f)));
}

TEST(HeaviestRows, LeavesOutRowsWithoutAShare) {
  const WeightedRows rows = HeaviestRows(std::vector<double>{0, 2, 0, 6}, 10);
  EXPECT_THAT(rows.rows, ElementsAre(RowId{1}, RowId{3}));
  EXPECT_THAT(rows.weights, ElementsAre(0.25f, 0.75f));
}

WeightedRows EvenlyWeighted(std::size_t count) {
  return HeaviestRows(std::vector<double>(count, 1.0), count);
}

double Length(std::span<const float> row) {
  double square = 0;
  for (const float value : row) square += double{value} * value;
  return std::sqrt(square);
}

double Dot(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += double{a[k]} * b[k];
  return sum;
}

std::vector<float> RandomDirection(std::size_t dim, Random& random) {
  std::vector<float> direction(dim);
  for (float& value : direction) value = static_cast<float>(Uniform(random, -1, 1));
  const auto length = static_cast<float>(Length(direction));
  for (float& value : direction) value /= length;
  return direction;
}

// Rows of noise, and along `planted` of numbers with a mean square of 4.
EmbeddingTable PlantedTable(std::span<const float> planted, Random& random) {
  EmbeddingTable table(400, planted.size());
  for (std::size_t i = 0; i < table.rows(); ++i) {
    const double along = random.Below(2) == 0 ? 2 : -2;
    const auto row = table.Row(ToRowId(i));
    for (std::size_t k = 0; k < row.size(); ++k) {
      row[k] = static_cast<float>(along * planted[k] + Uniform(random, -0.1, 0.1));
    }
  }
  return table;
}

TEST(FindCommonDirection, FindsAPlantedOneOfAnyWidth) {
  Random random(1, RandomPurpose::kTest);
  for (const std::size_t dim : {2u, 3u, 16u, 17u, 100u, 300u}) {
    const std::vector<float> planted = RandomDirection(dim, random);
    const EmbeddingTable table = PlantedTable(planted, random);
    const CommonDirection common = FindCommonDirection(table, EvenlyWeighted(400));
    EXPECT_NEAR(std::abs(Dot(common.direction, planted)), 1, 2e-3) << dim;
    EXPECT_NEAR(Length(common.direction), 1, 1e-6);
    EXPECT_NEAR(common.along, 4, 0.1);
    EXPECT_NEAR(common.across, 0.01 / 3, 0.001) << "the mean square of the noise";
  }
}

TEST(FindCommonDirection, WeighsRowsAndLooksAtThoseOfTheSampleOnly) {
  EmbeddingTable table(3, 2);
  table.Row(RowId{0})[0] = 2;
  table.Row(RowId{1})[1] = 3;
  table.Row(RowId{2})[1] = 100;
  const CommonDirection common =
      FindCommonDirection(table, {{RowId{0}, RowId{1}}, {0.75f, 0.25f}}, {}, 200);
  EXPECT_THAT(common.direction, ElementsAre(FloatNear(1, 1e-2f), FloatNear(0, 1e-2f)));
  EXPECT_NEAR(common.along, 3, 1e-3);
  EXPECT_NEAR(common.across, 2.25, 1e-3);
}

TEST(FindCommonDirection, IsZeroForATableOfZeros) {
  const std::vector<float> guess = {1, 0, 0};
  for (const std::span<const float> from : {std::span<const float>{}, std::span(guess)}) {
    const CommonDirection common = FindCommonDirection({5, 3}, EvenlyWeighted(5), from);
    EXPECT_THAT(common.direction, ElementsAre(0, 0, 0));
    EXPECT_EQ(common.along, 0);
    EXPECT_EQ(common.across, 0);
  }
}

TEST(FindCommonDirection, OfOneNumberIsThatNumber) {
  EmbeddingTable table(2, 1);
  table.Row(RowId{0})[0] = -3;
  table.Row(RowId{1})[0] = -1;
  const CommonDirection common = FindCommonDirection(table, EvenlyWeighted(2));
  EXPECT_THAT(common.direction, ElementsAre(1));
  EXPECT_DOUBLE_EQ(common.along, 5);
  EXPECT_EQ(common.across, 0);
}

TEST(FindCommonDirection, KeepsTheSideOfTheGuess) {
  Random random(2, RandomPurpose::kTest);
  const EmbeddingTable table = PlantedTable(RandomDirection(20, random), random);
  const std::vector<float> free = FindCommonDirection(table, EvenlyWeighted(400)).direction;
  EXPECT_GT(*std::ranges::max_element(free, {}, [](float value) { return std::abs(value); }), 0);
  std::vector<float> other = free;
  for (float& value : other) value = -value;
  for (const std::vector<float>& guess : {free, other}) {
    const CommonDirection again = FindCommonDirection(table, EvenlyWeighted(400), guess);
    EXPECT_NEAR(Dot(again.direction, guess), 1, 1e-5);
  }
  const std::vector<float> zeros(20);
  EXPECT_EQ(FindCommonDirection(table, EvenlyWeighted(400), zeros).direction, free);
}

TEST(FindCommonDirection, LeavesAGuessThatIsALesserEigenvector) {
  EmbeddingTable table(2, 4);
  table.Row(RowId{0})[1] = 1;
  table.Row(RowId{1})[3] = 3;
  const std::vector<float> guess = {0, 1, 0, 0};
  const CommonDirection common = FindCommonDirection(table, EvenlyWeighted(2), guess);
  EXPECT_NEAR(std::abs(common.direction[3]), 1, 1e-3);
  EXPECT_NEAR(common.along, 4.5, 1e-3);
}

TEST(FindCommonDirection, ShowsRowsThatAreNotFinite) {
  EmbeddingTable table(2, 3);
  table.InitializeUniform(1);
  table.Row(RowId{1})[2] = kNan;
  EXPECT_TRUE(std::isnan(FindCommonDirection(table, EvenlyWeighted(2)).along));
}

const MergeRule kPlainRule{.floor = 0.02, .slope = 0.25};

TEST(ScaleGain, GivesEachPartOfAGainItsOwnScale) {
  Random random(3, RandomPurpose::kTest);
  for (const std::size_t dim : {2u, 15u, 16u, 33u, 100u}) {
    const CommonDirection common{RandomDirection(dim, random), 4, 0.1};
    const auto along = static_cast<float>(MergeScale((0.02 + 0.25 * 4) * 3, 8));
    const auto across = static_cast<float>(MergeScale((0.02 + 0.25 * 0.1) * 3, 8));
    ASSERT_LT(along, 0.2);
    ASSERT_GT(across, 0.6);
    std::vector<float> other = RandomDirection(dim, random);
    const auto shared = static_cast<float>(Dot(other, common.direction));
    for (std::size_t k = 0; k < dim; ++k) other[k] -= shared * common.direction[k];
    std::vector<float> with = common.direction, against = other, mixed(dim);
    for (std::size_t k = 0; k < dim; ++k) mixed[k] = 2 * with[k] - 3 * against[k];
    for (std::vector<float>* gain : {&with, &against, &mixed}) {
      ScaleGain(kPlainRule, common, 3, 8, *gain);
    }
    for (std::size_t k = 0; k < dim; ++k) {
      const float e = common.direction[k];
      EXPECT_NEAR(with[k], along * e, 1e-6);
      EXPECT_NEAR(against[k], across * other[k], 1e-6);
      EXPECT_NEAR(mixed[k], 2 * along * e - 3 * across * other[k], 4e-6);
    }
  }
}

TEST(ScaleGain, ChangesNothingForOneReplica) {
  Random random(4, RandomPurpose::kTest);
  const CommonDirection common{RandomDirection(50, random), 5, 0.1};
  const std::vector<float> before = RandomDirection(50, random);
  for (const double u : {0.0, 0.3, 10.0, 1e6}) {
    std::vector<float> gain = before;
    ScaleGain(kPlainRule, common, u, 1, gain);
    EXPECT_EQ(gain, before);
  }
}

TEST(ScaleGain, HasTheFloorAloneWhereThereIsNoDirection) {
  std::vector<float> gain = {1, -2};
  ScaleGain(kPlainRule, {{0, 0}}, 10, 4, gain);
  const auto scale = static_cast<float>(MergeScale(0.2, 4));
  EXPECT_THAT(gain, ElementsAre(FloatEq(scale), FloatEq(-2 * scale)));
}

TEST(ScaleGain, LeavesWhatIsNotFiniteSo) {
  for (const float bad : {kNan, std::numeric_limits<float>::infinity()}) {
    std::vector<float> gain = {1, bad, 1};
    ScaleGain(kPlainRule, {{0.6f, 0, 0.8f}, 4, 0.1}, 3, 8, gain);
    EXPECT_FALSE(std::isfinite(gain[1]));
  }
  std::vector<float> gain = {1, 1};
  ScaleGain(kPlainRule, {{kNan, kNan}, double{kNan}, double{kNan}}, 3, 8, gain);
  EXPECT_FALSE(std::isfinite(gain[0]));
}

// A bowl with these curvatures along a turned pair of axes, and its minimum at 0.
struct Bowl {
  double along, across, angle;

  // Where so many steps of gradient descent lead, at a rate that adds up to u.
  std::vector<double> Descend(std::vector<double> at, double u, int steps) const {
    const double c = std::cos(angle), s = std::sin(angle), rate = u / steps;
    for (int step = 0; step < steps; ++step) {
      const double first = along * (c * at[0] + s * at[1]);
      const double second = across * (c * at[1] - s * at[0]);
      at = {at[0] - rate * (c * first - s * second), at[1] - rate * (s * first + c * second)};
    }
    return at;
  }
};

TEST(ScaleGain, LandsWhereOneProcessDoesInABowl) {
  constexpr int kSteps = 20'000;
  Random random(5, RandomPurpose::kTest);
  for (int trial = 0; trial < 20; ++trial) {
    const std::size_t replicas = 2 + random.Below(15);
    const auto count = static_cast<double>(replicas);
    const Bowl bowl{Uniform(random, 0, 2), Uniform(random, 0, 0.5), Uniform(random, 0, 6)};
    const double u = Uniform(random, 0.05, 3);
    const std::vector<double> base = {Uniform(random, -1, 1), Uniform(random, -1, 1)};
    const std::vector<double> replica = bowl.Descend(base, u, kSteps);
    const std::vector<double> whole =
        bowl.Descend(base, count * u, kSteps * static_cast<int>(replicas));
    std::vector<float> gain;
    for (const std::size_t k : {0u, 1u}) {
      gain.push_back(static_cast<float>(count * (replica[k] - base[k])));
    }
    const auto e0 = static_cast<float>(std::cos(bowl.angle));
    const auto e1 = static_cast<float>(std::sin(bowl.angle));
    ScaleGain({.floor = 0, .slope = 1}, {{e0, e1}, bowl.along, bowl.across}, u, replicas, gain);
    for (const std::size_t k : {0u, 1u})
      EXPECT_NEAR(base[k] + double{gain[k]}, whole[k], 1e-3) << trial;
  }
}

}  // namespace
}  // namespace hogvec

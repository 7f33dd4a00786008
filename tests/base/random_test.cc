#include "base/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <vector>

#include "support/chi_square.h"

namespace hogvec {
namespace {

TEST(Random, IsNamedByEveryPartOfItsName) {
  std::set<std::uint64_t> firsts;
  std::size_t names = 0;
  for (std::uint64_t seed = 0; seed < 4; ++seed) {
    for (const auto purpose : {RandomPurpose::kInitialRows, RandomPurpose::kShuffle,
                               RandomPurpose::kTraining, RandomPurpose::kTest}) {
      for (std::uint64_t first = 0; first < 10; ++first) {
        for (std::uint64_t second = 0; second < 10; ++second, ++names) {
          firsts.insert(Random(seed, purpose, first, second).Bits64());
        }
      }
    }
  }
  EXPECT_EQ(firsts.size(), names);
}

// Pinned: a change would change every trained file.
TEST(Random, IsTheSameEverywhere) {
  Random random(1, RandomPurpose::kTraining, 2, 3);
  EXPECT_EQ(random.Bits64(), 0x7c302d0678a1af81u);
  EXPECT_EQ(random.Bits64(), 0x2d5d94bffdad1c4bu);
}

TEST(Random, DrawsEvenlyBelowABound) {
  Random random(7, RandomPurpose::kTest);
  for (const std::uint32_t bound : {1u, 2u, 5u, 1000u}) {
    std::vector<std::uint64_t> counts(bound);
    for (int i = 0; i < 500'000; ++i) ++counts[random.Below(bound)];
    if (bound == 1) continue;
    const std::vector<double> expected(bound, 500'000.0 / bound);
    EXPECT_LT(std::abs(testing::ChiSquareDeviation(counts, expected)), 4) << bound;
  }
}

TEST(Random, DrawsFloatsFromZeroToOne) {
  Random random(8, RandomPurpose::kTest);
  double sum = 0;
  for (int i = 0; i < 100'000; ++i) {
    const float value = random.UnitFloat();
    ASSERT_GE(value, 0);
    ASSERT_LT(value, 1);
    sum += value;
  }
  EXPECT_NEAR(sum / 100'000, 0.5, 0.005);
}

}  // namespace
}  // namespace hogvec

#include "sampling/alias_table.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "support/chi_square.h"

namespace hogvec {
namespace {

std::vector<std::uint64_t> Draw(const AliasTable& table, std::size_t draws, std::uint64_t seed) {
  Random random(seed, RandomPurpose::kTest);
  std::vector<std::uint64_t> counts(table.size());
  for (std::size_t i = 0; i < draws; ++i) ++counts[ToIndex(table.Draw(random))];
  return counts;
}

double Deviation(const std::vector<double>& weights, std::size_t draws) {
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<double> expected;
  for (const double weight : weights) {
    expected.push_back(weight / total * static_cast<double>(draws));
  }
  return testing::ChiSquareDeviation(Draw(AliasTable(weights), draws, 3), expected);
}

TEST(AliasTable, DrawsByWeight) {
  EXPECT_LT(std::abs(Deviation({5, 1, 1, 3, 0.5, 9.5}, 2'000'000)), 4);
  EXPECT_LT(std::abs(Deviation(std::vector<double>(1000, 1.0), 2'000'000)), 4);
}

TEST(AliasTable, NeverDrawsWeightZero) {
  EXPECT_EQ(Draw(AliasTable(std::vector<double>{0, 1, 0}), 10'000, 1)[1], 10'000u);
}

TEST(AliasTable, DrawsTheOnlyWord) {
  EXPECT_EQ(Draw(AliasTable(std::vector<double>{2}), 1000, 1)[0], 1000u);
}

// Zipf's law over 50,000 words, from the most frequent to the rarest.
TEST(AliasTable, DrawsNegativesByCountToThePowerGiven) {
  std::vector<std::uint64_t> counts;
  for (std::size_t rank = 1; rank <= 50'000; ++rank) counts.push_back(5 + 5'000'000 / rank);
  constexpr std::size_t kDraws = 20'000'000;
  for (const double exponent : {0.75, 1.0, 0.0}) {
    std::vector<double> expected;
    for (const auto count : counts) {
      expected.push_back(std::pow(static_cast<double>(count), exponent));
    }
    const double total = std::accumulate(expected.begin(), expected.end(), 0.0);
    for (double& share : expected) share *= kDraws / total;
    const auto drawn = Draw(AliasTable::ForCounts(counts, exponent), kDraws, 5);
    EXPECT_LT(std::abs(testing::ChiSquareDeviation(drawn, expected)), 4) << exponent;
    EXPECT_NEAR(static_cast<double>(drawn[0]), expected[0], 5 * std::sqrt(expected[0]));
  }
}

}  // namespace
}  // namespace hogvec

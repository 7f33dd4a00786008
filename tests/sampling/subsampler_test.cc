#include "sampling/subsampler.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "support/chi_square.h"

namespace hogvec {
namespace {

TEST(KeepProbability, IsWord2vecs) {
  EXPECT_DOUBLE_EQ(Subsampler::KeepProbability(0.1, 1e-3), 0.1 + 0.01);
  EXPECT_DOUBLE_EQ(Subsampler::KeepProbability(0.04, 1e-4), 0.05 + 0.0025);
}

TEST(KeepProbability, IsOneForRareWordsAndWithoutThreshold) {
  EXPECT_EQ(Subsampler::KeepProbability(1e-5, 1e-3), 1);
  EXPECT_EQ(Subsampler::KeepProbability(0.5, 0), 1);
  EXPECT_EQ(Subsampler::KeepProbability(0, 1e-3), 1);
}

TEST(Subsampler, KeepsEveryTokenOfARareWord) {
  const std::vector<std::uint64_t> counts{1'000'000, 10};
  const Subsampler subsampler(counts, 1e-3);
  Random random(1, RandomPurpose::kTest);
  for (int i = 0; i < 100'000; ++i) EXPECT_TRUE(subsampler.Keep(WordId{1}, random));
}

TEST(Subsampler, KeepsAsOftenAsTheFormulaSays) {
  const std::vector<std::uint64_t> counts{500'000, 100'000, 20'000, 5'000, 2'000};
  const Subsampler subsampler(counts, 1e-3);
  Random random(2, RandomPurpose::kTest);
  constexpr int kTrials = 400'000;
  for (std::uint32_t word = 0; word < counts.size(); ++word) {
    std::vector<std::uint64_t> outcomes(2);
    for (int i = 0; i < kTrials; ++i) ++outcomes[subsampler.Keep(WordId{word}, random) ? 1 : 0];
    const double keep =
        Subsampler::KeepProbability(static_cast<double>(counts[word]) / 627'000, 1e-3);
    const double spread = std::sqrt(kTrials * keep * (1 - keep)) + 1e-9;
    EXPECT_LT(std::abs(static_cast<double>(outcomes[1]) - kTrials * keep) / spread, 4) << word;
  }
}

}  // namespace
}  // namespace hogvec

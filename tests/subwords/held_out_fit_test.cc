#include "subwords/held_out_fit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace hogvec {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(ChooseHidden, TakesAShareOfTheWordsThatWeigh) {
  std::vector<float> weights(1000, 0.5f);
  for (std::size_t i = 0; i < 1000; i += 2) weights[i] = 0;
  const auto hidden = ChooseHidden(weights, 0.1, 2000, 1);
  EXPECT_THAT(hidden, SizeIs(50));
  EXPECT_TRUE(std::ranges::is_sorted(hidden));
  EXPECT_EQ(std::ranges::adjacent_find(hidden), hidden.end());
  for (const std::uint32_t word : hidden) EXPECT_EQ(word % 2, 1u);
  EXPECT_GT(hidden.back(), 700u);  // all over
  EXPECT_LT(hidden.front(), 300u);
  EXPECT_EQ(ChooseHidden(weights, 0.1, 2000, 1), hidden);
  EXPECT_NE(ChooseHidden(weights, 0.1, 2000, 2), hidden);
  EXPECT_THAT(ChooseHidden(weights, 0.1, 20, 1), SizeIs(20));
  EXPECT_THAT(ChooseHidden(weights, 0, 20, 1), IsEmpty());
  EXPECT_THAT(ChooseHidden({}, 0.5, 20, 1), IsEmpty());
}

TEST(CompareGuesses, MeasuresCosinesAndRanks) {
  WordIndex words;
  EmbeddingTable rows(24, 2), guesses(2, 2);
  for (std::size_t i = 0; i < 24; ++i) {
    words.FindOrAdd(std::string(1, static_cast<char>('a' + i)));
    rows.Row(ToRowId(i))[i < 12 ? 0 : 1] = static_cast<float>(i + 1);
  }
  // The first guess is that of its word, the second is as far from it as can be.
  guesses.Row(ToRowId(0))[0] = 3;
  guesses.Row(ToRowId(1))[0] = 2;
  const HeldOutFit fit = CompareGuesses(words, rows, std::vector<std::uint32_t>{2, 20}, guesses, 1);
  EXPECT_EQ(fit.words, 2u);
  EXPECT_DOUBLE_EQ(fit.cosine, 0.5);
  EXPECT_DOUBLE_EQ(fit.among_ten, 0.5);
  EXPECT_NEAR(fit.constant, (78 + 222) / 2.0 / std::hypot(78, 222), 1e-6);
}

}  // namespace
}  // namespace hogvec

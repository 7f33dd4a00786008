// The size of a step grows neither with the contexts nor with the negatives in it: whatever their
// number, at the default rate a run ends below chance.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "base/random.h"
#include "support/temp_folder.h"
#include "support/training.h"
#include "training/progress.h"

namespace hogvec {
namespace {

using testing::TempFolder;
using testing::TrainQuietly;

// Baskets of 20 to 120 things, nine in ten from the basket's own group of a hundred. `end` parts
// the baskets: by blanks they are one long line.
std::string Baskets(std::size_t baskets, char end) {
  Random random(7, RandomPurpose::kTest);
  std::string text;
  for (std::size_t basket = 0; basket < baskets; ++basket) {
    const std::uint32_t group = random.Below(20), things = 20 + random.Below(101);
    for (std::uint32_t i = 0; i < things; ++i) {
      const std::uint32_t from = random.Below(10) < 9 ? group : random.Below(20);
      text += fmt::format("item{} ", from * 100 + random.Below(100));
    }
    text += end;
  }
  return text;
}

// A whole number up to `most`, each power of two as likely as any other.
std::size_t DrawByMagnitude(Random& random, double most) {
  const double exponent = random.UnitFloat() * std::log2(most);
  return static_cast<std::size_t>(std::exp2(exponent));
}

void ExpectBelowChance(const std::filesystem::path& text, const TrainOptions& options) {
  IngestOptions ingest;
  ingest.prune.min_count = 1;
  const double loss = TrainQuietly(text, options, ingest).summary.loss;
  // A run this short may learn next to nothing where windows are narrow, but it does no harm.
  EXPECT_LT(loss, 1.001 * ChanceLoss(options.negative))
      << "window " << options.window << ", " << options.negative << " negatives, shared by "
      << NameOf(options.sharing);
}

class WideWindows : public ::testing::TestWithParam<char> {};
INSTANTIATE_TEST_SUITE_P(LinesAndOneLine, WideWindows, ::testing::Values('\n', ' '));

TEST_P(WideWindows, EndBelowChanceWithAnyNumberOfNegatives) {
  const TempFolder folder;
  const auto text = folder.Write("baskets", Baskets(60, GetParam()));
  Random random(11, RandomPurpose::kTest);
  for (int run = 0; run < 12; ++run) {
    TrainOptions options{.dim = 32, .epochs = 1, .threads = 1};
    options.window = DrawByMagnitude(random, 10'000);
    options.negative = DrawByMagnitude(random, 10'000 / std::sqrt(options.window));
    options.sharing = run % 3 == 0 ? NegativeSharing::kWindow : NegativeSharing::kTwoWindows;
    ExpectBelowChance(text, options);
  }
}

TEST_P(WideWindows, EndBelowChanceAtTheEdgesOfTheRange) {
  const TempFolder folder;
  const auto text = folder.Write("baskets", Baskets(20, GetParam()));
  TrainOptions options{.dim = 32, .epochs = 1, .threads = 1};
  options.window = 10'000;
  ExpectBelowChance(text, options);
  options.window = 1;
  options.negative = 10'000;
  ExpectBelowChance(text, options);
}

// The losses of a step over all contexts at once were 6.32, and a run that diverged; those of
// word2vec.c's way are 1.273 and 1.240.
TEST(WideWindowsOfBaskets, AreLearnedAsWellAsPairByPair) {
  const TempFolder folder;
  const auto text = folder.Write("baskets", Baskets(600, '\n'));
  for (const std::size_t window : {50, 100}) {
    TrainOptions options{.dim = 100, .window = window, .threads = 1};
    const double shared = TrainQuietly(text, options).summary.loss;
    options.sharing = NegativeSharing::kNone;
    EXPECT_LT(shared, 1.03 * TrainQuietly(text, options).summary.loss) << "window " << window;
  }
}

}  // namespace
}  // namespace hogvec

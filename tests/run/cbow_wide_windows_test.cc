// The size of CBOW's step: whatever the windows and the negatives, at its own default rate a run
// ends below chance.
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

// Of a few topics, of which each line has one: `tokens` words, in lines of 200 or in one.
std::string Topics(std::size_t tokens, bool one_line) {
  Random random(5, RandomPurpose::kTest);
  std::string text;
  for (std::size_t i = 0, topic = 0; i < tokens; ++i) {
    if (i % 200 == 0) topic = random.Below(10);
    const std::size_t of = random.Below(5) < 4 ? topic : random.Below(10);
    text += fmt::format("t{}w{} ", of, random.Below(1 + random.Below(40)));
    if (!one_line && i % 200 == 199) text += '\n';
  }
  return text;
}

// A whole number up to `most`, each power of two as likely as any other.
std::size_t DrawByMagnitude(Random& random, double most) {
  return static_cast<std::size_t>(std::exp2(random.UnitFloat() * std::log2(most)));
}

struct Composition {
  const char* name;
  CbowUpdate update;
  bool mean;
  double widest;  // window that its default rate is for
};

constexpr Composition kCompositions[] = {
    {"Corrected", CbowUpdate::kCorrected, true, 10'000},
    {"Word2vec", CbowUpdate::kWord2vec, true, 10'000},
    {"Sum", CbowUpdate::kCorrected, false, 10'000},
};

class WideCbowWindows : public ::testing::TestWithParam<Composition> {
 protected:
  static TrainOptions OptionsOf(std::size_t window, std::size_t negative) {
    TrainOptions options{.dim = 32, .window = window, .negative = negative, .epochs = 2};
    options.architecture = Architecture::kCbow;
    options.cbow_update = GetParam().update;
    options.cbow_mean = GetParam().mean;
    options.sample = 0;
    options.threads = 1;
    return options;
  }

  static void ExpectBelowChance(const std::filesystem::path& text, const TrainOptions& options) {
    IngestOptions ingest;
    ingest.prune.min_count = 1;
    SCOPED_TRACE(fmt::format("window {}, {} negatives, shared by {}", options.window,
                             options.negative, NameOf(options.sharing)));
    double loss = 0;
    ASSERT_NO_THROW(loss = TrainQuietly(text, options, ingest).summary.loss);
    // Where little is to be learned the loss is near that of chance, and only some groups tell it.
    EXPECT_LT(loss, 1.05 * ChanceLoss(options.negative));
  }
};

INSTANTIATE_TEST_SUITE_P(Of, WideCbowWindows, ::testing::ValuesIn(kCompositions),
                         [](const auto& composition) { return composition.param.name; });

TEST_P(WideCbowWindows, EndBelowChanceWithAnyNumberOfNegatives) {
  const TempFolder folder;
  for (const bool one_line : {false, true}) {
    const auto text = folder.Write("topics", Topics(6'000, one_line));
    Random random(13, RandomPurpose::kTest);
    for (int run = 0; run < 12; ++run) {
      const std::size_t window = DrawByMagnitude(random, GetParam().widest);
      TrainOptions options = OptionsOf(window, DrawByMagnitude(random, 60));
      options.sharing = run % 3 == 0 ? NegativeSharing::kWindow : NegativeSharing::kTwoWindows;
      ExpectBelowChance(text, options);
    }
  }
}

TEST_P(WideCbowWindows, EndBelowChanceAtTheEdgesOfTheRange) {
  const TempFolder folder;
  const auto text = folder.Write("topics", Topics(6'000, true));
  for (const std::size_t window : {std::size_t{1}, static_cast<std::size_t>(GetParam().widest)}) {
    for (const std::size_t negative : {1u, 60u}) {
      TrainOptions options = OptionsOf(window, negative);
      options.shrink_windows = false;
      ExpectBelowChance(text, options);
    }
  }
  ExpectBelowChance(text, OptionsOf(5, 10'000));
}

}  // namespace
}  // namespace hogvec

// What a worker makes of a block with CBOW, against the same in double: word2vec.c's inner loop for
// one window after the other, and steps of two windows that share their negatives. Both get the
// windows and negatives that the worker draws.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/random.h"
#include "hogvec/kernels.h"
#include "sampling/sampling.h"
#include "sampling/windows.h"
#include "support/plain_cbow.h"
#include "training/worker.h"

namespace hogvec {
namespace {

using testing::PlainCbow;
using testing::PlainWindow;

constexpr std::size_t kWords = 200, kDim = 20;
constexpr float kAlpha = 0.05f;

// Lines of 1 to 20 words, the first words far more frequent; more windows than are trained between
// two looks at the learning rate.
std::vector<WordId> Block() {
  Random random(3, RandomPurpose::kTest);
  std::vector<WordId> ids;
  for (int line = 0; line < 250; ++line) {
    for (std::uint32_t left = 1 + random.Below(20); left > 0; --left) {
      ids.push_back(WordId{random.Below(1 + random.Below(kWords))});
    }
    ids.push_back(kLineEnd);
  }
  return ids;
}

std::vector<std::uint64_t> CountsOf(const std::vector<WordId>& ids) {
  std::vector<std::uint64_t> counts(kWords, 1);
  for (const WordId id : ids) {
    if (id != kLineEnd) ++counts[ToIndex(id)];
  }
  return counts;
}

// As large as in a trained model, so that errors show.
EmbeddingTable DrawTable(std::uint64_t seed) {
  Random random(seed, RandomPurpose::kTest);
  EmbeddingTable table(kWords, kDim);
  for (std::size_t row = 0; row < kWords; ++row) {
    for (float& value : table.Row(ToRowId(row))) value = random.UnitFloat() - 0.5f;
  }
  return table;
}

Random StreamOfBlock() { return {1, RandomPurpose::kTest}; }

// A model that a worker trains on a block.
struct Trained {
  explicit Trained(std::vector<WordId> text, const TrainOptions& how)
      : ids(std::move(text)), options(how), sampling(CountsOf(ids), how.sample, how.ns_exponent) {}

  void Train() {
    const LearningRate rate(kAlpha, 1, kAlpha);
    Random random = StreamOfBlock();
    Worker worker({options, FindKernel(""), sampling.subsampler, sampling.negatives, rate, input,
                   output, progress});
    worker.TrainBlock(ids, 0, random);
  }

  std::vector<WordId> ids;
  TrainOptions options;
  Sampling sampling;
  InputLayer input{DrawTable(1)};
  EmbeddingTable output = DrawTable(2);
  Progress progress{0, {{}}, HopelessLoss(5)};
};

TrainOptions CbowOptions() {
  TrainOptions options;
  options.architecture = Architecture::kCbow;
  options.dim = kDim;
  options.sample = 0.01;  // leaves words alone in their lines
  return options;
}

PlainWindow PlainWindowOf(const WindowList& windows, std::size_t centre) {
  PlainWindow window{windows.Word(centre)};
  for (std::size_t at = windows[centre].begin; at < windows[centre].end; ++at) {
    if (at != centre) window.context.push_back(windows.Word(at));
  }
  return window;
}

WindowList WindowsOf(const Trained& trained, Random& random) {
  WindowList windows;
  windows.Sample(trained.ids, trained.sampling.subsampler,
                 {trained.options.window, trained.options.shrink_windows}, random);
  return windows;
}

std::vector<WordId> Draw(const Sampling& sampling, std::size_t count, Random& random) {
  std::vector<WordId> negatives(count);
  for (WordId& negative : negatives) negative = sampling.negatives.Draw(random);
  return negatives;
}

// The inner loop of word2vec.c for cbow, with its names. One thing differs: there the dot product
// of a word that was drawn before for the same window sees what it has learned from that; here
// eight words at most, of which each is then trained in turn, have theirs taken at once.
void TrainLikeWord2vec(const PlainWindow& window, const std::vector<WordId>& negatives,
                       std::vector<PlainCbow::Row>& syn0, std::vector<PlainCbow::Row>& syn1neg) {
  PlainCbow::Row neu1(kDim), neu1e(kDim);
  const auto cw = static_cast<double>(window.context.size());
  for (const WordId last_word : window.context) PlainCbow::Add(neu1, syn0[ToIndex(last_word)], 1);
  for (double& value : neu1) value /= cw;
  std::vector<WordId> targets{window.centre};
  for (const WordId negative : negatives) {
    if (negative != window.centre) targets.push_back(negative);
  }
  std::vector<PlainCbow::Row> before;
  for (std::size_t d = 0; d < targets.size(); ++d) {
    if (PlainCbow::BeginsPart(d, targets.size())) before = syn1neg;
    const double f = PlainCbow::Dot(neu1, before[ToIndex(targets[d])]);
    const double g = ((d == 0 ? 1 : 0) - PlainCbow::Sigmoid(f)) * double{kAlpha};
    PlainCbow::Add(neu1e, syn1neg[ToIndex(targets[d])], g);
    PlainCbow::Add(syn1neg[ToIndex(targets[d])], neu1, g);
  }
  for (const WordId last_word : window.context) PlainCbow::Add(syn0[ToIndex(last_word)], neu1e, 1);
}

// A thousand windows, each of which rounds its sums.
constexpr double kTolerance = 2e-5;

void ExpectAlike(const PlainCbow& exact, const Trained& trained) {
  EXPECT_LT(PlainCbow::Difference(exact.input, trained.input.rows()), kTolerance);
  EXPECT_LT(PlainCbow::Difference(exact.output, trained.output), kTolerance);
  EXPECT_GT(PlainCbow::Difference(exact.input, DrawTable(1)), 1e3 * kTolerance) << "has learned";
  EXPECT_GT(PlainCbow::Difference(exact.output, DrawTable(2)), 1e3 * kTolerance) << "has learned";
}

void ExpectWord2vec(const TrainOptions& options) {
  Trained trained(Block(), options);
  PlainCbow exact(trained.input.rows(), trained.output, options);
  trained.Train();
  Random random = StreamOfBlock();
  const WindowList windows = WindowsOf(trained, random);
  for (std::size_t centre = 0; centre < windows.size(); ++centre) {
    const PlainWindow window = PlainWindowOf(windows, centre);
    if (window.context.empty()) continue;
    TrainLikeWord2vec(window, Draw(trained.sampling, options.negative, random), exact.input,
                      exact.output);
  }
  ExpectAlike(exact, trained);
}

// With many negatives a window takes several steps, all with the mean that it began with.
TEST(CbowBlocks, AreTrainedAsByWord2vecWhereEachWindowHasItsNegatives) {
  for (const NegativeSharing sharing : {NegativeSharing::kWindow, NegativeSharing::kNone}) {
    for (const std::size_t negative : {1u, 5u, 7u, 8u, 20u, 60u}) {
      TrainOptions options = CbowOptions();
      options.sharing = sharing;
      options.cbow_update = CbowUpdate::kWord2vec;
      options.negative = negative;
      SCOPED_TRACE(negative);
      ExpectWord2vec(options);
    }
  }
}

// Steps of so many windows, with the negatives that two share, or that each has.
void TrainPlainly(const Trained& trained, PlainCbow& exact) {
  const bool shared = trained.options.sharing == NegativeSharing::kTwoWindows;
  const std::size_t negatives = trained.options.negative + (shared ? 1 : 0), group = shared ? 2 : 1;
  const double weight =
      static_cast<double>(trained.options.negative) / static_cast<double>(negatives);
  Random random = StreamOfBlock();
  const WindowList windows = WindowsOf(trained, random);
  for (std::size_t first = 0; first < windows.size(); first += group) {
    std::vector<PlainWindow> step;
    for (std::size_t at = first; at < std::min(first + group, windows.size()); ++at) {
      step.push_back(PlainWindowOf(windows, at));
    }
    if (std::ranges::all_of(step, [](const auto& window) { return window.context.empty(); })) {
      continue;
    }
    exact.Step(step, Draw(trained.sampling, negatives, random), weight, double{kAlpha});
  }
}

struct Way {
  NegativeSharing sharing;
  CbowUpdate update;
  bool mean;
};

class CbowBlocksInEachWay : public ::testing::TestWithParam<Way> {};

std::string NameOfWay(const ::testing::TestParamInfo<Way>& info) {
  const bool two = info.param.sharing == NegativeSharing::kTwoWindows;
  return std::string(two ? "two_windows_" : "window_") + std::string(NameOf(info.param.update)) +
         (info.param.mean ? "" : "_sum");
}

INSTANTIATE_TEST_SUITE_P(
    Of, CbowBlocksInEachWay,
    ::testing::Values(Way{NegativeSharing::kTwoWindows, CbowUpdate::kCorrected, true},
                      Way{NegativeSharing::kTwoWindows, CbowUpdate::kWord2vec, true},
                      Way{NegativeSharing::kTwoWindows, CbowUpdate::kCorrected, false},
                      Way{NegativeSharing::kWindow, CbowUpdate::kCorrected, true},
                      Way{NegativeSharing::kWindow, CbowUpdate::kCorrected, false}),
    NameOfWay);

TEST_P(CbowBlocksInEachWay, AreTrainedAsInDouble) {
  for (const std::size_t negative : {1u, 5u, 6u, 15u, 40u}) {
    TrainOptions options = CbowOptions();
    options.sharing = GetParam().sharing;
    options.cbow_update = GetParam().update;
    options.cbow_mean = GetParam().mean;
    options.negative = negative;
    Trained trained(Block(), options);
    PlainCbow exact(trained.input.rows(), trained.output, options);
    trained.Train();
    TrainPlainly(trained, exact);
    SCOPED_TRACE(negative);
    ExpectAlike(exact, trained);
  }
}

TEST(CbowBlocks, CountAWindowWithAContextWordAsASample) {
  Trained trained(Block(), CbowOptions());
  Random random = StreamOfBlock();
  const WindowList windows = WindowsOf(trained, random);
  std::uint64_t with_context = 0;
  for (std::size_t centre = 0; centre < windows.size(); ++centre) {
    with_context += PlainWindowOf(windows, centre).context.empty() ? 0 : 1;
  }
  ASSERT_LT(with_context, windows.size()) << "a text that does not tell";
  trained.Train();
  EXPECT_EQ(trained.progress.own_pairs(), with_context);
}

// The first step of a block tells its loss, which two words are trained by.
TEST(CbowBlocks, TellTheLossOfTheirWindows) {
  for (const bool mean : {true, false}) {
    TrainOptions options = CbowOptions();
    options.sample = 0;
    options.cbow_mean = mean;
    Trained trained({WordId{7}, WordId{3}, WordId{7}, kLineEnd}, options);
    options.window = trained.options.window = 1;
    PlainCbow exact(trained.input.rows(), trained.output, options);
    trained.Train();
    Random random = StreamOfBlock();
    const WindowList windows = WindowsOf(trained, random);
    const std::vector<PlainWindow> first{PlainWindowOf(windows, 0), PlainWindowOf(windows, 1)};
    const LossSum told = trained.progress.LossOfEpoch(0);
    EXPECT_EQ(told.pairs, 2u);
    EXPECT_NEAR(told.loss, exact.LossOf(first, Draw(trained.sampling, 6, random), 5.0 / 6), 1e-5);
  }
}

}  // namespace
}  // namespace hogvec

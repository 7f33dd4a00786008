// CBOW's step in double against the numeric gradient of the loss that it reduces; and the same step
// in float, as training takes it, against that in double.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "hogvec/kernels.h"
#include "kernel/kernel.h"
#include "model/context_means.h"
#include "support/plain_cbow.h"

namespace hogvec {
namespace {

using testing::PlainCbow;
using testing::PlainWindow;

constexpr std::size_t kWords = 10, kDim = 11;
constexpr double kAlpha = 0.01;
// A step so small that an output which occurs twice is as good as unchanged when it comes again.
constexpr double kTinyAlpha = 1e-8;

// What a step is about.
struct Lesson {
  std::string name;
  std::vector<PlainWindow> windows;
  std::vector<WordId> negatives;
  float weight;  // of a negative
};

std::vector<WordId> Words(const std::vector<std::size_t>& numbers) {
  std::vector<WordId> words;
  for (const std::size_t number : numbers) words.push_back(ToWordId(number));
  return words;
}

std::vector<Lesson> Lessons() {
  const auto window = [](std::size_t centre, const std::vector<std::size_t>& context) {
    return PlainWindow{ToWordId(centre), Words(context)};
  };
  return {
      {"OneWindow", {window(0, {1, 2, 3, 4, 5})}, Words({6, 7, 8}), 1},
      {"OneWindowWithAWordTwice", {window(0, {1, 2, 1, 4})}, Words({6, 7, 6}), 1},
      {"OneContextWord", {window(3, {2})}, Words({6, 7, 2}), 1},
      {"TwoWindows", {window(3, {1, 2, 4}), window(4, {1, 2, 3, 5, 6})}, Words({7, 8}), 0.75f},
      {"TwoWindowsOfOneWord", {window(3, {3, 2, 3}), window(3, {3, 5})}, Words({7, 8, 9}), 0.75f},
      {"TwoWindowsOneEmpty", {window(3, {}), window(4, {5, 6})}, Words({7, 8}), 0.75f},
      {"ManyNegatives",
       {window(3, {1, 2, 4}), window(4, {1, 2, 3, 5, 6})},
       Words({0, 1, 2, 5, 6, 7, 8, 9, 7, 8, 9, 0, 8, 8, 8}),
       0.75f},
  };
}

struct Composition {
  bool mean;
  CbowUpdate update;
};
constexpr Composition kCorrected{true, CbowUpdate::kCorrected};
constexpr Composition kWord2vec{true, CbowUpdate::kWord2vec};
constexpr Composition kSum{false, CbowUpdate::kCorrected};

TrainOptions OptionsOf(const Composition& composition) {
  TrainOptions options;
  options.architecture = Architecture::kCbow;
  options.dim = kDim;
  options.cbow_mean = composition.mean;
  options.cbow_update = composition.update;
  return options;
}

EmbeddingTable DrawTable(std::uint64_t seed) {
  Random random(seed, RandomPurpose::kTest);
  EmbeddingTable table(kWords, kDim);
  for (std::size_t row = 0; row < kWords; ++row) {
    for (float& value : table.Row(ToRowId(row))) value = 2 * random.UnitFloat() - 1;
  }
  return table;
}

PlainCbow Model(const Composition& composition) {
  return {DrawTable(1), DrawTable(2), OptionsOf(composition)};
}

void TakeStep(PlainCbow& model, const Lesson& lesson, double alpha = kAlpha) {
  model.Step(lesson.windows, lesson.negatives, double{lesson.weight}, alpha);
}

// Of the loss of these windows, all of a lesson's or some, by one number of the model.
double NumericSlope(PlainCbow& model, std::span<const PlainWindow> windows, const Lesson& lesson,
                    double& value) {
  constexpr double kNudge = 1e-5;
  const double kept = value;
  value = kept + kNudge;
  const double above = model.LossOf(windows, lesson.negatives, double{lesson.weight});
  value = kept - kNudge;
  const double below = model.LossOf(windows, lesson.negatives, double{lesson.weight});
  value = kept;
  return (above - below) / (2 * kNudge);
}

class ContextGradient : public ::testing::TestWithParam<Lesson> {
 protected:
  // That the rows of a side move as much as the slopes say.
  template <typename Slope>
  static void ExpectMoves(const Composition& composition,
                          std::vector<PlainCbow::Row> PlainCbow::*side, const Slope& slope) {
    PlainCbow model = Model(composition), stepped = model;
    TakeStep(stepped, GetParam(), kTinyAlpha);
    double moves = 0;
    for (std::size_t row = 0; row < kWords; ++row) {
      for (std::size_t k = 0; k < kDim; ++k) {
        const double moved = ((stepped.*side)[row][k] - (model.*side)[row][k]) / kTinyAlpha;
        EXPECT_NEAR(moved, -slope(model, (model.*side)[row][k]), 1e-6) << row;
        moves += std::abs(moved);
      }
    }
    EXPECT_GT(moves, 0.1);
  }
};

INSTANTIATE_TEST_SUITE_P(Of, ContextGradient, ::testing::ValuesIn(Lessons()),
                         [](const auto& lesson) { return lesson.param.name; });

double SlopeOfAll(PlainCbow& model, double& value) {
  const Lesson& lesson = ContextGradient::GetParam();
  return NumericSlope(model, lesson.windows, lesson, value);
}

TEST_P(ContextGradient, IsThatOfTheLossForEachContextWord) {
  ExpectMoves(kCorrected, &PlainCbow::input, SlopeOfAll);
  ExpectMoves(kSum, &PlainCbow::input, SlopeOfAll);
}

TEST_P(ContextGradient, IsThatOfTheLossForEachOutput) {
  for (const Composition& composition : {kCorrected, kWord2vec, kSum}) {
    ExpectMoves(composition, &PlainCbow::output, SlopeOfAll);
  }
}

// Each window by itself: its context words gain as often what the gradient gives as they are many.
TEST_P(ContextGradient, IsTakenOnceForEachContextWordByWord2vec) {
  ExpectMoves(kWord2vec, &PlainCbow::input, [](PlainCbow& model, double& value) {
    double slope = 0;
    for (const PlainWindow& window : GetParam().windows) {
      const auto contexts = static_cast<double>(window.context.size());
      slope += contexts * NumericSlope(model, {&window, 1}, GetParam(), value);
    }
    return slope;
  });
}

TEST_P(ContextGradient, OfOneWindowIsByWord2vecSoManyTimesTheCorrectedOne) {
  if (GetParam().windows.size() > 1) return;
  const PlainCbow before = Model(kCorrected);
  PlainCbow corrected = before, word2vec = Model(kWord2vec);
  TakeStep(corrected, GetParam());
  TakeStep(word2vec, GetParam());
  const auto contexts = static_cast<double>(GetParam().windows[0].context.size());
  for (std::size_t row = 0; row < kWords; ++row) {
    for (std::size_t k = 0; k < kDim; ++k) {
      const double x = before.input[row][k];
      EXPECT_NEAR(word2vec.input[row][k] - x, contexts * (corrected.input[row][k] - x), 1e-14);
      EXPECT_EQ(word2vec.output[row][k], corrected.output[row][k]);
    }
  }
}

TEST_P(ContextGradient, LowersTheLoss) {
  for (const Composition& composition : {kCorrected, kWord2vec, kSum}) {
    PlainCbow model = Model(composition);
    const Lesson& lesson = GetParam();
    const auto loss = [&] {
      return model.LossOf(lesson.windows, lesson.negatives, double{lesson.weight});
    };
    double before = loss();
    for (int i = 0; i < 20; ++i) {
      TakeStep(model, lesson);
      EXPECT_LT(loss(), before);
      before = loss();
    }
  }
}

// Every context word once for each window that it stands in; outputs in parts, as in training.
void StepFloats(const Kernel& kernel, const TrainOptions& options, const Lesson& lesson,
                EmbeddingTable& input, EmbeddingTable& output) {
  std::vector<float*> rows, outputs;
  std::vector<WindowSet> sets;
  std::array<std::size_t, 2> counts{};
  for (std::size_t window = 0; window < lesson.windows.size(); ++window) {
    for (const WordId word : lesson.windows[window].context) {
      rows.push_back(input.Address(word));
      sets.push_back(static_cast<WindowSet>(1u << window));
    }
    counts[window] = lesson.windows[window].context.size();
    outputs.push_back(output.Address(lesson.windows[window].centre));
  }
  for (const WordId word : lesson.negatives) outputs.push_back(output.Address(word));
  ContextMeans means(options, kernel, input.stride());
  const auto [inputs, windows] = means.Compose({rows, sets, kDim}, counts);
  const Targets first(lesson.windows.size(), lesson.weight), others(0, lesson.weight);
  StepScratch scratch(2);
  for (std::size_t begin = 0, end = 1; end <= outputs.size(); ++end) {
    if (end < outputs.size() && !PlainCbow::BeginsPart(end, outputs.size())) continue;
    means.Train({inputs, windows, std::span(outputs).subspan(begin, end - begin),
                 begin == 0 ? first : others, kDim, static_cast<float>(kAlpha)},
                scratch);
    begin = end;
  }
  means.Scatter();
}

// Numbers of up to 1 and sums of up to 5 of them: 2e-6 is some ten roundings of a float.
TEST_P(ContextGradient, IsThatOfTheStepsOfTraining) {
  for (const std::string_view kernel : KernelNames()) {
    for (const Composition& composition : {kCorrected, kWord2vec, kSum}) {
      EmbeddingTable input = DrawTable(1), output = DrawTable(2);
      PlainCbow exact(input, output, OptionsOf(composition));
      StepFloats(FindKernel(kernel), OptionsOf(composition), GetParam(), input, output);
      TakeStep(exact, GetParam());
      EXPECT_LT(PlainCbow::Difference(exact.input, input), 2e-6) << kernel;
      EXPECT_LT(PlainCbow::Difference(exact.output, output), 2e-6) << kernel;
    }
  }
}

}  // namespace
}  // namespace hogvec

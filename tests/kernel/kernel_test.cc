// Every kernel against the reference in double.
//
// Dimensions run over the sizes around multiples of each vector length; windows over one to twenty
// inputs and one to eight outputs, so over full and partial tiles; over one window and two that
// share their negatives; rows occur twice among inputs and among outputs. Rows are of the size that
// training has, at most 1 per element: an error of 3e-6 is then some twenty roundings of a float.
#include "kernel/kernel.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "base/random.h"
#include "hogvec/embedding_table.h"
#include "hogvec/error.h"
#include "hogvec/kernels.h"
#include "kernel/reference.h"

namespace hogvec {
namespace {

constexpr double kTolerance = 3e-6;

using DoubleStep = ReferenceStep<double, PlainCell<double>>;

// What a step is about: ids of input rows, the windows they belong to, ids of output rows.
struct Lesson {
  std::vector<WordId> in, out;
  std::vector<WindowSet> windows;
  Targets targets;

  // One window that all inputs belong to.
  Lesson(std::vector<WordId> inputs, std::vector<WordId> outputs)
      : in(std::move(inputs)), out(std::move(outputs)), windows(in.size(), 1), targets(1, 1.0f) {}

  // Two, to one or both of which each input belongs.
  Lesson(std::vector<WordId> inputs, std::vector<WordId> outputs, Random& random)
      : in(std::move(inputs)), out(std::move(outputs)), windows(in.size()), targets(2, 0.75f) {
    for (WindowSet& set : windows) set = static_cast<WindowSet>(1 + random.Below(3));
  }
};

// Rows of doubles beside the rows of floats that a kernel gets.
class Scene {
 public:
  Scene(std::size_t rows, std::size_t dim, Random& random)
      : input(rows, dim), output(rows, dim), exact_input(rows * dim), exact_output(rows * dim) {
    Fill(input, exact_input, random);
    Fill(output, exact_output, random);
  }

  void StepFloats(const Kernel& kernel, const Lesson& lesson, float alpha) {
    std::vector<float*> inputs, outputs;
    for (const WordId id : lesson.in) inputs.push_back(input.Address(id));
    for (const WordId id : lesson.out) outputs.push_back(output.Address(id));
    const std::vector<const float*> upcoming(outputs.begin(), outputs.end());
    StepScratch scratch(inputs.size());
    kernel.step({inputs, lesson.windows, outputs, lesson.targets, input.dim(), alpha, upcoming},
                scratch);
  }

  void StepDoubles(const Lesson& lesson, double alpha) {
    std::vector<double*> inputs, outputs;
    const std::size_t dim = input.dim();
    for (const WordId id : lesson.in) inputs.push_back(&exact_input[ToIndex(id) * dim]);
    for (const WordId id : lesson.out) outputs.push_back(&exact_output[ToIndex(id) * dim]);
    std::vector<double> dots(StepScratch::IndexOf(inputs.size(), 0));
    std::vector<double> gradients(dots.size());
    const DoubleStep step(inputs, outputs, dim);
    step.ComputeDots(dots.data());
    step.ComputeGradients(dots.data(), lesson.windows, lesson.targets, alpha, gradients.data());
    step.UpdateRows(gradients.data());
  }

  // The largest difference between the two, infinite if anything leaked into the padding.
  double Error() const {
    return std::max(ErrorOf(input, exact_input), ErrorOf(output, exact_output));
  }

  EmbeddingTable input, output;
  std::vector<double> exact_input, exact_output;

 private:
  static void Fill(EmbeddingTable& table, std::vector<double>& exact, Random& random) {
    for (std::size_t row = 0; row < table.rows(); ++row) {
      for (std::size_t k = 0; k < table.dim(); ++k) {
        const float value = 2 * random.UnitFloat() - 1;
        table.Row(ToWordId(row))[k] = value;
        exact[row * table.dim() + k] = value;
      }
    }
  }

  static double ErrorOf(const EmbeddingTable& table, const std::vector<double>& exact) {
    double error = 0;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const float* values = table.Address(ToWordId(row));
      for (std::size_t k = 0; k < table.dim(); ++k) {
        error = std::max(error, std::abs(values[k] - exact[row * table.dim() + k]));
      }
      for (std::size_t k = table.dim(); k < table.stride(); ++k) {
        if (values[k] != 0) return INFINITY;
      }
    }
    return error;
  }
};

std::vector<WordId> DrawIds(std::size_t count, std::uint32_t rows, Random& random) {
  std::vector<WordId> ids(count);
  for (WordId& id : ids) id = WordId{random.Below(rows)};
  return ids;
}

std::vector<WordId> DistinctIds(std::size_t count) {
  std::vector<WordId> ids(count);
  for (std::size_t i = 0; i < count; ++i) ids[i] = ToWordId(i);
  return ids;
}

class EveryKernel : public ::testing::TestWithParam<std::size_t> {
 protected:
  const Kernel& kernel() const { return AvailableKernels()[GetParam()]; }
};

std::string KernelName(const ::testing::TestParamInfo<std::size_t>& info) {
  return std::string(AvailableKernels()[info.param].name);
}

INSTANTIATE_TEST_SUITE_P(All, EveryKernel,
                         ::testing::Range<std::size_t>(0, AvailableKernels().size()), KernelName);

TEST_P(EveryKernel, StepsLikeTheReferenceInEveryDimension) {
  Random random(1, RandomPurpose::kTest);
  for (const std::size_t dim : {1,   2,   3,   4,   7,   8,   9,   15,  16,  17,  31,  32,
                                33,  47,  48,  63,  64,  65,  100, 101, 112, 113, 128, 200,
                                255, 256, 257, 300, 333, 500, 511, 512, 513, 777, 999, 1000}) {
    Scene scene(16, dim, random);
    const Lesson lesson(DistinctIds(6), DistinctIds(6));
    scene.StepFloats(kernel(), lesson, 0.05f);
    scene.StepDoubles(lesson, 0.05f);
    EXPECT_LT(scene.Error(), kTolerance) << "dim " << dim;
  }
}

TEST_P(EveryKernel, StepsLikeTheReferenceInEveryShapeOfWindow) {
  Random random(2, RandomPurpose::kTest);
  for (const std::size_t inputs : {1, 2, 3, 4, 5, 6, 7, 9, 10, 20}) {
    for (const std::size_t outputs : {1, 2, 3, 4, 5, 6, 7, 8}) {
      Scene scene(20, 37, random);
      const Lesson lesson(DistinctIds(inputs), DistinctIds(outputs));
      scene.StepFloats(kernel(), lesson, 0.05f);
      scene.StepDoubles(lesson, 0.05f);
      EXPECT_LT(scene.Error(), kTolerance) << inputs << " x " << outputs;
    }
  }
}

TEST_P(EveryKernel, StepsLikeTheReferenceWithTwoWindows) {
  Random random(8, RandomPurpose::kTest);
  for (int trial = 0; trial < 100; ++trial) {
    Scene scene(20, 50, random);
    const std::size_t outputs = 2 + random.Below(7);
    const Lesson lesson(DistinctIds(1 + random.Below(12)), DistinctIds(outputs), random);
    scene.StepFloats(kernel(), lesson, 0.05f);
    scene.StepDoubles(lesson, 0.05f);
    EXPECT_LT(scene.Error(), kTolerance) << lesson.in.size() << " x " << outputs;
  }
}

TEST_P(EveryKernel, GivesRepeatedRowsAllTheirUpdates) {
  Random random(3, RandomPurpose::kTest);
  for (int trial = 0; trial < 100; ++trial) {
    Scene scene(20, 50, random);
    const auto out = DrawIds(2 + random.Below(7), 6, random);
    const Lesson lesson(DrawIds(1 + random.Below(10), 3, random), out, random);
    scene.StepFloats(kernel(), lesson, 0.05f);
    scene.StepDoubles(lesson, 0.05f);
    EXPECT_LT(scene.Error(), 2 * kTolerance) << lesson.in.size() << " x " << out.size();
  }
}

TEST_P(EveryKernel, ReportsTheDotsBeforeTheStep) {
  Random random(4, RandomPurpose::kTest);
  Scene scene(16, 100, random);
  std::vector<float*> inputs, outputs;
  for (std::size_t i = 0; i < 5; ++i) inputs.push_back(scene.input.Address(ToWordId(i)));
  for (std::size_t j = 0; j < 7; ++j) outputs.push_back(scene.output.Address(ToWordId(j)));
  StepScratch scratch(5);
  const std::vector<WindowSet> windows(5, 1);
  const Targets targets(1, 1.0f);
  kernel().step({inputs, windows, outputs, targets, 100, 0.05f}, scratch);
  for (std::size_t i = 0; i < 5; ++i) {
    for (std::size_t j = 0; j < 7; ++j) {
      double dot = 0;
      for (std::size_t k = 0; k < 100; ++k) {
        dot += scene.exact_input[i * 100 + k] * scene.exact_output[j * 100 + k];
      }
      EXPECT_NEAR(scratch.Dot(i, j), dot, 2e-5);
    }
  }
}

TEST_P(EveryKernel, SaturatesWithoutHarm) {
  Random random(5, RandomPurpose::kTest);
  Scene scene(4, 16, random);
  for (float& value : scene.input.Row(WordId{0})) value = 1e4f;
  for (float& value : scene.output.Row(WordId{0})) value = -1e4f;
  scene.StepFloats(kernel(), Lesson(DistinctIds(1), DistinctIds(1)), 0.05f);
  EXPECT_FALSE(scene.input.FirstNonFinite());
  EXPECT_FLOAT_EQ(scene.input.Row(WordId{0})[0], 1e4f - 0.05f * 1e4f);
}

TEST_P(EveryKernel, HasASigmoidExactToAMillionth) {
  std::vector<float> values;
  for (double x = -100; x <= 100; x += 0.0037) values.push_back(static_cast<float>(x));
  std::vector<float> sigmoids = values;
  kernel().sigmoid(sigmoids);
  double error = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    error = std::max(error, std::abs(sigmoids[i] - 1 / (1 + std::exp(-double{values[i]}))));
  }
  EXPECT_LT(error, 2e-7);
}

// The loss of held-out text is the logarithm of such values, so what counts is the relative error.
TEST_P(EveryKernel, HasASigmoidWhoseSmallValuesAreExactToo) {
  std::vector<float> values;
  for (double x = -87; x <= 0; x += 0.0037) values.push_back(static_cast<float>(x));
  std::vector<float> sigmoids = values;
  kernel().sigmoid(sigmoids);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double exact = 1 / (1 + std::exp(-double{values[i]}));
    ASSERT_NEAR(sigmoids[i] / exact, 1, 1e-5) << values[i];
  }
}

TEST_P(EveryKernel, ScansRowsLikeTheReference) {
  Random random(6, RandomPurpose::kTest);
  for (const std::size_t rows : {1, 2, 3, 4, 5, 8, 17}) {
    for (const std::size_t dim : {1, 16, 31, 100, 300}) {
      Scene scene(rows, dim, random);
      std::vector<float> found(rows);
      kernel().dot_rows(scene.output.Address(WordId{0}), scene.input.Address(WordId{0}),
                        scene.input.stride(), dim, found);
      for (std::size_t r = 0; r < rows; ++r) {
        double dot = 0;
        for (std::size_t k = 0; k < dim; ++k) {
          dot += scene.exact_output[k] * scene.exact_input[r * dim + k];
        }
        EXPECT_NEAR(found[r], dot, 5e-5) << rows << " rows, dim " << dim;
      }
    }
  }
}

TEST(Targets, TeachEachInputItsOwnCentreWordsAndEveryNegative) {
  const Targets two(2, 0.5f);
  const float weights[kWindowSets][3] = {{0, 0, 0}, {1, 0, 0.5f}, {0, 1, 0.5f}, {1, 1, 1}};
  for (WindowSet set = 0; set < kWindowSets; ++set) {
    for (std::size_t output = 0; output < kTile; ++output) {
      EXPECT_EQ(two.weights[set][output], weights[set][std::min<std::size_t>(output, 2)]);
      EXPECT_EQ(two.labels[set][output], output < 2 ? weights[set][output] : 0);
    }
  }
  const Targets none(0, 0.5f);  // what follows in another step
  EXPECT_EQ(none.weights[1][0], 0.5f);
  EXPECT_EQ(none.labels[1][0], 0);
  const Targets one(1, 1.0f);
  EXPECT_EQ(one.labels[1][0], 1);
  EXPECT_EQ(one.weights[1][1], 1);
  EXPECT_EQ(one.labels[1][1], 0);
}

TEST(Kernels, AreFoundByNameAndTheFirstIsTheDefault) {
  for (const std::string_view name : KernelNames()) EXPECT_EQ(FindKernel(name).name, name);
  EXPECT_EQ(FindKernel("").name, KernelNames().front());
}

TEST(Kernels, RefuseAnUnknownNameAndListTheKnownOnes) {
  try {
    FindKernel("mmx");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUsage);
    EXPECT_THAT(error.what(), ::testing::HasSubstr("atomic"));
  }
}

}  // namespace
}  // namespace hogvec

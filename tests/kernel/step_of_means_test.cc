// CBOW's step in every kernel against the same in double.
//
// Dimensions run over the sizes around multiples of each vector length; steps have one input or
// two, one to eight outputs, and outputs that occur twice. Rows are of the size that training has,
// at most 1 per element: an error of 3e-6 is then some twenty roundings of a float.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "hogvec/embedding_table.h"
#include "kernel/kernel.h"

namespace hogvec {
namespace {

constexpr double kTolerance = 3e-6;
constexpr float kAlpha = 0.1f;
constexpr std::size_t kOutputRows = 12;
constexpr std::size_t kDims[] = {1,   2,   3,   4,   5,   7,   8,   9,   15,  16,
                                 17,  31,  32,  33,  50,  63,  64,  65,  100, 127,
                                 128, 129, 200, 255, 256, 257, 300, 333, 513};

using Row = std::vector<double>;

// What a step is about: the windows of one input or of two, and ids of output rows.
struct Lesson {
  std::vector<WindowSet> windows;
  std::vector<std::size_t> out;
  Targets targets;
};

// Outputs 0, 1, ...; two centre words for two windows, if there are so many.
Lesson LessonOf(std::vector<WindowSet> windows, std::size_t outputs) {
  std::vector<std::size_t> out(outputs);
  for (std::size_t j = 0; j < outputs; ++j) out[j] = j;
  const std::size_t centres =
      std::min<std::size_t>(outputs, windows == std::vector<WindowSet>{1} ? 1 : 2);
  return {std::move(windows), std::move(out), Targets(centres, centres == 1 ? 1 : 0.75f)};
}

EmbeddingTable DrawTable(std::size_t rows, std::size_t dim, Random& random) {
  EmbeddingTable table(rows, dim);
  for (std::size_t row = 0; row < rows; ++row) {
    for (float& value : table.Row(ToRowId(row))) value = 2 * random.UnitFloat() - 1;
  }
  return table;
}

EmbeddingTable CopyOf(const EmbeddingTable& table) {
  EmbeddingTable copy;
  copy.CopyFrom(table);
  return copy;
}

bool SameRows(const EmbeddingTable& a, const EmbeddingTable& b) {
  const float* const first = a.Address(RowId{0});
  return std::equal(first, first + a.rows() * a.stride(), b.Address(RowId{0}));
}

std::vector<Row> RowsOf(const EmbeddingTable& table) {
  std::vector<Row> rows;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto floats = table.Row(ToRowId(row));
    rows.emplace_back(floats.begin(), floats.end());
  }
  return rows;
}

// Rows of floats, and beside them the same in double.
struct Scene {
  Scene(std::size_t dim, Random& random)
      : inputs(DrawTable(2, dim, random)),
        gains(DrawTable(2, dim, random)),
        outputs(DrawTable(kOutputRows, dim, random)),
        exact_inputs(RowsOf(inputs)),
        exact_gains(RowsOf(gains)),
        exact_outputs(RowsOf(outputs)) {}

  void StepFloats(const Kernel& kernel, const Lesson& lesson,
                  const std::vector<const float*>& upcoming = {}) {
    std::vector<float*> in, to, out;
    for (std::size_t i = 0; i < lesson.windows.size(); ++i) {
      in.push_back(inputs.Address(ToRowId(i)));
      to.push_back(gains.Address(ToRowId(i)));
    }
    for (const std::size_t j : lesson.out) out.push_back(outputs.Address(ToRowId(j)));
    StepScratch scratch(in.size());
    kernel.step_of_means({in, lesson.windows, out, lesson.targets, inputs.dim(), kAlpha, upcoming},
                         to.data(), scratch);
    dots.clear();
    for (std::size_t i = 0; i < in.size(); ++i) {
      for (std::size_t j = 0; j < out.size(); ++j) dots.push_back(double{scratch.Dot(i, j)});
    }
  }

  // All dot products first; then the outputs, one after the other.
  void StepDoubles(const Lesson& lesson) {
    exact_dots.clear();
    for (std::size_t i = 0; i < lesson.windows.size(); ++i) {
      for (const std::size_t j : lesson.out) exact_dots.push_back(Dot(i, j));
    }
    for (std::size_t j = 0; j < lesson.out.size(); ++j) {
      const Row before = exact_outputs[lesson.out[j]];
      for (std::size_t i = 0; i < lesson.windows.size(); ++i) {
        const double label = lesson.targets.labels[lesson.windows[i]][j];
        const double weight = lesson.targets.weights[lesson.windows[i]][j];
        const double dot = exact_dots[i * lesson.out.size() + j];
        const double g = double{kAlpha} * (label - weight / (1 + std::exp(-dot)));
        Add(exact_gains[i], before, g);
        Add(exact_outputs[lesson.out[j]], exact_inputs[i], g);
      }
    }
  }

  // The largest difference between the two, infinite if anything leaked into the padding.
  double Error() const {
    double error = std::max(ErrorOf(gains, exact_gains), ErrorOf(outputs, exact_outputs));
    for (std::size_t i = 0; i < dots.size(); ++i) {
      // A dot is a sum of up to 513 products, and is right to 1e-5 of their size.
      const double off = std::abs(dots[i] - exact_dots[i]);
      if (off > 1e-5 * (1 + std::sqrt(static_cast<double>(inputs.dim())))) error = INFINITY;
    }
    return error;
  }

  EmbeddingTable inputs, gains, outputs;
  std::vector<Row> exact_inputs, exact_gains, exact_outputs;
  std::vector<double> dots, exact_dots;  // of the last step

 private:
  double Dot(std::size_t input, std::size_t output) const {
    double dot = 0;
    for (std::size_t k = 0; k < inputs.dim(); ++k) {
      dot += exact_inputs[input][k] * exact_outputs[output][k];
    }
    return dot;
  }
  static void Add(Row& to, const Row& what, double times) {
    for (std::size_t k = 0; k < to.size(); ++k) to[k] += times * what[k];
  }
  static double ErrorOf(const EmbeddingTable& table, const std::vector<Row>& exact) {
    double error = 0;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const float* const values = table.Address(ToRowId(row));
      for (std::size_t k = 0; k < table.dim(); ++k) {
        const double off = std::abs(values[k] - exact[row][k]);
        if (!(off <= error)) error = off;  // NaN counts, too
      }
      for (std::size_t k = table.dim(); k < table.stride(); ++k) {
        if (values[k] != 0) return INFINITY;
      }
    }
    return error;
  }
};

class StepOfMeans : public ::testing::TestWithParam<std::size_t> {
 protected:
  const Kernel& kernel() const { return AvailableKernels()[GetParam()]; }

  // Some steps, one after the other.
  void ExpectSteps(const Lesson& lesson, std::size_t dim, int steps = 1) {
    Scene scene(dim, random_);
    const EmbeddingTable inputs = CopyOf(scene.inputs);
    for (int step = 0; step < steps; ++step) {
      scene.StepFloats(kernel(), lesson);
      scene.StepDoubles(lesson);
    }
    EXPECT_LT(scene.Error(), steps * kTolerance)
        << "dim " << dim << ", " << lesson.windows.size() << " by " << lesson.out.size();
    EXPECT_TRUE(SameRows(scene.inputs, inputs)) << "inputs stay";
  }

  Random random_{11, RandomPurpose::kTest};
};

std::string KernelName(const ::testing::TestParamInfo<std::size_t>& info) {
  return std::string(AvailableKernels()[info.param].name);
}

INSTANTIATE_TEST_SUITE_P(EveryKernel, StepOfMeans,
                         ::testing::Range<std::size_t>(0, AvailableKernels().size()), KernelName);

const std::vector<WindowSet> kOneWindow{1}, kFirstOfTwo{1, 2}, kOnlySecond{2};

TEST_P(StepOfMeans, IsRightInEveryDimensionAndForAnyNumberOfOutputs) {
  for (const std::size_t dim : kDims) {
    for (std::size_t outputs = 1; outputs <= kTile; ++outputs) {
      for (const auto& windows : {kOneWindow, kFirstOfTwo, kOnlySecond}) {
        ExpectSteps(LessonOf(windows, outputs), dim);
      }
    }
  }
}

TEST_P(StepOfMeans, LetsAnOutputThatOccursTwiceChangeTwice) {
  const std::vector<std::size_t> kTwice[] = {
      {3, 3}, {0, 1, 5, 5}, {7, 7, 2, 4, 2}, {0, 1, 2, 3, 4, 5, 6, 2}, {9, 9, 9, 9, 9, 9, 9, 9}};
  for (const auto& out : kTwice) {
    for (const auto& windows : {kOneWindow, kFirstOfTwo}) {
      Lesson lesson = LessonOf(windows, out.size());
      lesson.out = out;
      for (const std::size_t dim : {7u, 50u, 100u}) ExpectSteps(lesson, dim);
    }
  }
}

// Gains are added up: neither a step nor its kernel begins with zeros.
TEST_P(StepOfMeans, AddsTheGainsOfEachStepToThoseBefore) {
  for (const std::size_t dim : {5u, 50u, 100u}) {
    ExpectSteps(LessonOf(kOneWindow, 8), dim, 2);
    ExpectSteps(LessonOf(kFirstOfTwo, 7), dim, 3);
  }
}

TEST_P(StepOfMeans, OfOneInputLeavesTheGainsOfTheOther) {
  Scene scene(50, random_);
  const Row other = RowsOf(scene.gains)[1];
  scene.StepFloats(kernel(), LessonOf(kOneWindow, 6));
  EXPECT_EQ(RowsOf(scene.gains)[1], other);
}

TEST_P(StepOfMeans, IsTheSameWhateverRowsAreFetchedMeanwhile) {
  for (const std::size_t dim : {1u, 50u, 300u}) {
    const EmbeddingTable later = DrawTable(30, dim, random_), kept = CopyOf(later);
    std::vector<const float*> upcoming;
    for (std::size_t row = 0; row < later.rows(); ++row) {
      upcoming.push_back(later.Address(ToRowId(row)));
    }
    for (const auto& windows : {kOneWindow, kFirstOfTwo}) {
      const Lesson lesson = LessonOf(windows, 8);
      Random twin = random_;
      Scene plain(dim, random_), fetching(dim, twin);
      plain.StepFloats(kernel(), lesson);
      fetching.StepFloats(kernel(), lesson, upcoming);
      EXPECT_TRUE(SameRows(fetching.gains, plain.gains));
      EXPECT_TRUE(SameRows(fetching.outputs, plain.outputs));
    }
    EXPECT_TRUE(SameRows(later, kept));
  }
}

}  // namespace
}  // namespace hogvec

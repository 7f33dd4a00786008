// The reference step in double against the numeric gradient of the loss that it reduces.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/random.h"
#include "kernel/reference.h"

namespace hogvec {
namespace {

using Step = ReferenceStep<double, PlainCell<double>>;

constexpr std::size_t kDim = 9;

struct Rows {
  std::vector<std::vector<double>> inputs, outputs;

  std::vector<double*> Pointers(std::vector<std::vector<double>>& rows) {
    std::vector<double*> pointers;
    for (auto& row : rows) pointers.push_back(row.data());
    return pointers;
  }
};

Rows DrawRows(std::size_t inputs, std::size_t outputs) {
  Random random(7, RandomPurpose::kTest);
  Rows rows{std::vector(inputs, std::vector<double>(kDim)),
            std::vector(outputs, std::vector<double>(kDim))};
  for (auto* side : {&rows.inputs, &rows.outputs}) {
    for (auto& row : *side) {
      for (double& value : row) value = random.UnitFloat() - 0.5;
    }
  }
  return rows;
}

// The targets of the inputs: one window that all belong to, or two of which they belong to either
// or both.
struct Lesson {
  Targets targets;
  std::vector<WindowSet> windows;
};

const Lesson kOneWindow{Targets(1, 1.0f), std::vector<WindowSet>(6, 1)};
const Lesson kTwoWindows{Targets(2, 0.75f), {1, 3, 2, 3, 1, 2}};

// -sum_ij [l_ij log s(x_i.y_j) + (w_ij - l_ij) log s(-x_i.y_j)]
double Loss(const Rows& rows, const Lesson& lesson) {
  double loss = 0;
  for (std::size_t i = 0; i < rows.inputs.size(); ++i) {
    for (std::size_t j = 0; j < rows.outputs.size(); ++j) {
      double dot = 0;
      for (std::size_t k = 0; k < kDim; ++k) dot += rows.inputs[i][k] * rows.outputs[j][k];
      const double label = lesson.targets.labels[lesson.windows[i]][j];
      const double weight = lesson.targets.weights[lesson.windows[i]][j];
      loss += label * std::log1p(std::exp(-dot)) + (weight - label) * std::log1p(std::exp(dot));
    }
  }
  return loss;
}

double NumericSlope(Rows& rows, const Lesson& lesson, double& value) {
  constexpr double kNudge = 1e-5;
  const double kept = value;
  value = kept + kNudge;
  const double above = Loss(rows, lesson);
  value = kept - kNudge;
  const double below = Loss(rows, lesson);
  value = kept;
  return (above - below) / (2 * kNudge);
}

void TakeStep(Rows& rows, const Lesson& lesson, double alpha) {
  const auto inputs = rows.Pointers(rows.inputs), outputs = rows.Pointers(rows.outputs);
  std::vector<double> dots(128), gradients(128);
  const Step step(inputs, outputs, kDim);
  step.ComputeDots(dots.data());
  step.ComputeGradients(dots.data(), lesson.windows, lesson.targets, alpha, gradients.data());
  step.UpdateRows(gradients.data());
}

// CBOW's, which leaves the inputs as they are: what they would gain. No output occurs twice.
std::vector<std::vector<double>> TakeStepOfMeans(Rows& rows, const Lesson& lesson, double alpha) {
  const auto inputs = rows.Pointers(rows.inputs), outputs = rows.Pointers(rows.outputs);
  std::vector gains(inputs.size(), std::vector<double>(kDim));
  std::vector<double> dots(128), gradients(128);
  const Step step(inputs, outputs, kDim);
  step.ComputeDots(dots.data());
  step.ComputeGradients(dots.data(), lesson.windows, lesson.targets, alpha, gradients.data());
  step.UpdateOutputs(gradients.data(), rows.Pointers(gains).data());
  return gains;
}

class Gradient : public ::testing::TestWithParam<const Lesson*> {};

INSTANTIATE_TEST_SUITE_P(Windows, Gradient, ::testing::Values(&kOneWindow, &kTwoWindows),
                         [](const auto& windows) { return windows.index == 0 ? "One" : "Two"; });

TEST_P(Gradient, IsThatOfTheLoss) {
  Rows rows = DrawRows(4, 8);
  Rows stepped = rows;
  constexpr double kAlpha = 0.01;
  TakeStep(stepped, *GetParam(), kAlpha);
  for (auto side : {&Rows::inputs, &Rows::outputs}) {
    for (std::size_t r = 0; r < (rows.*side).size(); ++r) {
      for (std::size_t k = 0; k < kDim; ++k) {
        const double moved = (stepped.*side)[r][k] - (rows.*side)[r][k];
        const double slope = NumericSlope(rows, *GetParam(), (rows.*side)[r][k]);
        EXPECT_NEAR(moved, -kAlpha * slope, 1e-10);
      }
    }
  }
}

TEST_P(Gradient, OfMeansIsThatOfTheLoss) {
  Rows rows = DrawRows(2, 8);
  const Lesson lesson{GetParam()->targets, GetParam() == &kOneWindow
                                               ? std::vector<WindowSet>{1, 1}
                                               : std::vector<WindowSet>{1, 2}};
  Rows stepped = rows;
  constexpr double kAlpha = 0.01;
  const auto gains = TakeStepOfMeans(stepped, lesson, kAlpha);
  EXPECT_EQ(stepped.inputs, rows.inputs);
  for (std::size_t i = 0; i < gains.size(); ++i) {
    for (std::size_t k = 0; k < kDim; ++k) {
      EXPECT_NEAR(gains[i][k], -kAlpha * NumericSlope(rows, lesson, rows.inputs[i][k]), 1e-10);
    }
  }
  for (std::size_t j = 0; j < rows.outputs.size(); ++j) {
    for (std::size_t k = 0; k < kDim; ++k) {
      const double moved = stepped.outputs[j][k] - rows.outputs[j][k];
      EXPECT_NEAR(moved, -kAlpha * NumericSlope(rows, lesson, rows.outputs[j][k]), 1e-10);
    }
  }
}

TEST_P(Gradient, LowersTheLoss) {
  Rows rows = DrawRows(6, 6);
  double before = Loss(rows, *GetParam());
  for (int i = 0; i < 20; ++i) {
    TakeStep(rows, *GetParam(), 0.05);
    const double after = Loss(rows, *GetParam());
    EXPECT_LT(after, before);
    before = after;
  }
}

}  // namespace
}  // namespace hogvec

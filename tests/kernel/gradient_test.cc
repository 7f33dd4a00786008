// The reference step in double against the numeric gradient of the loss it claims to lower.
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

// -sum_i [log s(x_i.y_0) + sum_{j>0} log s(-x_i.y_j)]
double Loss(const Rows& rows) {
  double loss = 0;
  for (const auto& x : rows.inputs) {
    for (std::size_t j = 0; j < rows.outputs.size(); ++j) {
      double dot = 0;
      for (std::size_t k = 0; k < kDim; ++k) dot += x[k] * rows.outputs[j][k];
      loss += std::log1p(std::exp(j == 0 ? -dot : dot));
    }
  }
  return loss;
}

double NumericSlope(Rows& rows, double& value) {
  constexpr double kNudge = 1e-5;
  const double kept = value;
  value = kept + kNudge;
  const double above = Loss(rows);
  value = kept - kNudge;
  const double below = Loss(rows);
  value = kept;
  return (above - below) / (2 * kNudge);
}

void TakeStep(Rows& rows, double alpha) {
  const auto inputs = rows.Pointers(rows.inputs), outputs = rows.Pointers(rows.outputs);
  std::vector<double> dots(128), gradients(128), gains(inputs.size());
  const Step step(inputs, outputs, kDim);
  step.ComputeDots(dots.data());
  step.ComputeGradients(dots.data(), gradients.data(), alpha);
  step.UpdateRows(gradients.data(), gains.data());
}

TEST(Gradient, IsThatOfTheLoss) {
  Rows rows = DrawRows(4, 7);
  Rows stepped = rows;
  constexpr double kAlpha = 0.01;
  TakeStep(stepped, kAlpha);
  for (auto side : {&Rows::inputs, &Rows::outputs}) {
    for (std::size_t r = 0; r < (rows.*side).size(); ++r) {
      for (std::size_t k = 0; k < kDim; ++k) {
        const double moved = (stepped.*side)[r][k] - (rows.*side)[r][k];
        const double slope = NumericSlope(rows, (rows.*side)[r][k]);
        EXPECT_NEAR(moved, -kAlpha * slope, 1e-10);
      }
    }
  }
}

TEST(Gradient, LowersTheLoss) {
  Rows rows = DrawRows(6, 6);
  double before = Loss(rows);
  for (int i = 0; i < 20; ++i) {
    TakeStep(rows, 0.05);
    EXPECT_LT(Loss(rows), before);
    before = Loss(rows);
  }
}

}  // namespace
}  // namespace hogvec

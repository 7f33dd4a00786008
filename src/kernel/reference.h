#ifndef HOGVEC_KERNEL_REFERENCE_H_
#define HOGVEC_KERNEL_REFERENCE_H_

#include <array>
#include <cmath>
#include <cstddef>
#include <span>

#include "kernel/kernel.h"

namespace hogvec {

// The step in plain C++, a direct transcription of the formulas in kernel.h. The vector kernels are
// tested against it, and its gradient is checked in double.
//
// `Cell` reads and writes one number of a row, with static `Get(const Real&)` and
// `Set(Real&, Real)`: plainly, or with relaxed atomics for the thread sanitizer.
template <typename Real, typename Cell>
class ReferenceStep {
 public:
  ReferenceStep(std::span<Real* const> inputs, std::span<Real* const> outputs, std::size_t dim)
      : inputs_(inputs), outputs_(outputs), dim_(dim) {}

  // dots(i, j) = x_i . y_j
  void ComputeDots(Real* dots) const {
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      for (std::size_t j = 0; j < outputs_.size(); ++j) {
        dots[IndexOf(i, j)] = Dot(inputs_[i], outputs_[j]);
      }
    }
  }

  // gradients(i, j) = alpha * (label_ij - weight_ij * s(dots(i, j)))
  void ComputeGradients(const Real* dots, std::span<const WindowSet> windows,
                        const Targets& targets, Real alpha, Real* gradients) const {
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      for (std::size_t j = 0; j < outputs_.size(); ++j) {
        const Real label = targets.labels[windows[i]][j], weight = targets.weights[windows[i]][j];
        gradients[IndexOf(i, j)] = alpha * (label - weight * Sigmoid(dots[IndexOf(i, j)]));
      }
    }
  }

  // Updates every row by the gradients, column by column, since the sums of a column depend on that
  // column alone.
  void UpdateRows(const Real* gradients) const {
    for (std::size_t k = 0; k < dim_; ++k) UpdateColumn(gradients, k);
  }

  // The same for the means of CBOW: outputs change one after the other, and what an input would
  // gain is added to a row of gains instead.
  void UpdateOutputs(const Real* gradients, Real* const* gains) const {
    for (std::size_t j = 0; j < outputs_.size(); ++j) {
      for (std::size_t k = 0; k < dim_; ++k) UpdateOutput(gradients, gains, j, k);
    }
  }

  static std::size_t IndexOf(std::size_t i, std::size_t j) { return StepScratch::IndexOf(i, j); }

  static Real Sigmoid(Real value) { return 1 / (1 + std::exp(-value)); }

 private:
  Real Dot(const Real* x, const Real* y) const {
    Real sum = 0;
    for (std::size_t k = 0; k < dim_; ++k) sum += Cell::Get(x[k]) * Cell::Get(y[k]);
    return sum;
  }

  void UpdateColumn(const Real* gradients, std::size_t k) const {
    std::array<Real, kTile> ys{}, gains{};
    for (std::size_t j = 0; j < outputs_.size(); ++j) ys[j] = Cell::Get(outputs_[j][k]);
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      const Real x = Cell::Get(inputs_[i][k]);
      Real x_gain = 0;
      for (std::size_t j = 0; j < outputs_.size(); ++j) {
        const Real g = gradients[IndexOf(i, j)];
        x_gain += g * ys[j];
        gains[j] += g * x;
      }
      Add(inputs_[i][k], x_gain);
    }
    for (std::size_t j = 0; j < outputs_.size(); ++j) Add(outputs_[j][k], gains[j]);
  }

  void UpdateOutput(const Real* gradients, Real* const* gains, std::size_t j, std::size_t k) const {
    const Real y = Cell::Get(outputs_[j][k]);
    Real y_gain = 0;
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      const Real g = gradients[IndexOf(i, j)];
      gains[i][k] += g * y;
      y_gain += g * inputs_[i][k];
    }
    Cell::Set(outputs_[j][k], y + y_gain);
  }

  static void Add(Real& cell, Real gain) { Cell::Set(cell, Cell::Get(cell) + gain); }

  std::span<Real* const> inputs_;
  std::span<Real* const> outputs_;
  std::size_t dim_;
};

// A plain number.
template <typename Real>
struct PlainCell {
  static Real Get(const Real& cell) { return cell; }
  static void Set(Real& cell, Real value) { cell = value; }
};

}  // namespace hogvec

#endif  // HOGVEC_KERNEL_REFERENCE_H_

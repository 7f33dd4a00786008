#ifndef HOGVEC_KERNEL_KERNEL_H_
#define HOGVEC_KERNEL_KERNEL_H_

#include <cstddef>
#include <span>
#include <string_view>

#include "base/aligned_floats.h"

namespace hogvec {

// One training step: the context words of a window against the centre word and its negatives.
//
// Rows are read and updated in place. Each starts on a 64-byte boundary and is padded with zeros to
// a multiple of 64 bytes, as EmbeddingTable's are. The same row may stand in `inputs` or in
// `outputs` more than once; no row may stand in both.
struct WindowBatch {
  std::span<float* const> inputs;   // input rows of the context words
  std::span<float* const> outputs;  // output rows: the centre word's first, then the negatives'
  std::size_t dim = 0;              // floats per row
  float alpha = 0;                  // learning rate
  // Rows that steps to come will use, fetched into the cache meanwhile: all at once they would fill
  // the processor's few buffers for misses, and the step would wait behind them.
  std::span<const float* const> upcoming = {};
};

// Working memory of a worker for steps of up to `inputs` x `outputs` rows.
class StepScratch {
 public:
  StepScratch(std::size_t inputs, std::size_t outputs);

  // After a step over `inputs` inputs: the dot product of input i with output j, as it was before.
  float Dot(std::size_t i, std::size_t j, std::size_t inputs) const {
    return dots_.data()[IndexOf(i, j, inputs)];
  }

  // Dots and gradients stand by tiles of six outputs, input after input, eight floats to each: a
  // layout that the vector kernels fill by whole vectors.
  static constexpr std::size_t kTile = 6;
  static constexpr std::size_t kTileStride = 8;
  static constexpr std::size_t IndexOf(std::size_t i, std::size_t j, std::size_t inputs) {
    return (j / kTile * inputs + i) * kTileStride + j % kTile;
  }

  float* dots() { return dots_.data(); }
  float* gradients() { return gradients_.data(); }

  // Room for what two vectors' worth of columns of each row gain.
  float* gains() { return gains_.data(); }

 private:
  AlignedFloats dots_;
  AlignedFloats gradients_;
  AlignedFloats gains_;
};

// With x_i the inputs, y_j the outputs, label_0 = 1 and label_j = 0 for the negatives, the step
// lowers the loss L = -sum_i [log s(x_i.y_0) + sum_{j>0} log s(-x_i.y_j)], s the logistic function,
// along its gradient:
//
//   g_ij  = alpha * (label_j - s(x_i . y_j))
//   x_i  += sum_j g_ij y_j
//   y_j  += sum_i g_ij x_i
//
// with every product on the right taken from the rows as they were before the step (HogBatch, Ji et
// al. 2016); a row that stands twice receives both of its sums. With one input and no repeated
// output this is word2vec.c's update of a pair.
//
// Other workers may read and write the same rows meanwhile (Hogwild): sums may get lost, which
// training bears; nothing but floats is ever read from a shared row.
using StepFunction = void (*)(const WindowBatch& batch, StepScratch& scratch) noexcept;

// out[r] = query . (rows + r * stride) for each r < out.size(), over `dim` floats; query and rows
// are aligned and padded as above, stride is in floats.
using DotRowsFunction = void (*)(const float* query, const float* rows, std::size_t stride,
                                 std::size_t dim, std::span<float> out) noexcept;

// The logistic function of each value in place, exact to 1e-6; for tests of what a step uses.
using SigmoidFunction = void (*)(std::span<float> values) noexcept;

// The inner loops of training and search, compiled for one instruction set.
struct Kernel {
  std::string_view name;
  StepFunction step = nullptr;
  DotRowsFunction dot_rows = nullptr;
  SigmoidFunction sigmoid = nullptr;
};

// Every kernel that runs on this processor, fastest first.
std::span<const Kernel> AvailableKernels();

// The fastest, or the one with this name. Throws Error{kUsage}, listing the names, if it is none.
const Kernel& FindKernel(std::string_view name);

}  // namespace hogvec

#endif  // HOGVEC_KERNEL_KERNEL_H_

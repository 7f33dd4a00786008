#ifndef HOGVEC_KERNEL_KERNEL_H_
#define HOGVEC_KERNEL_KERNEL_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/aligned_floats.h"
#include "base/row_share.h"

namespace hogvec {

// The windows of a step to which an input belongs, one bit each: the first, the second, or both.
using WindowSet = std::uint8_t;
inline constexpr std::size_t kWindowSets = 4;

// The maximum number of outputs in a step: as many as stay in registers during the loop over the
// inputs. With more, a step would also sum too many gradients computed from the same old rows.
inline constexpr std::size_t kTile = 8;

// Labels and weights of each output for an input, by the windows that the input belongs to: a
// positive sample if the output is the centre word of one of them, and a negative sample if it is a
// negative, which counts once for each of them, times `negative_weight`.
struct Targets {
  // The first `centres` outputs are centre words, the others negatives.
  Targets(std::size_t centres, float negative_weight);

  // How often an input of these windows and an output count as a sample, and how often as a
  // positive sample.
  alignas(64) float weights[kWindowSets][kTile] = {};
  alignas(64) float labels[kWindowSets][kTile] = {};
};

// One training step: context words of one window, or of two consecutive ones, against their centre
// words and the negatives, which are drawn once for both; or against some of these.
//
// Rows are read and updated in place. Each starts on a 64-byte boundary and is padded with zeros to
// a multiple of 64 bytes, like the rows of EmbeddingTable. A row may occur more than once in
// `inputs` or in `outputs`, but not in both.
struct StepBatch {
  std::span<float* const> inputs;      // input rows of the context words
  std::span<const WindowSet> windows;  // of each input; as many as inputs
  std::span<float* const> outputs;     // output rows: the centre words' first, then the negatives';
                                       // from one to kTile
  const Targets& targets;
  std::size_t dim = 0;  // floats per row
  float alpha = 0;      // learning rate
  // Rows of later steps, prefetched during this one. They are spread over the step: all at once
  // they would fill the processor's few line-fill buffers, and the step would have to wait.
  std::span<const float* const> upcoming = {};
};

// Scratch memory of a worker for steps of up to `inputs` inputs.
class StepScratch {
 public:
  explicit StepScratch(std::size_t inputs);

  // After a step: the dot product of input i with output j before the update.
  float Dot(std::size_t i, std::size_t j) const { return dots_[IndexOf(i, j)]; }

  // Dots and gradients have a full tile per input, even for fewer outputs, so that the vector
  // kernels can store whole vectors.
  static constexpr std::size_t IndexOf(std::size_t i, std::size_t j) { return i * kTile + j; }

  float* dots() { return dots_.data(); }
  float* gradients() { return gradients_.data(); }

 private:
  AlignedFloats dots_;
  AlignedFloats gradients_;
};

// With inputs x_i, outputs y_j, and their labels l_ij and weights w_ij, the step reduces
//
//   L = -sum_ij [l_ij log s(x_i.y_j) + (w_ij - l_ij) log s(-x_i.y_j)],  s the logistic function,
//
// along its gradient:
//
//   g_ij  = alpha * (l_ij - w_ij s(x_i . y_j))
//   x_i  += sum_j g_ij y_j
//   y_j  += sum_i g_ij x_i
//
// (HogBatch, Ji et al. 2016). All dot products use the rows as they were before the step. The sums
// in the last two lines are added input by input, so a product may use a row that was already
// updated in this step, but only if the row occurs twice. The difference is of second order in
// alpha; avoiding it would need a copy of every row. With one window and one input this is
// word2vec.c's update of a pair.
//
// Other workers may read and write the same rows meanwhile (Hogwild). Updates may get lost, which
// training tolerates; only floats are ever read from a shared row.
using StepFunction = void (*)(const StepBatch& batch, StepScratch& scratch) noexcept;

// a . b over `dim` floats at any alignment; nothing beyond them is read.
using DotFunction = float (*)(const float* a, const float* b, std::size_t dim) noexcept;

// out[i * outputs.size() + j] = inputs[i] . outputs[j] over `dim` floats, for rows aligned and
// padded like those of a step.
using DotsFunction = void (*)(std::span<const float* const> inputs,
                              std::span<const float* const> outputs, std::size_t dim,
                              float* out) noexcept;

// out[r] = query . (rows + r * stride) for each r < out.size(), over `dim` floats. The query is
// aligned and padded as above; rows have any alignment, are `stride` floats apart, and nothing
// beyond their `dim` floats is read.
using DotRowsFunction = void (*)(const float* query, const float* rows, std::size_t stride,
                                 std::size_t dim, std::span<float> out) noexcept;

// The number of queries in a panel.
inline constexpr std::size_t kPanelQueries = 32;

// out[r * kPanelQueries + q] = (query q of the panel) . (rows + r * stride) for each r < count,
// over `dim` floats. The panel holds the first element of each query, then the second of each, and
// so on: dim x kPanelQueries floats at a 64-byte boundary. Rows are as for DotRowsFunction.
using DotPanelFunction = void (*)(const float* panel, const float* rows, std::size_t stride,
                                  std::size_t dim, std::size_t count, float* out) noexcept;

// The logistic function of each value, in place, with a relative error of at most 1e-5; values
// below -87 count as -87.
using SigmoidFunction = void (*)(std::span<float> values) noexcept;

// A table of rows, aligned and padded like those of a step.
struct RowsOfTable {
  float* first = nullptr;
  std::size_t stride = 0;  // floats from row to row
  std::size_t dim = 0;
};

// Sets `mean` and `copy` to the sum of these rows times `scale`. Both are aligned and padded.
using MeanOfRowsFunction = void (*)(const RowsOfTable& table, std::span<const RowShare> shares,
                                    float scale, float* mean, float* copy) noexcept;

// Adds gain * (after - before) to each of these rows; one that is named twice gets both. Other
// workers may read and write the rows meanwhile, as in a step.
using AddToRowsFunction = void (*)(const RowsOfTable& table, std::span<const RowShare> shares,
                                   const float* before, const float* after) noexcept;

// The rows of the context words of a window, or of two, and the windows that each belongs to, which
// may be none. A row may occur more than once.
struct ContextRows {
  std::span<float* const> rows;
  std::span<const WindowSet> windows;  // of each row; as many
  std::size_t dim = 0;
  std::span<const float* const> upcoming = {};  // rows of later steps, as in a step
};

// A row, or a factor, for each of two windows.
using RowOfEach = float* const (&)[2];
using FactorOfEach = const float (&)[2];

// Sets means[w] to the sum of the rows of window w times scales[w], and gains[w] to zeros, for both
// windows. These rows are aligned and padded like those of a step.
using MeansOfContextsFunction = void (*)(const ContextRows& contexts, FactorOfEach scales,
                                         RowOfEach means, RowOfEach gains) noexcept;

// A step of CBOW: the inputs are the means of one window or of two. It leaves them as they are, and
// adds what they would gain to gains[i], a row for each input; so a second step with further
// outputs sees the same means, as in word2vec.c. Outputs change one after the other.
using StepOfMeansFunction = void (*)(const StepBatch& batch, float* const* gains,
                                     StepScratch& scratch) noexcept;

// Adds factors[w] * gains[w] to each row of window w, for both windows. Other workers may read and
// write the rows meanwhile, as in a step.
using AddToContextsFunction = void (*)(const ContextRows& contexts, FactorOfEach factors,
                                       RowOfEach gains) noexcept;

// The inner loops of training and search, compiled for one instruction set.
struct Kernel {
  std::string_view name;
  StepFunction step = nullptr;
  DotsFunction dots = nullptr;
  DotFunction dot = nullptr;
  DotRowsFunction dot_rows = nullptr;
  DotPanelFunction dot_panel = nullptr;
  SigmoidFunction sigmoid = nullptr;
  MeanOfRowsFunction mean_of_rows = nullptr;
  AddToRowsFunction add_to_rows = nullptr;
  MeansOfContextsFunction means_of_contexts = nullptr;
  StepOfMeansFunction step_of_means = nullptr;
  AddToContextsFunction add_to_contexts = nullptr;
};

// Every kernel that runs on this processor, fastest first.
std::span<const Kernel> AvailableKernels();

// The fastest, or the one with this name. Throws Error{kUsage}, listing the names, if there is
// none.
const Kernel& FindKernel(std::string_view name);

}  // namespace hogvec

#endif  // HOGVEC_KERNEL_KERNEL_H_

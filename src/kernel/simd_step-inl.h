// The training step for the target that is being compiled.
//
// A step has three parts, each bound by the fused multiply-adds it must do: 3 x inputs x outputs x
// dim of them, of which a Zen 5 or Golden Cove core does two vectors a cycle. With AVX-512, dim 100
// (7 vectors), 6 inputs and 6 outputs that is 378 cycles.
//
//  1. Dots. A tile of two inputs by up to six outputs keeps twelve sums in registers: enough that
//     each waits for its own previous addition only, and every row is loaded once per tile.
//  2. Gradients. A tile's dots are brought together into as few vectors as hold them, go through
//     the sigmoid there, and are stored once: what is stored in pieces can't be loaded whole
//     until it has left the store queue.
//  3. Updates, column by column. The tile's output rows and their gains stay in registers while the
//     inputs pass by, so both products of a gradient come from one broadcast.
//
// Included once for each target, so the guard opens anew each time (Highway's convention).
#if defined(HOGVEC_KERNEL_SIMD_STEP_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef HOGVEC_KERNEL_SIMD_STEP_INL_H_
#undef HOGVEC_KERNEL_SIMD_STEP_INL_H_
#else
#define HOGVEC_KERNEL_SIMD_STEP_INL_H_
#endif

#include <hwy/cache_control.h>
#include <hwy/highway.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <type_traits>

#include "kernel/kernel.h"
#include "kernel/simd_vectors-inl.h"

HWY_BEFORE_NAMESPACE();
namespace hogvec {
namespace HWY_NAMESPACE {
namespace {

// Outputs in a tile: six rows with their six gains, an input, its gain and a gradient are fifteen
// of the sixteen registers that AVX2 has.
constexpr std::size_t kTile = StepScratch::kTile;

// Columns updated at once: with 32 registers two fit, which halves the broadcasts.
constexpr std::size_t kColumns = HWY_TARGET <= HWY_AVX3 || HWY_ARCH_ARM_A64 ? 2 : 1;

// 1 where the first tile of outputs has its label 1: at the centre word.
alignas(64) constexpr float kLabels[kTotals] = {1, 0, 0, 0, 0, 0, 0, 0, 1};

// Stores a tile's dots, and its gradients: -alpha * s(dot), plus alpha where the label is 1.
HWY_INLINE void StoreGradients(const Vector (&totals)[kTotalVectors], float label, float alpha,
                               float* dots, float* gradients) {
  for (std::size_t t = 0; t < kTotalVectors; ++t) {
    hn::StoreU(totals[t], kFloats, dots + t * kLanes);
    const Vector labels = hn::Mul(hn::Set(kFloats, label), hn::Load(kFloats, kLabels + t * kLanes));
    const Vector minus_alpha = hn::Set(kFloats, -alpha);
    hn::StoreU(hn::MulAdd(minus_alpha, SigmoidOf(totals[t]), labels), kFloats,
               gradients + t * kLanes);
  }
}

// The dots of kInputs inputs with kOutputs outputs, and from them the gradients. The fence keeps
// g++ from loading all rows ahead of the loop and spilling them.
template <std::size_t kInputs, std::size_t kOutputs>
HWY_INLINE void DotTile(float* const* x, float* const* y, std::size_t dim,
                        Vector (&totals)[kTotalVectors]) {
  HWY_FENCE;
  Vector sums[2][8];
  for (std::size_t i = 0; i < 2; ++i) {
    for (std::size_t j = 0; j < 8; ++j) sums[i][j] = hn::Zero(kFloats);
  }
  for (std::size_t k = 0; k < dim; k += kLanes) {
    Vector xs[kInputs];
    for (std::size_t i = 0; i < kInputs; ++i) xs[i] = hn::Load(kFloats, x[i] + k);
    for (std::size_t j = 0; j < kOutputs; ++j) {
      Vector ys = hn::Load(kFloats, y[j] + k);
      KeepInRegister(ys);
      for (std::size_t i = 0; i < kInputs; ++i) sums[i][j] = hn::MulAdd(xs[i], ys, sums[i][j]);
    }
  }
  SumAcrossBlocks(SumWithinBlocks(sums[0][0], sums[0][1], sums[0][2], sums[0][3]),
                  SumWithinBlocks(sums[0][4], sums[0][5], sums[0][6], sums[0][7]),
                  SumWithinBlocks(sums[1][0], sums[1][1], sums[1][2], sums[1][3]),
                  SumWithinBlocks(sums[1][4], sums[1][5], sums[1][6], sums[1][7]), totals);
}

// Dots and gradients of all inputs with the tile of outputs from `first` on.
template <std::size_t kOutputs>
void ComputeGradients(const WindowBatch& batch, std::size_t first, StepScratch& scratch) {
  float* const* y = batch.outputs.data() + first;
  const std::size_t inputs = batch.inputs.size();
  const float label = first == 0 ? batch.alpha : 0;
  for (std::size_t i = 0; i < inputs; i += 2) {
    const std::size_t at = scratch.IndexOf(i, first, inputs);
    Vector totals[kTotalVectors];
    if (i + 1 < inputs) {
      DotTile<2, kOutputs>(&batch.inputs[i], y, batch.dim, totals);
    } else {
      DotTile<1, kOutputs>(&batch.inputs[i], y, batch.dim, totals);
    }
    StoreGradients(totals, label, batch.alpha, scratch.dots() + at, scratch.gradients() + at);
  }
}

// Where a tile's gains go.
enum class Gains {
  kToRows,     // straight to the rows: right if no input stands twice and no tile follows
  kBegin,      // to memory, as those of the first tile
  kAccumulate  // to memory, the inputs' on top of what is there
};

// Columns [k, k + kWidth vectors) of all inputs with the tile of outputs from `first` on.
// `gradients` are the tile's; `gains` has a vector for each input, then one for each output.
template <std::size_t kOutputs, std::size_t kWidth, Gains kGains>
HWY_INLINE void UpdateTile(const WindowBatch& batch, std::size_t first, std::size_t k,
                           const float* gradients, float* gains) {
  constexpr bool kInPlace = kGains == Gains::kToRows;
  float* const* y = batch.outputs.data() + first;
  Vector ys[kOutputs][kWidth];
  Vector y_gains[kOutputs][kWidth];
  for (std::size_t j = 0; j < kOutputs; ++j) {
    for (std::size_t c = 0; c < kWidth; ++c) {
      ys[j][c] = hn::Load(kFloats, y[j] + k + c * kLanes);
      y_gains[j][c] = hn::Zero(kFloats);
    }
  }
  for (std::size_t i = 0; i < batch.inputs.size(); ++i) {
    float* const x = batch.inputs[i] + k;
    float* const gained = kInPlace ? x : gains + i * kWidth * kLanes;
    Vector xs[kWidth];
    Vector x_gains[kWidth];
    for (std::size_t c = 0; c < kWidth; ++c) {
      xs[c] = hn::Load(kFloats, x + c * kLanes);
      x_gains[c] = kInPlace                  ? xs[c]
                   : kGains == Gains::kBegin ? hn::Zero(kFloats)
                                             : hn::Load(kFloats, gained + c * kLanes);
    }
    for (std::size_t j = 0; j < kOutputs; ++j) {
      const Vector g = hn::Set(kFloats, gradients[i * StepScratch::kTileStride + j]);
      for (std::size_t c = 0; c < kWidth; ++c) {
        x_gains[c] = hn::MulAdd(g, ys[j][c], x_gains[c]);
        y_gains[j][c] = hn::MulAdd(g, xs[c], y_gains[j][c]);
      }
    }
    for (std::size_t c = 0; c < kWidth; ++c) {
      hn::Store(x_gains[c], kFloats, gained + c * kLanes);
    }
  }
  for (std::size_t j = 0; j < kOutputs; ++j) {
    for (std::size_t c = 0; c < kWidth; ++c) {
      if constexpr (kInPlace) {
        // Read again, not kept: the same row may stand twice among the negatives.
        float* const cell = y[j] + k + c * kLanes;
        hn::Store(hn::Add(hn::Load(kFloats, cell), y_gains[j][c]), kFloats, cell);
      } else {
        const std::size_t row = batch.inputs.size() + first + j;
        hn::Store(y_gains[j][c], kFloats, gains + (row * kWidth + c) * kLanes);
      }
    }
  }
}

// Calls body(n) with a constant n = outputs, from 1 to kTile.
template <class Body>
HWY_INLINE void WithTileSize(std::size_t outputs, const Body& body) {
  switch (outputs) {
    case 1:
      return body(std::integral_constant<std::size_t, 1>());
    case 2:
      return body(std::integral_constant<std::size_t, 2>());
    case 3:
      return body(std::integral_constant<std::size_t, 3>());
    case 4:
      return body(std::integral_constant<std::size_t, 4>());
    case 5:
      return body(std::integral_constant<std::size_t, 5>());
    default:
      return body(std::integral_constant<std::size_t, kTile>());
  }
}

// Fetches columns [k, k + kWidth vectors) of the rows to come.
template <std::size_t kWidth>
HWY_INLINE void PrefetchColumns(const WindowBatch& batch, std::size_t k) {
  for (const float* row : batch.upcoming) {
    for (std::size_t c = 0; c < kWidth; ++c) hwy::Prefetch(row + k + c * kLanes);
  }
}

// The common case: one tile holds every output, and no input stands twice.
template <std::size_t kOutputs>
void UpdateInPlace(const WindowBatch& batch, StepScratch& scratch) {
  const float* gradients = scratch.gradients();
  std::size_t k = 0;
  for (; k + (kColumns - 1) * kLanes < batch.dim; k += kColumns * kLanes) {
    PrefetchColumns<kColumns>(batch, k);
    UpdateTile<kOutputs, kColumns, Gains::kToRows>(batch, 0, k, gradients, nullptr);
  }
  if (k < batch.dim) {
    PrefetchColumns<1>(batch, k);
    UpdateTile<kOutputs, 1, Gains::kToRows>(batch, 0, k, gradients, nullptr);
  }
}

template <std::size_t kWidth>
HWY_INLINE void AddGains(std::span<float* const> rows, std::size_t k, const float* gains) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t c = 0; c < kWidth; ++c) {
      float* const cell = rows[i] + k + c * kLanes;
      const Vector gain = hn::Load(kFloats, gains + (i * kWidth + c) * kLanes);
      hn::Store(hn::Add(hn::Load(kFloats, cell), gain), kFloats, cell);
    }
  }
}

template <std::size_t kWidth>
void UpdateColumnsThroughGains(const WindowBatch& batch, std::size_t k, StepScratch& scratch) {
  const std::size_t inputs = batch.inputs.size();
  float* const gains = scratch.gains();
  PrefetchColumns<kWidth>(batch, k);
  for (std::size_t first = 0; first < batch.outputs.size(); first += kTile) {
    const float* gradients = scratch.gradients() + scratch.IndexOf(0, first, inputs);
    WithTileSize(std::min(kTile, batch.outputs.size() - first), [&](auto size) HWY_ATTR {
      if (first == 0) {
        UpdateTile<size, kWidth, Gains::kBegin>(batch, first, k, gradients, gains);
      } else {
        UpdateTile<size, kWidth, Gains::kAccumulate>(batch, first, k, gradients, gains);
      }
    });
  }
  AddGains<kWidth>(batch.inputs, k, gains);
  AddGains<kWidth>(batch.outputs, k, gains + inputs * kWidth * kLanes);
}

// Any case: every row stays as it was until all products of a column are taken.
void UpdateThroughGains(const WindowBatch& batch, StepScratch& scratch) {
  std::size_t k = 0;
  for (; k + (kColumns - 1) * kLanes < batch.dim; k += kColumns * kLanes) {
    UpdateColumnsThroughGains<kColumns>(batch, k, scratch);
  }
  if (k < batch.dim) UpdateColumnsThroughGains<1>(batch, k, scratch);
}

bool HasRepeats(std::span<float* const> rows) {
  for (std::size_t i = 1; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (rows[i] == rows[j]) return true;
    }
  }
  return false;
}

void Step(const WindowBatch& batch, StepScratch& scratch) noexcept {
  const std::size_t outputs = batch.outputs.size();
  for (std::size_t first = 0; first < outputs; first += kTile) {
    WithTileSize(std::min(kTile, outputs - first),
                 [&](auto size) HWY_ATTR { ComputeGradients<size>(batch, first, scratch); });
  }
  if (outputs > kTile || HasRepeats(batch.inputs)) return UpdateThroughGains(batch, scratch);
  WithTileSize(outputs, [&](auto size) HWY_ATTR { UpdateInPlace<size>(batch, scratch); });
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace hogvec
HWY_AFTER_NAMESPACE();

#endif  // HOGVEC_KERNEL_SIMD_STEP_INL_H_

// The means of windows for CBOW, and what the rows of their context words gain, for the target that
// is being compiled.
//
// Both windows of a step go at once: most context words belong to both, and are so read once.
//
// Included once per target, so the guard is toggled each time (Highway's convention).
#if defined(HOGVEC_KERNEL_SIMD_CONTEXTS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef HOGVEC_KERNEL_SIMD_CONTEXTS_INL_H_
#undef HOGVEC_KERNEL_SIMD_CONTEXTS_INL_H_
#else
#define HOGVEC_KERNEL_SIMD_CONTEXTS_INL_H_
#endif

#include <hwy/cache_control.h>
#include <hwy/highway.h>

#include <algorithm>
#include <cstddef>

#include "kernel/kernel.h"
#include "kernel/simd_rows-inl.h"
#include "kernel/simd_step-inl.h"
#include "kernel/simd_vectors-inl.h"

HWY_BEFORE_NAMESPACE();
namespace hogvec {
namespace HWY_NAMESPACE {
namespace {

// How often a row counts for each window: a product instead of a branch, which would be
// mispredicted.
constexpr float kBelongs[2][kWindowSets] = {{0, 1, 0, 1}, {0, 0, 1, 1}};

// Fetches a tile of one of the rows of later steps: with each row of a context one of them, so that
// the processor's few line-fill buffers are in use all the time, and are enough.
template <std::size_t kVectors>
HWY_INLINE void FetchTile(std::span<const float* const> rows, std::size_t at, std::size_t column) {
  constexpr std::size_t kLine = 64 / sizeof(float);
  if (at >= rows.size()) return;
  for (std::size_t k = 0; k < kVectors * kLanes; k += kLine) {
    hwy::Prefetch(rows[at] + column + k);
  }
}

template <std::size_t kVectors>
HWY_INLINE void FetchTiles(std::span<const float* const> rows, std::size_t first,
                           std::size_t column) {
  for (std::size_t at = first; at < rows.size(); ++at) FetchTile<kVectors>(rows, at, column);
}

template <std::size_t kVectors>
HWY_INLINE void MeansTile(const ContextRows& contexts, std::size_t column, FactorOfEach scales,
                          RowOfEach means, RowOfEach gains) {
  Vector sums[2][kVectors];
  for (auto& of_window : sums) {
    for (Vector& sum : of_window) sum = hn::Zero(kFloats);
  }
  for (std::size_t r = 0; r < contexts.rows.size(); ++r) {
    FetchTile<kVectors>(contexts.upcoming, r, column);
    const float* const row = contexts.rows[r] + column;
    const Vector in0 = hn::Set(kFloats, kBelongs[0][contexts.windows[r]]);
    const Vector in1 = hn::Set(kFloats, kBelongs[1][contexts.windows[r]]);
    for (std::size_t i = 0; i < kVectors; ++i) {
      const Vector value = hn::Load(kFloats, row + i * kLanes);
      sums[0][i] = hn::MulAdd(in0, value, sums[0][i]);
      sums[1][i] = hn::MulAdd(in1, value, sums[1][i]);
    }
  }
  FetchTiles<kVectors>(contexts.upcoming, contexts.rows.size(), column);
  for (std::size_t w = 0; w < 2; ++w) {
    const Vector scale = hn::Set(kFloats, scales[w]);
    for (std::size_t i = 0; i < kVectors; ++i) {
      hn::Store(hn::Mul(sums[w][i], scale), kFloats, means[w] + column + i * kLanes);
      hn::Store(hn::Zero(kFloats), kFloats, gains[w] + column + i * kLanes);
    }
  }
}

template <std::size_t kVectors>
HWY_INLINE void AddToTile(const ContextRows& contexts, std::size_t column, FactorOfEach factors,
                          RowOfEach gains) {
  Vector shares[2][kVectors];
  for (std::size_t w = 0; w < 2; ++w) {
    const Vector factor = hn::Set(kFloats, factors[w]);
    for (std::size_t i = 0; i < kVectors; ++i) {
      shares[w][i] = hn::Mul(factor, hn::Load(kFloats, gains[w] + column + i * kLanes));
    }
  }
  for (std::size_t r = 0; r < contexts.rows.size(); ++r) {
    FetchTile<kVectors>(contexts.upcoming, r, column);
    float* const row = contexts.rows[r] + column;
    const Vector in0 = hn::Set(kFloats, kBelongs[0][contexts.windows[r]]);
    const Vector in1 = hn::Set(kFloats, kBelongs[1][contexts.windows[r]]);
    for (std::size_t i = 0; i < kVectors; ++i) {
      const Vector value = hn::MulAdd(in0, shares[0][i], hn::Load(kFloats, row + i * kLanes));
      hn::Store(hn::MulAdd(in1, shares[1][i], value), kFloats, row + i * kLanes);
    }
  }
  FetchTiles<kVectors>(contexts.upcoming, contexts.rows.size(), column);
}

void MeansOfContexts(const ContextRows& contexts, FactorOfEach scales, RowOfEach means,
                     RowOfEach gains) noexcept {
  ForEachTile(contexts.dim, [&](auto size, std::size_t column) HWY_ATTR {
    MeansTile<size>(contexts, column, scales, means, gains);
  });
}

void AddToContexts(const ContextRows& contexts, FactorOfEach factors, RowOfEach gains) noexcept {
  ForEachTile(contexts.dim, [&](auto size, std::size_t column)
                                HWY_ATTR { AddToTile<size>(contexts, column, factors, gains); });
}

// With one input or two, all gradients stay in registers, where there are 32, and the outputs pass
// by one at a time: each is loaded and stored once.
template <std::size_t kInputs, std::size_t kOutputs>
void UpdateByMeans(const StepBatch& batch, const float* gradients, float* const* gains) {
  Vector g[kInputs][kOutputs];
  for (std::size_t i = 0; i < kInputs; ++i) {
    for (std::size_t j = 0; j < kOutputs; ++j) {
      g[i][j] = hn::Set(kFloats, gradients[i * kTile + j]);
    }
  }
  // Copies, which the compiler need not read again after a row was stored.
  float* outputs[kOutputs];
  std::copy_n(batch.outputs.data(), kOutputs, outputs);
  const float* inputs[kInputs];
  float* to[kInputs];
  std::copy_n(batch.inputs.data(), kInputs, inputs);
  std::copy_n(gains, kInputs, to);
  const std::size_t dim = batch.dim;
  for (std::size_t k = 0; k < dim; k += kLanes) {
    for (const float* const row : batch.upcoming) hwy::Prefetch(row + k);
    Vector x[kInputs], gain[kInputs];
    for (std::size_t i = 0; i < kInputs; ++i) {
      x[i] = hn::Load(kFloats, inputs[i] + k);
      gain[i] = hn::Load(kFloats, to[i] + k);
    }
    for (std::size_t j = 0; j < kOutputs; ++j) {
      Vector y = hn::Load(kFloats, outputs[j] + k);
      KeepInRegister(y);
      Vector y_after = y;
      for (std::size_t i = 0; i < kInputs; ++i) {
        gain[i] = hn::MulAdd(g[i][j], y, gain[i]);
        y_after = hn::MulAdd(g[i][j], x[i], y_after);
      }
      hn::Store(y_after, kFloats, outputs[j] + k);
    }
    for (std::size_t i = 0; i < kInputs; ++i) hn::Store(gain[i], kFloats, to[i] + k);
  }
}

void StepOfMeans(const StepBatch& batch, float* const* gains, StepScratch& scratch) noexcept {
  WithTileSize(batch.outputs.size(), [&](auto size) HWY_ATTR {
    ComputeDots<size>(batch, scratch.dots());
    ComputeGradients(batch, scratch.dots(), scratch.gradients());
    if (batch.inputs.size() > 1) {
      UpdateByMeans<2, size>(batch, scratch.gradients(), gains);
    } else {
      UpdateByMeans<1, size>(batch, scratch.gradients(), gains);
    }
  });
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace hogvec
HWY_AFTER_NAMESPACE();

#endif  // HOGVEC_KERNEL_SIMD_CONTEXTS_INL_H_

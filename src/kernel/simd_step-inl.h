// The training step for the target that is being compiled.
//
// A step has three phases. The first and the last are bound by their fused multiply-adds, 3 x
// inputs x outputs x dim in total, of which a Zen 5 or Golden Cove core does two vectors per cycle:
// 756 cycles with AVX-512, dim 100 (7 vectors), 9 inputs and 8 outputs.
//
//  1. Dots. A tile of two inputs by up to eight outputs keeps sixteen sums in registers, so that
//     no sum waits for its own previous addition, and every row is loaded once per tile. With only
//     sixteen registers, a tile of more than six outputs is processed in two halves.
//  2. Gradients. The dots of a tile are packed into as few vectors as possible before the sigmoid,
//     and stored as whole vectors: data stored in pieces can't be loaded as a whole until it has
//     left the store queue.
//  3. Updates, one column of vectors at a time. The outputs and their updates
//     stay in registers during the loop over the inputs, so both products of a gradient use one
//     broadcast.
//
// Included once per target, so the guard is toggled each time (Highway's convention).
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

// The number of outputs whose sums with two inputs fit the registers: twelve sums, two inputs and
// an output take fifteen of AVX2's sixteen registers.
constexpr std::size_t kOutputsAtOnce = HWY_TARGET <= HWY_AVX3 || HWY_ARCH_ARM_A64 ? kTile : 6;

// sums[i][j] += x_i . y_j for outputs j in [kFirst, kLast), per lane. The fence prevents g++ from
// loading all rows before the loop and spilling them.
template <std::size_t kInputs, std::size_t kFirst, std::size_t kLast>
HWY_INLINE void AddDots(const float* const* x, const float* const* y, std::size_t dim,
                        Vector (&sums)[2][kTile]) {
  HWY_FENCE;
  for (std::size_t k = 0; k < dim; k += kLanes) {
    Vector xs[kInputs];
    for (std::size_t i = 0; i < kInputs; ++i) xs[i] = hn::Load(kFloats, x[i] + k);
    for (std::size_t j = kFirst; j < kLast; ++j) {
      Vector ys = hn::Load(kFloats, y[j] + k);
      KeepInRegister(ys);
      for (std::size_t i = 0; i < kInputs; ++i) sums[i][j] = hn::MulAdd(xs[i], ys, sums[i][j]);
    }
  }
}

// The dots of kInputs inputs with kOutputs outputs: eight floats for each of two inputs.
template <std::size_t kInputs, std::size_t kOutputs>
HWY_INLINE void DotTile(const float* const* x, const float* const* y, std::size_t dim,
                        Vector (&totals)[kTotalVectors]) {
  constexpr bool kAtOnce = kOutputs <= kOutputsAtOnce;
  Vector sums[2][kTile];
  for (auto& of_input : sums) {
    for (Vector& sum : of_input) sum = hn::Zero(kFloats);
  }
  AddDots<kInputs, 0, kAtOnce ? kOutputs : 4>(x, y, dim, sums);
  const Vector low0 = SumWithinBlocks(sums[0][0], sums[0][1], sums[0][2], sums[0][3]);
  const Vector low1 = SumWithinBlocks(sums[1][0], sums[1][1], sums[1][2], sums[1][3]);
  if constexpr (!kAtOnce) AddDots<kInputs, 4, kOutputs>(x, y, dim, sums);
  SumAcrossBlocks(low0, SumWithinBlocks(sums[0][4], sums[0][5], sums[0][6], sums[0][7]), low1,
                  SumWithinBlocks(sums[1][4], sums[1][5], sums[1][6], sums[1][7]), totals);
}

// The dots of one input, or of two, with a tile of outputs: eight floats for each of two inputs.
template <std::size_t kOutputs>
HWY_INLINE void StoreDots(std::span<const float* const> x, const float* const* y, std::size_t dim,
                          float* dots) {
  Vector totals[kTotalVectors];
  if (x.size() > 1) {
    DotTile<2, kOutputs>(x.data(), y, dim, totals);
  } else {
    DotTile<1, kOutputs>(x.data(), y, dim, totals);
  }
  for (std::size_t t = 0; t < kTotalVectors; ++t) {
    hn::StoreU(totals[t], kFloats, dots + t * kLanes);
  }
}

// The dots of all inputs with the outputs.
template <std::size_t kOutputs>
void ComputeDots(const StepBatch& batch, float* dots) {
  const std::span<const float* const> inputs = batch.inputs;
  for (std::size_t i = 0; i < inputs.size(); i += 2) {
    const std::size_t count = std::min<std::size_t>(2, inputs.size() - i);
    StoreDots<kOutputs>(inputs.subspan(i, count), batch.outputs.data(), batch.dim,
                        dots + i * kTile);
  }
}

// Vector t of the sixteen floats in two rows of eight.
HWY_INLINE Vector LoadRows(const float* row0, const float* row1, std::size_t t) {
  if constexpr (kLanes > kTile) {
    const hn::Half<Floats> half;
    return hn::Combine(kFloats, hn::Load(half, row1), hn::Load(half, row0));
  } else {
    return hn::Load(kFloats, (t * kLanes < kTile ? row0 : row1) + t * kLanes % kTile);
  }
}

// alpha * (label - weight * s(dot)), for whole tiles.
void ComputeGradients(const StepBatch& batch, const float* dots, float* gradients) {
  const Targets& targets = batch.targets;
  const Vector alpha = hn::Set(kFloats, batch.alpha);
  for (std::size_t i = 0; i < batch.inputs.size(); i += 2) {
    const WindowSet set0 = batch.windows[i];
    const WindowSet set1 = batch.windows[std::min(i + 1, batch.inputs.size() - 1)];
    for (std::size_t t = 0; t < kTotalVectors; ++t) {
      const std::size_t at = i * kTile + t * kLanes;
      const Vector labels = LoadRows(targets.labels[set0], targets.labels[set1], t);
      const Vector weights = LoadRows(targets.weights[set0], targets.weights[set1], t);
      const Vector sigmoid = SigmoidOf(hn::LoadU(kFloats, dots + at));
      hn::StoreU(hn::Mul(alpha, hn::NegMulAdd(weights, sigmoid, labels)), kFloats, gradients + at);
    }
  }
}

// Prefetches columns [k, k + kLanes) of the rows of later steps.
HWY_INLINE void PrefetchColumns(std::span<const float* const> rows, std::size_t k) {
  for (const float* row : rows) hwy::Prefetch(row + k);
}

// Updates all inputs and outputs. The update of an output is added at the end, to the row as it is
// by then, since the row may occur twice.
template <std::size_t kOutputs>
void UpdateRows(const StepBatch& batch, const float* gradients) {
  float* const* const y = batch.outputs.data();
  for (std::size_t k = 0; k < batch.dim; k += kLanes) {
    PrefetchColumns(batch.upcoming, k);
    Vector ys[kOutputs], gains[kOutputs];
    for (std::size_t j = 0; j < kOutputs; ++j) {
      ys[j] = hn::Load(kFloats, y[j] + k);
      gains[j] = hn::Zero(kFloats);
    }
    for (std::size_t i = 0; i < batch.inputs.size(); ++i) {
      const Vector x = hn::Load(kFloats, batch.inputs[i] + k);
      Vector x_after = x;
      for (std::size_t j = 0; j < kOutputs; ++j) {
        const Vector g = hn::Set(kFloats, gradients[i * kTile + j]);
        x_after = hn::MulAdd(g, ys[j], x_after);
        gains[j] = hn::MulAdd(g, x, gains[j]);
      }
      hn::Store(x_after, kFloats, batch.inputs[i] + k);
    }
    for (std::size_t j = 0; j < kOutputs; ++j) {
      hn::Store(hn::Add(hn::Load(kFloats, y[j] + k), gains[j]), kFloats, y[j] + k);
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
    case 6:
      return body(std::integral_constant<std::size_t, 6>());
    case 7:
      return body(std::integral_constant<std::size_t, 7>());
    default:
      return body(std::integral_constant<std::size_t, kTile>());
  }
}

// Adds a tile of two inputs at a time to `out`, which has a row for each input.
void Dots(std::span<const float* const> inputs, std::span<const float* const> outputs,
          std::size_t dim, float* out) noexcept {
  for (std::size_t i = 0; i < inputs.size(); i += 2) {
    const auto x = inputs.subspan(i, std::min<std::size_t>(2, inputs.size() - i));
    for (std::size_t j = 0; j < outputs.size(); j += kTile) {
      const std::size_t count = std::min(kTile, outputs.size() - j);
      float dots[kTotals];
      WithTileSize(count, [&](auto size) HWY_ATTR { StoreDots<size>(x, &outputs[j], dim, dots); });
      for (std::size_t k = 0; k < x.size(); ++k) {
        std::copy_n(dots + k * kTile, count, out + (i + k) * outputs.size() + j);
      }
    }
  }
}

void Step(const StepBatch& batch, StepScratch& scratch) noexcept {
  WithTileSize(batch.outputs.size(), [&](auto size) HWY_ATTR {
    ComputeDots<size>(batch, scratch.dots());
    ComputeGradients(batch, scratch.dots(), scratch.gradients());
    UpdateRows<size>(batch, scratch.gradients());
  });
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace hogvec
HWY_AFTER_NAMESPACE();

#endif  // HOGVEC_KERNEL_SIMD_STEP_INL_H_

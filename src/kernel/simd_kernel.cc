// The vector kernel: one source, compiled for every instruction set that Highway knows here.
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
#include "kernel/simd_kernel.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

// Arrays of vectors do not compile for targets whose vector length is unknown; on Arm that leaves
// NEON.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)

// The fallback that Highway compiles besides is its emulation of 128-bit vectors rather than single
// lanes, which have no blocks to interleave. It warns of that emulation before g++ 12.3; here
// nothing ever runs it (see SimdKernels).
#define HWY_BROKEN_EMU128 0

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernel/simd_kernel.cc"
// clang-format off
#include <hwy/foreach_target.h>  // must come before highway.h
#include <hwy/highway.h>
#include <hwy/cache_control.h>
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace hogvec {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::ScalableTag<float>;
using Vector = hn::Vec<Floats>;
constexpr Floats kFloats;
constexpr std::size_t kLanes = hn::MaxLanes(kFloats);

// Outputs in a tile: six rows with their six gains, an input, its gain and a gradient are fifteen
// of the sixteen registers that AVX2 has.
constexpr std::size_t kTile = StepScratch::kTile;

// Columns updated at once: with 32 registers two fit, which halves the broadcasts.
constexpr std::size_t kColumns = HWY_TARGET <= HWY_AVX3 || HWY_ARCH_ARM_A64 ? 2 : 1;

// The totals of two inputs with a tile of outputs are 2 x 8 floats, in as many vectors as it takes.
constexpr std::size_t kTotals = 2 * StepScratch::kTileStride;
constexpr std::size_t kTotalVectors = kTotals / kLanes;

// Makes the compiler hold a value in a register; g++ would rather load it again for each use, and
// loads are what a tile has too many of.
HWY_INLINE void KeepInRegister([[maybe_unused]] Vector& v) {
#if HWY_TARGET <= HWY_AVX3
  asm("" : "+v"(v.raw));
#elif HWY_ARCH_X86 && HWY_TARGET != HWY_EMU128
  asm("" : "+x"(v.raw));
#endif
}

// In each block of four lanes: {part of a's sum, of b's, of c's, of d's}. Interleaving two vectors
// and adding halves the terms of both at once, where summing each alone would leave lanes idle.
HWY_INLINE Vector SumWithinBlocks(Vector a, Vector b, Vector c, Vector d) {
  const hn::Repartition<double, Floats> pairs;
  const auto ab = hn::Add(hn::InterleaveLower(kFloats, a, b), hn::InterleaveUpper(kFloats, a, b));
  const auto cd = hn::Add(hn::InterleaveLower(kFloats, c, d), hn::InterleaveUpper(kFloats, c, d));
  const auto ab2 = hn::BitCast(pairs, ab);
  const auto cd2 = hn::BitCast(pairs, cd);
  const auto low = hn::BitCast(kFloats, hn::InterleaveLower(pairs, ab2, cd2));
  const auto high = hn::BitCast(kFloats, hn::InterleaveUpper(pairs, ab2, cd2));
  return hn::Add(low, high);
}

// Adds up the blocks of each of four vectors: out holds the totals of a, b, c and d, a block each.
HWY_INLINE void SumAcrossBlocks(Vector a, Vector b, Vector c, Vector d,
                                Vector (&out)[kTotalVectors]) {
  if constexpr (kLanes == 4) {
    out[0] = a;
    out[1] = b;
    out[2] = c;
    out[3] = d;
  } else {
    const auto halves = [](Vector v, Vector w) HWY_ATTR {
      return hn::Add(hn::ConcatLowerLower(kFloats, w, v), hn::ConcatUpperUpper(kFloats, w, v));
    };
    if constexpr (kLanes == 8) {
      out[0] = halves(a, b);
      out[1] = halves(c, d);
    } else {
      const Vector ac = halves(a, c);
      const Vector bd = halves(b, d);
      out[0] = hn::OddEvenBlocks(hn::Add(bd, hn::SwapAdjacentBlocks(bd)),
                                 hn::Add(ac, hn::SwapAdjacentBlocks(ac)));
    }
  }
}

// 2^v, |v| <= 126: with v = n + f, n whole and |f| <= 1/2, it is 2^f, by the polynomial of degree 5
// with the least relative error (7.5e-8, found by Remez's exchange), and n added to the exponent.
HWY_INLINE Vector Exp2(Vector v) {
  const hn::Repartition<std::int32_t, Floats> integers;
  const Vector n = hn::Round(v);
  const Vector f = hn::Sub(v, n);
  const auto c = [](float value) HWY_ATTR { return hn::Set(kFloats, value); };
  Vector power = c(0x1.5c08e6p-10f);
  power = hn::MulAdd(power, f, c(0x1.3d0c52p-7f));
  power = hn::MulAdd(power, f, c(0x1.c6b6e4p-5f));
  power = hn::MulAdd(power, f, c(0x1.ebf918p-3f));
  power = hn::MulAdd(power, f, c(0x1.62e428p-1f));
  power = hn::MulAdd(power, f, c(0x1.000002p+0f));
  const auto exponent = hn::ShiftLeft<23>(hn::ConvertTo(integers, n));
  return hn::BitCast(kFloats, hn::Add(hn::BitCast(integers, power), exponent));
}

// s(v) = 1 / (1 + e^-v). Beyond |v| = 87 the exponential would leave the range of a float.
HWY_INLINE Vector SigmoidOf(Vector v) {
  const Vector one = hn::Set(kFloats, 1.0f);
  const Vector limit = hn::Set(kFloats, 126.0f);
  const Vector power = hn::Mul(v, hn::Set(kFloats, -1.44269504f));  // -log2(e)
  return hn::Div(one, hn::Add(one, Exp2(hn::Max(hn::Neg(limit), hn::Min(power, limit)))));
}

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
  kBegin,      // to memory, the inputs' as those of the first tile
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
    float* const gained = kInPlace ? x : gains + i * kLanes;
    Vector xs[kWidth];
    Vector x_gains[kWidth];
    for (std::size_t c = 0; c < kWidth; ++c) {
      xs[c] = hn::Load(kFloats, x + c * kLanes);
      x_gains[c] = kInPlace                  ? xs[c]
                   : kGains == Gains::kBegin ? hn::Zero(kFloats)
                                             : hn::Load(kFloats, gained);
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
        hn::Store(y_gains[j][c], kFloats, gains + (batch.inputs.size() + first + j) * kLanes);
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

void AddGains(std::span<float* const> rows, std::size_t k, const float* gains) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    float* const cell = rows[i] + k;
    const Vector gain = hn::Load(kFloats, gains + i * kLanes);
    hn::Store(hn::Add(hn::Load(kFloats, cell), gain), kFloats, cell);
  }
}

// Any case: every row stays as it was until all products of a column are taken.
void UpdateThroughGains(const WindowBatch& batch, StepScratch& scratch) {
  const std::size_t inputs = batch.inputs.size();
  float* const gains = scratch.gains();
  for (std::size_t k = 0; k < batch.dim; k += kLanes) {
    PrefetchColumns<1>(batch, k);
    for (std::size_t first = 0; first < batch.outputs.size(); first += kTile) {
      const float* gradients = scratch.gradients() + scratch.IndexOf(0, first, inputs);
      WithTileSize(std::min(kTile, batch.outputs.size() - first), [&](auto size) HWY_ATTR {
        if (first == 0) {
          UpdateTile<size, 1, Gains::kBegin>(batch, first, k, gradients, gains);
        } else {
          UpdateTile<size, 1, Gains::kAccumulate>(batch, first, k, gradients, gains);
        }
      });
    }
    AddGains(batch.inputs, k, gains);
    AddGains(batch.outputs, k, gains + inputs * kLanes);
  }
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

// Four rows at a time share the loads of the query and one reduction.
void DotRows(const float* query, const float* rows, std::size_t stride, std::size_t dim,
             std::span<float> out) noexcept {
  const Vector zero = hn::Zero(kFloats);
  for (std::size_t r = 0; r < out.size(); r += 4) {
    const std::size_t left = out.size() - r;
    const float* row[4];  // past the end, the last row again
    for (std::size_t i = 0; i < 4; ++i) row[i] = rows + (r + std::min(i, left - 1)) * stride;
    Vector sums[4] = {zero, zero, zero, zero};
    for (std::size_t k = 0; k < dim; k += kLanes) {
      const Vector q = hn::Load(kFloats, query + k);
      for (std::size_t i = 0; i < 4; ++i) {
        sums[i] = hn::MulAdd(q, hn::Load(kFloats, row[i] + k), sums[i]);
      }
    }
    Vector totals[kTotalVectors];
    SumAcrossBlocks(SumWithinBlocks(sums[0], sums[1], sums[2], sums[3]), zero, zero, zero, totals);
    float lanes[kLanes];
    hn::StoreU(totals[0], kFloats, lanes);
    std::copy_n(lanes, std::min<std::size_t>(4, left), out.data() + r);
  }
}

void Sigmoid(std::span<float> values) noexcept {
  for (std::size_t i = 0; i < values.size(); i += kLanes) {
    float lanes[kLanes] = {};
    const std::size_t count = std::min(kLanes, values.size() - i);
    std::copy_n(values.data() + i, count, lanes);
    hn::StoreU(SigmoidOf(hn::LoadU(kFloats, lanes)), kFloats, lanes);
    std::copy_n(lanes, count, values.data() + i);
  }
}

Kernel ThisTarget() { return {{}, Step, DotRows, Sigmoid}; }

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace hogvec
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace hogvec {
namespace {

HWY_EXPORT(ThisTarget);

// Highway's name of a target, in the words that people use.
std::string_view NameOf(std::int64_t target) {
  switch (target) {
    case HWY_AVX3:
      return "avx512";
    case HWY_AVX2:
      return "avx2";
    case HWY_SSE4:
      return "sse4";
    case HWY_SSSE3:
      return "ssse3";
    case HWY_NEON:
      return "neon";
    default:
      return hwy::TargetName(target);
  }
}

}  // namespace

// Highway orders its targets by bits, the best lowest; the generic ones come last and are left out,
// since the plain kernel serves where there is no vector unit.
std::vector<Kernel> SimdKernels() {
  std::vector<Kernel> kernels;
  const std::int64_t usable = hwy::SupportedTargets() & HWY_TARGETS & ~(HWY_EMU128 | HWY_SCALAR);
  for (std::int64_t left = usable; left != 0; left &= left - 1) {
    const std::int64_t target = left & -left;
    hwy::GetChosenTarget().Update(target);
    Kernel kernel = HWY_DYNAMIC_DISPATCH(ThisTarget)();
    kernel.name = NameOf(target);
    kernels.push_back(kernel);
  }
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  return kernels;
}

}  // namespace hogvec
#endif  // HWY_ONCE

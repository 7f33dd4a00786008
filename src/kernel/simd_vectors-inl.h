// Vectors of the target that is being compiled: their width, their sums, and the sigmoid.
//
// Included once per target, so the guard is toggled each time (Highway's convention).
#if defined(HOGVEC_KERNEL_SIMD_VECTORS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef HOGVEC_KERNEL_SIMD_VECTORS_INL_H_
#undef HOGVEC_KERNEL_SIMD_VECTORS_INL_H_
#else
#define HOGVEC_KERNEL_SIMD_VECTORS_INL_H_
#endif

#include <hwy/highway.h>

#include <cstddef>
#include <cstdint>

#include "kernel/kernel.h"

HWY_BEFORE_NAMESPACE();
namespace hogvec {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::ScalableTag<float>;
using Vector = hn::Vec<Floats>;
constexpr Floats kFloats;
constexpr std::size_t kLanes = hn::MaxLanes(kFloats);

// The totals of two inputs with a tile of outputs are 2 x 8 floats, in as many vectors as it takes.
constexpr std::size_t kTotals = 2 * kTile;
constexpr std::size_t kTotalVectors = kTotals / kLanes;

// Makes the compiler keep a value in a register; g++ would reload it for each use, and loads are
// the bottleneck of a tile.
HWY_INLINE void KeepInRegister([[maybe_unused]] Vector& v) {
#if HWY_TARGET <= HWY_AVX3
  asm("" : "+v"(v.raw));
#elif HWY_ARCH_X86 && HWY_TARGET != HWY_EMU128
  asm("" : "+x"(v.raw));
#endif
}

// In each block of four lanes: {partial sum of a, of b, of c, of d}. Interleaving two vectors and
// adding halves the terms of both at once, whereas summing each separately would leave lanes idle.
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

// Sums the blocks of each of four vectors: `out` holds the totals of a, b, c and d, a block each.
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

// s(v) = 1 / (1 + e^-v), with e^-v = 2^n 2^f for an integer n and |f| <= 1/2. Adding 1.5 x 2^23
// leaves no bits for a fraction, so the sum ends in the bits of n. 2^f is approximated by the
// polynomial of degree 5 with the smallest relative error (7.5e-8, by the Remez algorithm). Beyond
// |v| = 87 the exponential would leave the range of a float.
HWY_INLINE Vector SigmoidOf(Vector v) {
  const hn::Repartition<std::int32_t, Floats> integers;
  const auto c = [](float value) HWY_ATTR { return hn::Set(kFloats, value); };
  const Vector x = hn::Max(c(-87.0f), hn::Min(v, c(87.0f)));
  const Vector minus_log2e = c(-1.44269504f);
  const Vector shifted = hn::MulAdd(x, minus_log2e, c(0x1.8p23f));
  const Vector f = hn::MulSub(x, minus_log2e, hn::Sub(shifted, c(0x1.8p23f)));
  Vector power = c(0x1.5c08e6p-10f);
  power = hn::MulAdd(power, f, c(0x1.3d0c52p-7f));
  power = hn::MulAdd(power, f, c(0x1.c6b6e4p-5f));
  power = hn::MulAdd(power, f, c(0x1.ebf918p-3f));
  power = hn::MulAdd(power, f, c(0x1.62e428p-1f));
  power = hn::MulAdd(power, f, c(0x1.000002p+0f));
  const auto exponent = hn::ShiftLeft<23>(hn::BitCast(integers, shifted));
  const Vector exp = hn::BitCast(kFloats, hn::Add(hn::BitCast(integers, power), exponent));
  return hn::Div(c(1.0f), hn::Add(c(1.0f), exp));
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace hogvec
HWY_AFTER_NAMESPACE();

#endif  // HOGVEC_KERNEL_SIMD_VECTORS_INL_H_

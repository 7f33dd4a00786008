// The vector kernel: one source, compiled for every instruction set that Highway supports here.
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

// Highway also compiles a fallback. This selects its emulation of 128-bit vectors, since single
// lanes have no blocks to interleave. Highway warns of the emulation before g++ 12.3; it never runs
// here (see SimdKernels).
#define HWY_BROKEN_EMU128 0

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernel/simd_kernel.cc"
// clang-format off
#include <hwy/foreach_target.h>  // must come before highway.h
#include <hwy/highway.h>
#include "kernel/simd_dots-inl.h"
#include "kernel/simd_contexts-inl.h"
#include "kernel/simd_rows-inl.h"
#include "kernel/simd_step-inl.h"
#include "kernel/simd_vectors-inl.h"
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace hogvec {
namespace HWY_NAMESPACE {
namespace {

void Sigmoid(std::span<float> values) noexcept {
  const std::size_t whole = values.size() / kLanes * kLanes;
  for (std::size_t i = 0; i < whole; i += kLanes) {
    hn::StoreU(SigmoidOf(hn::LoadU(kFloats, &values[i])), kFloats, &values[i]);
  }
  float last[kLanes] = {};
  const auto rest = values.subspan(whole);
  std::ranges::copy(rest, last);
  hn::StoreU(SigmoidOf(hn::LoadU(kFloats, last)), kFloats, last);
  std::copy_n(last, rest.size(), rest.data());
}

Kernel ThisTarget() {
  return {{},          Step,         Dots,       Dot,       DotRows,
          DotPanel,    Sigmoid,      MeanOfRows, AddToRows, MeansOfContexts,
          StepOfMeans, AddToContexts};
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace hogvec
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace hogvec {
namespace {

HWY_EXPORT(ThisTarget);

// The common name of one of Highway's targets.
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

// Highway orders its targets by bits, the best lowest. The generic ones come last and are left out,
// since the plain kernel is used where there is no vector unit.
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

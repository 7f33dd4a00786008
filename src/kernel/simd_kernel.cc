// The vector kernel: one source, compiled for every instruction set that Highway knows here.
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
#include "kernel/simd_step-inl.h"
#include "kernel/simd_vectors-inl.h"
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace hogvec {
namespace HWY_NAMESPACE {
namespace {

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

// As many rows at a time as there are registers for the sums of all queries.
constexpr std::size_t kTileRows = kLanes >= 16 ? 6 : 2;

// `left` rows or more: past the end, the last row again.
void DotTileRows(const float* const* queries, const float* rows, std::size_t stride,
                 std::size_t dim, std::size_t left, Vector (&totals)[kTileRows]) {
  const float* row[kTileRows];
  for (std::size_t i = 0; i < kTileRows; ++i) row[i] = rows + std::min(i, left - 1) * stride;
  const Vector zero = hn::Zero(kFloats);
  Vector sums[kTileRows][kTileQueries];
  for (auto& of_row : sums) std::fill_n(of_row, kTileQueries, zero);
  for (std::size_t k = 0; k < dim; k += kLanes) {
    const Vector query[kTileQueries] = {
        hn::Load(kFloats, queries[0] + k), hn::Load(kFloats, queries[1] + k),
        hn::Load(kFloats, queries[2] + k), hn::Load(kFloats, queries[3] + k)};
    for (std::size_t i = 0; i < kTileRows; ++i) {
      const Vector values = hn::Load(kFloats, row[i] + k);
      for (std::size_t q = 0; q < kTileQueries; ++q) {
        sums[i][q] = hn::MulAdd(query[q], values, sums[i][q]);
      }
    }
  }
  for (std::size_t i = 0; i < kTileRows; ++i) {
    Vector blocks[kTotalVectors];
    SumAcrossBlocks(SumWithinBlocks(sums[i][0], sums[i][1], sums[i][2], sums[i][3]), zero, zero,
                    zero, blocks);
    totals[i] = blocks[0];
  }
}

void DotTile(const float* const* queries, const float* rows, std::size_t stride, std::size_t dim,
             std::size_t count, float* out) noexcept {
  for (std::size_t r = 0; r < count; r += kTileRows) {
    Vector totals[kTileRows];
    DotTileRows(queries, rows + r * stride, stride, dim, count - r, totals);
    for (std::size_t i = 0; i < std::min(kTileRows, count - r); ++i) {
      float lanes[kLanes];
      hn::StoreU(totals[i], kFloats, lanes);
      for (std::size_t q = 0; q < kTileQueries; ++q) out[q * count + r + i] = lanes[q];
    }
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

Kernel ThisTarget() { return {{}, Step, DotRows, DotTile, Sigmoid}; }

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

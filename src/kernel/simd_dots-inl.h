// Dot products of rows for searches, for the target that is being compiled.
//
// Included once per target, so the guard is toggled each time (Highway's convention).
#if defined(HOGVEC_KERNEL_SIMD_DOTS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef HOGVEC_KERNEL_SIMD_DOTS_INL_H_
#undef HOGVEC_KERNEL_SIMD_DOTS_INL_H_
#else
#define HOGVEC_KERNEL_SIMD_DOTS_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <cstddef>
#include <span>

#include "kernel/kernel.h"
#include "kernel/simd_vectors-inl.h"

HWY_BEFORE_NAMESPACE();
namespace hogvec {
namespace HWY_NAMESPACE {
namespace {

// The last `left` floats of a row, then zeros; nothing beyond them is read.
HWY_INLINE Vector LoadLast(const float* from, std::size_t left) {
#if HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX2
  return hn::MaskedLoad(hn::FirstN(kFloats, left), kFloats, from);
#else
  HWY_ALIGN float lanes[kLanes] = {};
  std::copy_n(from, left, lanes);
  return hn::Load(kFloats, lanes);
#endif
}

// Four sums, so that no addition waits for the previous one.
float Dot(const float* a, const float* b, std::size_t dim) noexcept {
  const Vector zero = hn::Zero(kFloats);
  Vector sums[4] = {zero, zero, zero, zero};
  std::size_t k = 0;
  for (; k + 4 * kLanes <= dim; k += 4 * kLanes) {
    for (std::size_t i = 0; i < 4; ++i) {
      const std::size_t at = k + i * kLanes;
      sums[i] = hn::MulAdd(hn::LoadU(kFloats, a + at), hn::LoadU(kFloats, b + at), sums[i]);
    }
  }
  for (; k + kLanes <= dim; k += kLanes) {
    sums[0] = hn::MulAdd(hn::LoadU(kFloats, a + k), hn::LoadU(kFloats, b + k), sums[0]);
  }
  if (k < dim) sums[3] = hn::MulAdd(LoadLast(a + k, dim - k), LoadLast(b + k, dim - k), sums[3]);
  const Vector sum = hn::Add(hn::Add(sums[0], sums[1]), hn::Add(sums[2], sums[3]));
  return hn::GetLane(hn::SumOfLanes(kFloats, sum));
}

// Four rows at a time share the loads of the query and one reduction.
void DotRows(const float* query, const float* rows, std::size_t stride, std::size_t dim,
             std::span<float> out) noexcept {
  const Vector zero = hn::Zero(kFloats);
  const std::size_t whole = dim / kLanes * kLanes;
  for (std::size_t r = 0; r < out.size(); r += 4) {
    const std::size_t left = out.size() - r;
    const float* row[4];  // past the end, the last row again
    for (std::size_t i = 0; i < 4; ++i) row[i] = rows + (r + std::min(i, left - 1)) * stride;
    Vector sums[4] = {zero, zero, zero, zero};
    for (std::size_t k = 0; k < whole; k += kLanes) {
      const Vector q = hn::Load(kFloats, query + k);
      for (std::size_t i = 0; i < 4; ++i) {
        sums[i] = hn::MulAdd(q, hn::LoadU(kFloats, row[i] + k), sums[i]);
      }
    }
    if (whole < dim) {
      const Vector q = hn::Load(kFloats, query + whole);
      for (std::size_t i = 0; i < 4; ++i) {
        sums[i] = hn::MulAdd(q, LoadLast(row[i] + whole, dim - whole), sums[i]);
      }
    }
    Vector totals[kTotalVectors];
    SumAcrossBlocks(SumWithinBlocks(sums[0], sums[1], sums[2], sums[3]), zero, zero, zero, totals);
    float lanes[kLanes];
    hn::StoreU(totals[0], kFloats, lanes);
    std::copy_n(lanes, std::min<std::size_t>(4, left), out.data() + r);
  }
}

// As many rows as there are registers for their sums with two vectors of queries: each lane sums
// for a different query, so no sums across lanes are needed.
constexpr std::size_t kPanelRows = kLanes >= 16 ? 12 : 6;

// Two vectors of queries of a panel against `left` rows or more: past the end, the last row again.
void DotPanelRows(const float* panel, const float* rows, std::size_t stride, std::size_t dim,
                  std::size_t left, float* out) {
  const float* row[kPanelRows];
  for (std::size_t i = 0; i < kPanelRows; ++i) row[i] = rows + std::min(i, left - 1) * stride;
  const Vector zero = hn::Zero(kFloats);
  Vector sums[kPanelRows][2];
  for (auto& of_row : sums) of_row[0] = of_row[1] = zero;
  for (std::size_t k = 0; k < dim; ++k) {
    const Vector first = hn::Load(kFloats, panel + k * kPanelQueries);
    const Vector second = hn::Load(kFloats, panel + k * kPanelQueries + kLanes);
    for (std::size_t i = 0; i < kPanelRows; ++i) {
      const Vector value = hn::Set(kFloats, row[i][k]);
      sums[i][0] = hn::MulAdd(value, first, sums[i][0]);
      sums[i][1] = hn::MulAdd(value, second, sums[i][1]);
    }
  }
  for (std::size_t i = 0; i < std::min(kPanelRows, left); ++i) {
    hn::StoreU(sums[i][0], kFloats, out + i * kPanelQueries);
    hn::StoreU(sums[i][1], kFloats, out + i * kPanelQueries + kLanes);
  }
}

void DotPanel(const float* panel, const float* rows, std::size_t stride, std::size_t dim,
              std::size_t count, float* out) noexcept {
  for (std::size_t r = 0; r < count; r += kPanelRows) {
    for (std::size_t q = 0; q < kPanelQueries; q += 2 * kLanes) {
      DotPanelRows(panel + q, rows + r * stride, stride, dim, count - r,
                   out + r * kPanelQueries + q);
    }
  }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace hogvec
HWY_AFTER_NAMESPACE();

#endif  // HOGVEC_KERNEL_SIMD_DOTS_INL_H_

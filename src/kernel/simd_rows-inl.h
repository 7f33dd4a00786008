// Sums and updates of many rows of a table, for the target that is being compiled.
//
// Columns go in tiles of up to eight vectors, which stay in registers while the rows pass by.
//
// Included once per target, so the guard is toggled each time (Highway's convention).
#if defined(HOGVEC_KERNEL_SIMD_ROWS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef HOGVEC_KERNEL_SIMD_ROWS_INL_H_
#undef HOGVEC_KERNEL_SIMD_ROWS_INL_H_
#else
#define HOGVEC_KERNEL_SIMD_ROWS_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <cstddef>
#include <span>

#include "kernel/kernel.h"
#include "kernel/simd_step-inl.h"
#include "kernel/simd_vectors-inl.h"

HWY_BEFORE_NAMESPACE();
namespace hogvec {
namespace HWY_NAMESPACE {
namespace {

template <std::size_t kVectors>
HWY_INLINE void MeanTile(const float* first, std::size_t stride, std::span<const RowShare> shares,
                         float scale, float* mean, float* copy) {
  Vector sums[kVectors];
  for (Vector& sum : sums) sum = hn::Zero(kFloats);
  for (const RowShare& share : shares) {
    const float* const row = first + share.row * stride;
    for (std::size_t i = 0; i < kVectors; ++i) {
      sums[i] = hn::Add(sums[i], hn::Load(kFloats, row + i * kLanes));
    }
  }
  const Vector factor = hn::Set(kFloats, scale);
  for (std::size_t i = 0; i < kVectors; ++i) {
    const Vector value = hn::Mul(sums[i], factor);
    hn::Store(value, kFloats, mean + i * kLanes);
    hn::Store(value, kFloats, copy + i * kLanes);
  }
}

template <std::size_t kVectors>
HWY_INLINE void AddTile(float* first, std::size_t stride, std::span<const RowShare> shares,
                        const float* before, const float* after) {
  Vector deltas[kVectors];
  for (std::size_t i = 0; i < kVectors; ++i) {
    deltas[i] =
        hn::Sub(hn::Load(kFloats, after + i * kLanes), hn::Load(kFloats, before + i * kLanes));
  }
  for (const RowShare& share : shares) {
    float* const row = first + share.row * stride;
    const Vector gain = hn::Set(kFloats, share.gain);
    for (std::size_t i = 0; i < kVectors; ++i) {
      const Vector value = hn::Load(kFloats, row + i * kLanes);
      hn::Store(hn::MulAdd(gain, deltas[i], value), kFloats, row + i * kLanes);
    }
  }
}

// Calls body(vectors, column) for each tile of columns, `vectors` being a constant.
template <class Body>
HWY_INLINE void ForEachTile(std::size_t dim, const Body& body) {
  constexpr std::size_t kTileFloats = kTile * kLanes;
  for (std::size_t column = 0; column < dim; column += kTileFloats) {
    const std::size_t vectors = std::min(kTile, (dim - column + kLanes - 1) / kLanes);
    WithTileSize(vectors, [&](auto size) HWY_ATTR { body(size, column); });
  }
}

void MeanOfRows(const RowsOfTable& table, std::span<const RowShare> shares, float scale,
                float* mean, float* copy) noexcept {
  ForEachTile(table.dim, [&](auto size, std::size_t column) HWY_ATTR {
    MeanTile<size>(table.first + column, table.stride, shares, scale, mean + column, copy + column);
  });
}

void AddToRows(const RowsOfTable& table, std::span<const RowShare> shares, const float* before,
               const float* after) noexcept {
  ForEachTile(table.dim, [&](auto size, std::size_t column) HWY_ATTR {
    AddTile<size>(table.first + column, table.stride, shares, before + column, after + column);
  });
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace hogvec
HWY_AFTER_NAMESPACE();

#endif  // HOGVEC_KERNEL_SIMD_ROWS_INL_H_

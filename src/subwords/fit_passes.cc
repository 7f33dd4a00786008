// One source, compiled for every instruction set that Highway supports here.
#include "subwords/fit_passes.h"

#include <algorithm>

// As the kernels of training: arrays of vectors need a known length.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#define HWY_BROKEN_EMU128 0

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "subwords/fit_passes.cc"
// clang-format off
#include <hwy/foreach_target.h>  // must come before highway.h
#include <hwy/highway.h>
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace hogvec {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::CappedTag<float, kFitColumns>;
using Vector = hn::Vec<Floats>;
constexpr Floats kFloats;
constexpr std::size_t kLanes = hn::MaxLanes(kFloats);
constexpr std::size_t kVectors = kFitColumns / kLanes;

// Floats are summed over this many words or unknowns, then doubles.
constexpr std::size_t kBlock = 64;

struct Line {
  Vector v[kVectors];
};

HWY_INLINE Line Load(const float* from) {
  Line line;
  for (std::size_t i = 0; i < kVectors; ++i) line.v[i] = hn::LoadU(kFloats, from + i * kLanes);
  return line;
}

HWY_INLINE void Store(const Line& line, float* to) {
  for (std::size_t i = 0; i < kVectors; ++i) hn::StoreU(line.v[i], kFloats, to + i * kLanes);
}

HWY_INLINE Line Spread(float value) {
  Line line;
  for (auto& vector : line.v) vector = hn::Set(kFloats, value);
  return line;
}

// a + b c; fused multiply-add would give other bits where there is none.
HWY_INLINE Line PlusTimes(const Line& a, const Line& b, const Line& c) {
  Line line;
  for (std::size_t i = 0; i < kVectors; ++i) {
    line.v[i] = hn::Add(a.v[i], hn::Mul(b.v[i], c.v[i]));
  }
  return line;
}

HWY_INLINE Line MinusTimes(const Line& a, const Line& b, const Line& c) {
  Line line;
  for (std::size_t i = 0; i < kVectors; ++i) {
    line.v[i] = hn::Sub(a.v[i], hn::Mul(b.v[i], c.v[i]));
  }
  return line;
}

HWY_INLINE Line Times(const Line& a, const Line& b) {
  Line line;
  for (std::size_t i = 0; i < kVectors; ++i) line.v[i] = hn::Mul(a.v[i], b.v[i]);
  return line;
}

// Sums over items from 0 to `count`, of what `step`(item, sum so far) returns.
template <typename Step>
HWY_INLINE FitSums SumOver(std::size_t count, const Step& step) {
  FitSums sums = {};
  for (std::size_t begin = 0; begin < count; begin += kBlock) {
    Line block = Spread(0);
    const std::size_t end = std::min(begin + kBlock, count);
    for (std::size_t i = begin; i < end; ++i) block = step(i, block);
    float values[kFitColumns];
    Store(block, values);
    for (std::size_t i = 0; i < kFitColumns; ++i) sums[i] += static_cast<double>(values[i]);
  }
  return sums;
}

// The rows of words ahead are on their way when they are needed.
HWY_INLINE void FetchAhead(const FitLines& lines, const RowShare& share) {
  const float* ahead = lines.First((&share + FitSystem::kAhead)->row);
  __builtin_prefetch(ahead, 1);
  __builtin_prefetch(ahead + kFitColumns, 1);
}

void AddResiduals(const FitSystem& system, std::span<const float> reduced,
                  const EmbeddingTable& rows, std::size_t column, FitLines& state) noexcept {
  for (std::size_t word = 0; word < system.words(); ++word) {
    if (reduced[word] == 0) continue;
    const auto shares = system.Of(word);
    Line left = Load(rows.Address(ToRowId(word)) + column);
    for (const RowShare& share : shares) {
      FetchAhead(state, share);
      left = MinusTimes(left, Spread(share.gain), Load(state.First(share.row)));
    }
    left = Times(left, Spread(reduced[word]));
    for (const RowShare& share : shares) {
      float* residual = state.Second(share.row);
      Store(PlusTimes(Load(residual), Spread(share.gain), left), residual);
    }
  }
}

FitSums Multiply(const FitSystem& system, std::span<const float> reduced,
                 FitLines& directions) noexcept {
  return SumOver(system.words(), [&](std::size_t word, const Line& sum) HWY_ATTR {
    if (reduced[word] == 0) return sum;
    const auto shares = system.Of(word);
    Line along = Spread(0);
    for (const RowShare& share : shares) {
      FetchAhead(directions, share);
      along = PlusTimes(along, Spread(share.gain), Load(directions.First(share.row)));
    }
    const Line weighted = Times(along, Spread(reduced[word]));
    for (const RowShare& share : shares) {
      float* made = directions.Second(share.row);
      Store(PlusTimes(Load(made), Spread(share.gain), weighted), made);
    }
    return PlusTimes(sum, along, weighted);
  });
}

FitSums Advance(const FitLine& alpha, FitLines& state, const FitLines& directions) noexcept {
  const Line steps = Load(alpha.data());
  return SumOver(state.table.rows(), [&](std::size_t i, const Line& sum) HWY_ATTR {
    float* value = state.First(i);
    float* residual = state.Second(i);
    const float* direction = directions.First(i);
    Store(PlusTimes(Load(value), steps, Load(direction)), value);
    const Line left = MinusTimes(Load(residual), steps, Load(direction + kFitColumns));
    Store(left, residual);
    return PlusTimes(sum, left, left);
  });
}

FitSums Turn(const FitSystem& system, const FitLine& beta, const FitLines& state,
             FitLines& directions) noexcept {
  const Line keep = Load(beta.data());
  return SumOver(state.table.rows(), [&](std::size_t i, const Line& sum) HWY_ATTR {
    float* direction = directions.First(i);
    const float* residual = state.First(i) + kFitColumns;
    const Line turned = PlusTimes(Load(residual), keep, Load(direction));
    const Line made = Times(turned, Spread(system.Penalty(i)));
    Store(turned, direction);
    Store(made, direction + kFitColumns);
    return PlusTimes(sum, turned, made);
  });
}

FitPasses ThisTarget() { return {AddResiduals, Multiply, Advance, Turn}; }

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace hogvec
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace hogvec {
namespace {

HWY_EXPORT(ThisTarget);

}  // namespace

FitPasses BestFitPasses() { return HWY_DYNAMIC_DISPATCH(ThisTarget)(); }

}  // namespace hogvec
#endif  // HWY_ONCE

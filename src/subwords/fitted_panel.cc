#include "subwords/fitted_panel.h"

#include <algorithm>

namespace hogvec {
namespace {

constexpr std::size_t kColumns = FittedPanel::kColumns;
using Line = FittedPanel::Line;
using Sums = FittedPanel::Sums;

// Floats are summed up over this many unknowns, then doubles.
constexpr std::size_t kBlock = 64;

// out += factor * values
void AddTimes(float factor, const float* __restrict values, float* __restrict out) noexcept {
  for (std::size_t i = 0; i < kColumns; ++i) out[i] += factor * values[i];
}

void AddProducts(const float* a, const float* b, float* __restrict out) noexcept {
  for (std::size_t i = 0; i < kColumns; ++i) out[i] += a[i] * b[i];
}

void AddTo(Sums& sums, const Line& line) noexcept {
  for (std::size_t i = 0; i < kColumns; ++i) sums[i] += double{line[i]};
}

Line Quotients(const Sums& above, const Sums& below) noexcept {
  Line line;
  for (std::size_t i = 0; i < kColumns; ++i) {
    line[i] = below[i] > 0 ? static_cast<float>(above[i] / below[i]) : 0;
  }
  return line;
}

// The sums over all unknowns of what `add`(unknown, line) adds to a line.
template <typename Add>
Sums SumOver(std::size_t unknowns, const Add& add) {
  Sums sums = {};
  for (std::size_t begin = 0; begin < unknowns; begin += kBlock) {
    Line line = {};
    const std::size_t end = std::min(begin + kBlock, unknowns);
    for (std::size_t i = begin; i < end; ++i) add(i, line);
    AddTo(sums, line);
  }
  return sums;
}

float* Of(EmbeddingTable& pairs, std::size_t unknown) noexcept {
  return pairs.Address(ToRowId(unknown));
}

}  // namespace

FittedPanel::FittedPanel(const FitSystem& system, const EmbeddingTable& rows, std::size_t panel)
    : system_(system),
      rows_(rows),
      first_(panel * kColumns),
      state_(system.unknowns(), 2 * kColumns),
      directions_(system.unknowns(), 2 * kColumns) {}

void FittedPanel::FindMean(std::span<const float> weights) {
  Sums sums = {};
  double total = 0;
  for (std::size_t word = 0; word < system_.words(); ++word) {
    if (weights[word] == 0) continue;
    total += double{weights[word]};
    for (std::size_t i = 0; i < kColumns; ++i) {
      sums[i] += double{weights[word]} * double{Values(word)[i]};
    }
  }
  for (std::size_t i = 0; i < kColumns; ++i) {
    mean_[i] = total > 0 ? static_cast<float>(sums[i] / total) : 0;
  }
}

Line FittedPanel::Left(std::size_t word) const {
  Line left;
  for (std::size_t i = 0; i < kColumns; ++i) left[i] = Values(word)[i] - mean_[i];
  for (const RowShare& share : system_.Of(word)) {
    AddTimes(-share.gain, state_.Address(ToRowId(share.row)), left.data());
  }
  return left;
}

void FittedPanel::Begin(const FitWeights& weights) {
  FindMean(weights.given);
  const std::size_t unknowns = system_.unknowns();
  for (std::size_t i = 0; i < unknowns; ++i) {
    float* state = Of(state_, i);
    float* wanted = Of(directions_, i);
    std::fill(wanted, wanted + kColumns, 0.0f);
    for (std::size_t c = 0; c < kColumns; ++c) {
      state[kColumns + c] = -system_.Penalty(i) * state[c];
    }
  }
  // Towards the residual, and towards what it is for zeros.
  for (std::size_t word = 0; word < system_.words(); ++word) {
    if (weights.reduced[word] == 0) continue;
    const Line left = Left(word);
    for (const RowShare& share : system_.Of(word)) {
      const float factor = weights.reduced[word] * share.gain;
      AddTimes(factor, left.data(), Of(state_, share.row) + kColumns);
      float* wanted = Of(directions_, share.row);
      for (std::size_t c = 0; c < kColumns; ++c) {
        wanted[c] += factor * (Values(word)[c] - mean_[c]);
      }
    }
  }
  wanted_ = SumOver(unknowns, [&](std::size_t i, Line& line) {
    AddProducts(Of(directions_, i), Of(directions_, i), line.data());
  });
  slope_ = {};
  residual_ = SumOver(unknowns, [&](std::size_t i, Line& line) {
    const float* residual = Of(state_, i) + kColumns;
    float* direction = Of(directions_, i);
    for (std::size_t c = 0; c < kColumns; ++c) {
      direction[c] = residual[c];
      direction[kColumns + c] = system_.Penalty(i) * direction[c];
    }
    AddProducts(residual, residual, line.data());
  });
  slope_ = SumOver(unknowns, [&](std::size_t i, Line& line) {
    AddProducts(Of(directions_, i), Of(directions_, i) + kColumns, line.data());
  });
}

bool FittedPanel::Step(std::span<const float> reduced, double tolerance) {
  bool converged = true;
  for (std::size_t c = 0; c < kColumns; ++c) {
    converged = converged && residual_[c] <= tolerance * tolerance * wanted_[c];
  }
  if (converged) return false;

  Sums curvature = slope_;
  Line block = {};
  for (std::size_t word = 0; word < system_.words(); ++word) {
    if (reduced[word] == 0) continue;
    const auto shares = system_.Of(word);
    Line along = {};
    for (const RowShare& share : shares) {
      __builtin_prefetch(Of(directions_, (&share + FitSystem::kAhead)->row), 1);
      __builtin_prefetch(Of(directions_, (&share + FitSystem::kAhead)->row) + kColumns, 1);
      AddTimes(share.gain, Of(directions_, share.row), along.data());
    }
    Line weighted;
    for (std::size_t c = 0; c < kColumns; ++c) weighted[c] = reduced[word] * along[c];
    AddProducts(along.data(), weighted.data(), block.data());
    for (const RowShare& share : shares) {
      AddTimes(share.gain, weighted.data(), Of(directions_, share.row) + kColumns);
    }
    if (word % kBlock == 0) {
      AddTo(curvature, block);
      block = {};
    }
  }
  AddTo(curvature, block);

  const Line alpha = Quotients(residual_, curvature);
  const Sums before = residual_;
  residual_ = SumOver(system_.unknowns(), [&](std::size_t i, Line& line) {
    float* __restrict state = Of(state_, i);
    const float* __restrict direction = Of(directions_, i);
    for (std::size_t c = 0; c < kColumns; ++c) {
      state[c] += alpha[c] * direction[c];
      state[kColumns + c] -= alpha[c] * direction[kColumns + c];
    }
    AddProducts(state + kColumns, state + kColumns, line.data());
  });
  const Line beta = Quotients(residual_, before);
  slope_ = SumOver(system_.unknowns(), [&](std::size_t i, Line& line) {
    const float* __restrict state = Of(state_, i);
    float* __restrict direction = Of(directions_, i);
    const float penalty = system_.Penalty(i);
    for (std::size_t c = 0; c < kColumns; ++c) {
      direction[c] = state[kColumns + c] + beta[c] * direction[c];
      direction[kColumns + c] = penalty * direction[c];
    }
    AddProducts(direction, direction + kColumns, line.data());
  });
  return true;
}

void FittedPanel::Guess(std::size_t word, float known, float* out) const {
  Line guess;
  for (std::size_t i = 0; i < kColumns; ++i) guess[i] = known * mean_[i];
  for (const RowShare& share : system_.Of(word)) {
    AddTimes(share.gain, state_.Address(ToRowId(share.row)), guess.data());
  }
  std::copy(guess.begin(), guess.end(), out + first_);
}

void FittedPanel::Write(const FitWeights& weights, EmbeddingTable& table) {
  for (std::size_t i = 0; i < system_.unknowns(); ++i) {
    float* out = table.Address(ToRowId(system_.RowOf(i))) + first_;
    for (std::size_t c = 0; c < kColumns; ++c) {
      out[c] = mean_[c] + system_.Scale(i) * Of(state_, i)[c];
    }
  }
  Sums squares = {}, left_over = {};
  for (std::size_t word = 0; word < system_.words(); ++word) {
    if (!system_.HasNgrams(word)) continue;
    const float c = weights.given[word];
    Line left = Left(word);
    const float factor = system_.OwnFactor(word, c);
    if (system_.OwnRow(word) != FitSystem::kNone) {
      float* out = table.Address(ToRowId(system_.OwnRow(word))) + first_;
      for (std::size_t i = 0; i < kColumns; ++i) out[i] = mean_[i] + factor * left[i];
    }
    const float rest = 1 - factor * system_.OwnShare(word);
    for (std::size_t i = 0; i < kColumns; ++i) {
      const double value = double{Values(word)[i]}, over = double{rest * left[i]};
      squares[i] += double{c} * value * value;
      left_over[i] += double{c} * over * over;
    }
  }
  for (std::size_t i = 0; i < kColumns; ++i) {
    squares_ += squares[i];
    left_ += left_over[i];
  }
}

}  // namespace hogvec

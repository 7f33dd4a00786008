#include "subwords/fitted_panel.h"

#include <algorithm>

namespace hogvec {
namespace {

FitLine Quotients(const FitSums& above, const FitSums& below) {
  FitLine line;
  for (std::size_t i = 0; i < kFitColumns; ++i) {
    line[i] = below[i] > 0 ? static_cast<float>(above[i] / below[i]) : 0;
  }
  return line;
}

}  // namespace

FittedPanel::FittedPanel(const FitSystem& system, const EmbeddingTable& rows, std::size_t panel)
    : system_(system),
      rows_(rows),
      column_(panel * kFitColumns),
      state_(system.unknowns()),
      directions_(system.unknowns()) {}

void FittedPanel::Begin(const FitWeights& weights) {
  for (std::size_t i = 0; i < system_.unknowns(); ++i) {
    for (std::size_t c = 0; c < kFitColumns; ++c) {
      state_.Second(i)[c] = -system_.Penalty(i) * state_.First(i)[c];
    }
  }
  passes_.add_residuals(system_, weights.reduced, rows_, column_, state_);
  residual_ = passes_.advance({}, state_, directions_);
  slope_ = passes_.turn(system_, {}, state_, directions_);
  if (!begun_) at_zeros_ = residual_;
  begun_ = true;
}

bool FittedPanel::Step(std::span<const float> reduced, double tolerance) {
  bool converged = true;
  for (std::size_t i = 0; i < kFitColumns; ++i) {
    converged = converged && residual_[i] <= tolerance * tolerance * at_zeros_[i];
  }
  if (converged) return false;
  FitSums curvature = passes_.multiply(system_, reduced, directions_);
  for (std::size_t i = 0; i < kFitColumns; ++i) curvature[i] += slope_[i];
  const FitSums before = residual_;
  residual_ = passes_.advance(Quotients(before, curvature), state_, directions_);
  slope_ = passes_.turn(system_, Quotients(residual_, before), state_, directions_);
  return true;
}

FitLine FittedPanel::Left(std::size_t word) const {
  FitLine left;
  for (std::size_t i = 0; i < kFitColumns; ++i) left[i] = Values(word)[i];
  for (const RowShare& share : system_.Of(word)) {
    const float* values = state_.First(share.row);
    for (std::size_t i = 0; i < kFitColumns; ++i) left[i] -= share.gain * values[i];
  }
  return left;
}

void FittedPanel::Guess(std::size_t word, float* out) const {
  const FitLine left = Left(word);
  for (std::size_t i = 0; i < kFitColumns; ++i) out[column_ + i] = Values(word)[i] - left[i];
}

void FittedPanel::Write(const FitWeights& weights, EmbeddingTable& table) {
  for (std::size_t i = 0; i < system_.unknowns(); ++i) {
    float* out = table.Address(ToRowId(system_.RowOf(i))) + column_;
    for (std::size_t c = 0; c < kFitColumns; ++c) {
      out[c] = system_.Scale(i) * state_.First(i)[c];
    }
  }
  for (std::size_t word = 0; word < system_.words(); ++word) {
    if (system_.HasNgrams(word)) WriteOwn(word, weights.given[word], table);
  }
}

void FittedPanel::WriteOwn(std::size_t word, float weight, EmbeddingTable& table) {
  const FitLine left = Left(word);
  const float factor = system_.OwnFactor(word, weight);
  if (system_.OwnRow(word) != FitSystem::kNone) {
    float* out = table.Address(ToRowId(system_.OwnRow(word))) + column_;
    for (std::size_t i = 0; i < kFitColumns; ++i) out[i] = factor * left[i];
  }
  const float rest = 1 - factor * system_.OwnShare(word);
  for (std::size_t i = 0; i < kFitColumns; ++i) {
    const auto value = static_cast<double>(Values(word)[i]);
    const auto over = static_cast<double>(rest * left[i]);
    squares_ += static_cast<double>(weight) * value * value;
    left_ += static_cast<double>(weight) * over * over;
  }
}

}  // namespace hogvec

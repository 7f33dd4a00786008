#include "model/merge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numeric>
#include <utility>

namespace hogvec {
namespace {

// Added up in sixteen lanes, whose order no compiler changes: so a vector unit is used, and all
// machines find the same.
template <typename Sum, typename A, typename B>
Sum Dot(const A* a, const B* b, std::size_t size) {
  constexpr std::size_t kLanes = 16;
  std::array<Sum, kLanes> lanes{};
  std::size_t k = 0;
  for (; k + kLanes <= size; k += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      lanes[lane] += static_cast<Sum>(a[k + lane]) * static_cast<Sum>(b[k + lane]);
    }
  }
  for (; k < size; ++k) lanes[k % kLanes] += static_cast<Sum>(a[k]) * static_cast<Sum>(b[k]);
  return std::accumulate(lanes.begin(), lanes.end(), Sum{0});
}

using Vector = std::vector<double>;

double Length(const Vector& vector) {
  return std::sqrt(Dot<double>(vector.data(), vector.data(), vector.size()));
}

// To length 1; false if it has none.
bool Normalise(Vector& vector) {
  const double length = Length(vector);
  if (length == 0) return false;
  for (double& value : vector) value /= length;
  return true;
}

// A direction without a pattern that rows might have: multiples of the golden ratio, modulo 1.
Vector FixedStart(std::size_t dim) {
  constexpr double kGoldenRatio = 0.6180339887498949;
  Vector start(dim);
  for (std::size_t k = 0; k < dim; ++k) {
    const double multiple = static_cast<double>(k + 1) * kGoldenRatio;
    start[k] = multiple - std::floor(multiple) - 0.5;
  }
  Normalise(start);
  return start;
}

// The guess and a little of everything, without which an iteration that starts at a smaller
// eigenvector would stay there.
Vector StartFrom(std::span<const float> guess, std::size_t dim) {
  constexpr double kLittle = 0.05;
  Vector start = FixedStart(dim), from(guess.begin(), guess.end());
  const double length = Length(from);
  if (!(length > 0) || !std::isfinite(length)) return start;
  for (std::size_t k = 0; k < dim; ++k) start[k] = from[k] / length + kLittle * start[k];
  Normalise(start);
  return start;
}

// M times a vector.
Vector Times(const EmbeddingTable& table, const WeightedRows& sample, const Vector& vector) {
  Vector product(vector.size());
  for (std::size_t i = 0; i < sample.rows.size(); ++i) {
    const float* const row = table.Address(sample.rows[i]);
    const double part = sample.weights[i] * Dot<double>(row, vector.data(), vector.size());
    for (std::size_t k = 0; k < product.size(); ++k) product[k] += part * row[k];
  }
  return product;
}

double Trace(const EmbeddingTable& table, const WeightedRows& sample) {
  double trace = 0;
  for (std::size_t i = 0; i < sample.rows.size(); ++i) {
    const float* const row = table.Address(sample.rows[i]);
    trace += sample.weights[i] * Dot<double>(row, row, table.dim());
  }
  return trace;
}

double Distance(const Vector& a, const Vector& b) {
  Vector between(a.size());
  std::transform(a.begin(), a.end(), b.begin(), between.begin(), std::minus<>());
  return Length(between);
}

// Whether it points away from the guess, or without one from its own largest component.
bool PointsAway(const Vector& direction, std::span<const float> guess) {
  const double agreement =
      guess.empty() ? 0 : Dot<double>(direction.data(), guess.data(), direction.size());
  if (agreement != 0) return agreement < 0;
  const auto smaller = [](double a, double b) { return std::abs(a) < std::abs(b); };
  return *std::max_element(direction.begin(), direction.end(), smaller) < 0;
}

}  // namespace

double MergeScale(double q, std::size_t replicas) {
  if (q == 0) return 1;
  const auto count = static_cast<double>(replicas);
  return std::clamp(std::expm1(-count * q) / (count * std::expm1(-q)), 1 / count, 1.0);
}

WeightedRows HeaviestRows(std::span<const double> shares, std::size_t count) {
  WeightedRows heaviest;
  std::vector<RowId>& rows = heaviest.rows;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i] > 0) rows.push_back(ToRowId(i));
  }
  const auto share = [&shares](RowId row) { return shares[ToIndex(row)]; };
  if (count < rows.size()) {
    const auto end = rows.begin() + static_cast<std::ptrdiff_t>(count);
    std::nth_element(rows.begin(), end, rows.end(), [&share](RowId a, RowId b) {
      return share(a) > share(b) || (share(a) == share(b) && a < b);
    });
    rows.erase(end, rows.end());
    std::sort(rows.begin(), rows.end());
  }
  double sum = 0;
  for (const RowId row : rows) sum += share(row);
  for (const RowId row : rows) heaviest.weights.push_back(static_cast<float>(share(row) / sum));
  return heaviest;
}

CommonDirection FindCommonDirection(const EmbeddingTable& table, const WeightedRows& sample,
                                    std::span<const float> guess, std::size_t most_rounds) {
  constexpr double kStill = 1e-3;
  const std::size_t dim = table.dim();
  CommonDirection common{std::vector<float>(dim)};
  const double trace = Trace(table, sample);
  if (trace == 0) return common;
  Vector direction = StartFrom(guess, dim);
  for (std::size_t round = 0; round < most_rounds; ++round) {
    Vector next = Times(table, sample, direction);
    common.along = Dot<double>(direction.data(), next.data(), dim);
    if (!Normalise(next)) break;
    std::swap(direction, next);
    if (Distance(direction, next) < kStill) break;
  }
  if (dim > 1) common.across = std::max(0.0, trace - common.along) / static_cast<double>(dim - 1);
  const double sign = PointsAway(direction, guess) ? -1 : 1;
  for (std::size_t k = 0; k < dim; ++k) {
    common.direction[k] = static_cast<float>(sign * direction[k]);
  }
  return common;
}

void ScaleGain(const MergeRule& rule, const CommonDirection& common, double u, std::size_t replicas,
               std::span<float> gain) {
  const double along = MergeScale((rule.floor + rule.slope * common.along) * u, replicas);
  const double across = MergeScale((rule.floor + rule.slope * common.across) * u, replicas);
  const float* const e = common.direction.data();
  const auto scale = static_cast<float>(across);
  const float shift = static_cast<float>(along - across) * Dot<float>(gain.data(), e, gain.size());
  for (std::size_t k = 0; k < gain.size(); ++k) gain[k] = scale * gain[k] + shift * e[k];
}

}  // namespace hogvec

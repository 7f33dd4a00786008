#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "hogvec/evaluation.h"

namespace hogvec {
namespace {

// The rank of each value, from 1; equal values share the mean of their ranks.
std::vector<double> RanksOf(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
  std::vector<double> ranks(values.size());
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    end = begin + 1;
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    const double shared = static_cast<double>(begin + 1 + end) / 2;
    for (std::size_t i = begin; i < end; ++i) ranks[order[i]] = shared;
  }
  return ranks;
}

bool AnyNaN(std::span<const double> values) {
  return std::ranges::any_of(values, [](double value) { return std::isnan(value); });
}

double MeanOf(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

double PearsonCorrelation(std::span<const double> a, std::span<const double> b) {
  if (a.size() < 2) return 0;
  const double mean_a = MeanOf(a), mean_b = MeanOf(b);
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - mean_a) * (b[i] - mean_b);
    aa += (a[i] - mean_a) * (a[i] - mean_a);
    bb += (b[i] - mean_b) * (b[i] - mean_b);
  }
  return aa == 0 || bb == 0 ? 0 : ab / std::sqrt(aa * bb);
}

double SpearmanCorrelation(std::span<const double> a, std::span<const double> b) {
  // NaN has no rank and can't be sorted.
  if (a.size() >= 2 && (AnyNaN(a) || AnyNaN(b))) return std::numeric_limits<double>::quiet_NaN();
  return PearsonCorrelation(RanksOf(a), RanksOf(b));
}

}  // namespace hogvec

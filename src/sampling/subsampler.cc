#include "sampling/subsampler.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hogvec {

Subsampler::Subsampler(std::span<const std::uint64_t> counts, double threshold) {
  const double total = std::accumulate(counts.begin(), counts.end(), 0.0);
  thresholds_.reserve(counts.size());
  for (const std::uint64_t count : counts) {
    const double keep = KeepProbability(static_cast<double>(count) / total, threshold);
    const double scaled = std::clamp(keep * 0x1p32 - 1, 0.0, 0x1p32 - 1);
    thresholds_.push_back(static_cast<std::uint32_t>(scaled));
  }
}

double Subsampler::KeepProbability(double share, double threshold) {
  if (threshold <= 0 || share <= 0) return 1;
  const double ratio = threshold / share;
  return std::min(1.0, std::sqrt(ratio) + ratio);
}

}  // namespace hogvec

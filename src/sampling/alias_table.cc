#include "sampling/alias_table.h"

#include <cmath>
#include <numeric>

namespace hogvec {

// Shares are weights in units of cells: their mean is 1. A word with less than a cell is topped up
// by one with more, whose surplus shrinks by the same amount, until every cell is full.
AliasTable::AliasTable(std::span<const double> weights) : cells_(weights.size()) {
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<double> shares;
  shares.reserve(weights.size());
  std::vector<std::uint32_t> small, large;
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    shares.push_back(weights[i] / total * static_cast<double>(weights.size()));
    (shares[i] < 1 ? small : large).push_back(i);
    cells_[i].alias = i;
  }
  while (!small.empty() && !large.empty()) {
    const std::uint32_t needy = small.back(), giver = large.back();
    small.pop_back();
    cells_[needy] = {static_cast<std::uint32_t>(shares[needy] * 0x1p32), giver};
    shares[giver] -= 1 - shares[needy];
    if (shares[giver] < 1) {
      large.pop_back();
      small.push_back(giver);
    }
  }
}

AliasTable AliasTable::ForCounts(std::span<const std::uint64_t> counts, double exponent) {
  std::vector<double> weights;
  weights.reserve(counts.size());
  for (const std::uint64_t count : counts) {
    weights.push_back(count == 0 ? 0 : std::pow(static_cast<double>(count), exponent));
  }
  return AliasTable(weights);
}

}  // namespace hogvec

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/unit_length.h"
#include "base/workers.h"
#include "hogvec/neighbours.h"
#include "kernel/kernel.h"
#include "query/top_k.h"

namespace hogvec {
namespace {

// Rows that all queries are held against before the next: they stay in the second-level cache.
constexpr std::size_t kRowsPerTile = 240;

using Tile = std::array<float, kRowsPerTile>;

// Rows of length 1, copies of these.
EmbeddingTable UnitRows(const EmbeddingTable& table, std::span<const WordId> words) {
  EmbeddingTable units(words.size(), table.dim());
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::ranges::copy(table.Row(words[i]), units.Row(ToWordId(i)).begin());
    ScaleToUnit(units.Row(ToWordId(i)));
  }
  return units;
}

// What the rows from `first` on are to be scaled by for length 1; 0 for rows of zeros.
void FindScales(const EmbeddingTable& table, DotRowsFunction dot_rows, std::size_t first,
                std::span<float> scales) {
  for (std::size_t i = 0; i < scales.size(); ++i) {
    const float* const row = table.Address(ToWordId(first + i));
    dot_rows(row, row, table.stride(), table.dim(), scales.subspan(i, 1));
    scales[i] = scales[i] > 0 ? 1 / std::sqrt(scales[i]) : 0;
  }
}

void ScanSlice(const EmbeddingTable& table, const EmbeddingTable& units,
               std::span<const WordId> words, std::size_t begin, std::size_t end,
               std::span<TopK> best) {
  static const DotRowsFunction kDotRows = FindKernel("").dot_rows;
  Tile scales, dots;
  for (std::size_t first = begin; first < end; first += kRowsPerTile) {
    const std::size_t count = std::min(kRowsPerTile, end - first);
    FindScales(table, kDotRows, first, std::span(scales).first(count));
    for (std::size_t query = 0; query < words.size(); ++query) {
      kDotRows(units.Address(ToWordId(query)), table.Address(ToWordId(first)), table.stride(),
               table.dim(), std::span(dots).first(count));
      for (std::size_t i = 0; i < count; ++i) {
        const WordId id = ToWordId(first + i);
        if (id != words[query]) best[query].Offer({id, dots[i] * scales[i]});
      }
    }
  }
}

}  // namespace

std::vector<std::vector<Neighbour>> NearestRows(const EmbeddingTable& table,
                                                std::span<const WordId> words, std::size_t count,
                                                std::size_t threads) {
  const EmbeddingTable units = UnitRows(table, words);
  const std::size_t workers = ThreadCount(threads);
  std::vector<std::vector<TopK>> best(workers, std::vector<TopK>(words.size(), TopK(count)));
  RunWorkers(workers, [&](std::size_t worker) {
    ScanSlice(table, units, words, table.rows() * worker / workers,
              table.rows() * (worker + 1) / workers, best[worker]);
  });
  std::vector<std::vector<Neighbour>> answers;
  for (std::size_t query = 0; query < words.size(); ++query) {
    TopK merged(count);
    for (std::vector<TopK>& slice : best) {
      for (const Neighbour& each : std::move(slice[query]).Sorted()) merged.Offer(each);
    }
    answers.push_back(std::move(merged).Sorted());
  }
  return answers;
}

}  // namespace hogvec

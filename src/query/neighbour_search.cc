#include <algorithm>
#include <utility>

#include "base/unit_length.h"
#include "base/workers.h"
#include "hogvec/neighbours.h"
#include "kernel/kernel.h"
#include "query/top_k.h"

namespace hogvec {
namespace {

// Rows scanned between two looks at the results: their dots stay in the first-level cache.
constexpr std::size_t kRowsPerScan = 1024;

// Below this many floats a second thread takes longer to start than to help.
constexpr std::size_t kFloatsPerThread = std::size_t{1} << 20;

void ScanSlice(const EmbeddingTable& table, const float* query, std::size_t begin, std::size_t end,
               std::span<const WordId> excluded, TopK& best) {
  static const DotRowsFunction kDotRows = FindKernel("").dot_rows;
  float dots[kRowsPerScan];
  for (std::size_t first = begin; first < end; first += kRowsPerScan) {
    const std::size_t count = std::min(kRowsPerScan, end - first);
    kDotRows(query, table.Address(ToWordId(first)), table.stride(), table.dim(), {dots, count});
    for (std::size_t i = 0; i < count; ++i) {
      const WordId id = ToWordId(first + i);
      if (std::ranges::find(excluded, id) == excluded.end()) best.Offer({id, dots[i]});
    }
  }
}

}  // namespace

NeighbourSearch::NeighbourSearch(WordVectors vectors, std::size_t threads)
    : vectors_(std::move(vectors)), threads_(ThreadCount(threads)) {
  EmbeddingTable& table = vectors_.table;
  RunWorkers(threads_, [&](std::size_t worker) {
    for (std::size_t row = worker; row < table.rows(); row += threads_) {
      ScaleToUnit(table.Row(ToWordId(row)));
    }
  });
}

std::vector<Neighbour> NeighbourSearch::Nearest(std::span<const float> query, std::size_t count,
                                                std::span<const WordId> excluded) const {
  const EmbeddingTable& table = vectors_.table;
  EmbeddingTable unit(1, table.dim());  // aligned and padded, as the kernel wants it
  std::ranges::copy(query, unit.Row(WordId{0}).begin());
  ScaleToUnit(unit.Row(WordId{0}));
  const std::size_t useful = 1 + table.rows() * table.stride() / kFloatsPerThread;
  const std::size_t slices = std::min(threads_, useful);
  std::vector<TopK> best(slices, TopK(count));
  const auto scan = [&](std::size_t slice) {
    ScanSlice(table, unit.Address(WordId{0}), table.rows() * slice / slices,
              table.rows() * (slice + 1) / slices, excluded, best[slice]);
  };
  if (slices == 1) {
    scan(0);
  } else {
    RunWorkers(slices, scan);
  }
  TopK merged(count);
  for (TopK& part : best) {
    for (const Neighbour& neighbour : std::move(part).Sorted()) merged.Offer(neighbour);
  }
  return std::move(merged).Sorted();
}

std::vector<Neighbour> NeighbourSearch::Nearest(WordId word, std::size_t count) const {
  return Nearest(Unit(word), count, std::span(&word, 1));
}

std::vector<Neighbour> NeighbourSearch::Analogy(WordId a, WordId b, WordId c,
                                                std::size_t count) const {
  std::vector<float> query(dim());
  for (std::size_t k = 0; k < query.size(); ++k) query[k] = Unit(b)[k] - Unit(a)[k] + Unit(c)[k];
  const WordId given[] = {a, b, c};
  return Nearest(query, count, given);
}

float NeighbourSearch::Similarity(WordId a, WordId b) const {
  double sum = 0;
  for (std::size_t k = 0; k < dim(); ++k) sum += double{Unit(a)[k]} * Unit(b)[k];
  return static_cast<float>(sum);
}

}  // namespace hogvec

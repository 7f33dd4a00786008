#include <algorithm>
#include <array>
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

// Rows that many queries are held against before the next: they stay in the second-level cache.
constexpr std::size_t kRowsPerTile = 240;

// Below this many floats a second thread takes longer to start than to help.
constexpr std::size_t kFloatsPerThread = std::size_t{1} << 20;

// Offers what may be an answer: few similarities come near the least that is kept, so all else is
// asked of these only.
void OfferAll(std::span<const float> dots, std::size_t first, const AnswerRange& range,
              std::span<const WordId> excluded, TopK& best) {
  for (std::size_t i = 0; i < dots.size(); ++i) {
    if (!(dots[i] >= best.least()) || dots[i] < range.threshold) continue;
    const WordId id = ToWordId(first + i);
    if (!range.allowed.empty() && range.allowed[first + i] == 0) continue;
    if (std::ranges::find(excluded, id) == excluded.end()) best.Offer({id, dots[i]});
  }
}

void ScanSlice(const EmbeddingTable& table, const float* query, std::size_t begin, std::size_t end,
               const AnswerRange& range, std::span<const WordId> excluded, TopK& best) {
  static const DotRowsFunction kDotRows = FindKernel("").dot_rows;
  float dots[kRowsPerScan];
  for (std::size_t first = begin; first < end; first += kRowsPerScan) {
    const std::size_t count = std::min(kRowsPerScan, end - first);
    kDotRows(query, table.Address(ToWordId(first)), table.stride(), table.dim(), {dots, count});
    OfferAll({dots, count}, first, range, excluded, best);
  }
}

// Queries as rows of length 1, a whole number of tiles of them; those past the last repeat it.
EmbeddingTable UnitQueries(std::span<const Query> queries, std::size_t dim) {
  const std::size_t tiles = (queries.size() + kTileQueries - 1) / kTileQueries;
  EmbeddingTable units(tiles * kTileQueries, dim);
  for (std::size_t i = 0; i < units.rows(); ++i) {
    const Query& query = queries[std::min(i, queries.size() - 1)];
    std::ranges::copy(query.values, units.Row(ToWordId(i)).begin());
    ScaleToUnit(units.Row(ToWordId(i)));
  }
  return units;
}

// Holds the queries of one worker, from `begin` on, against all rows.
void ScanForMany(const EmbeddingTable& table, std::size_t rows, const EmbeddingTable& units,
                 std::span<const Query> queries, std::size_t begin, const AnswerRange& range,
                 std::span<TopK> best) {
  static const DotTileFunction kDotTile = FindKernel("").dot_tile;
  std::array<float, kTileQueries * kRowsPerTile> dots;
  for (std::size_t first = 0; first < rows; first += kRowsPerTile) {
    const std::size_t count = std::min(kRowsPerTile, rows - first);
    for (std::size_t tile = 0; tile < best.size(); tile += kTileQueries) {
      const float* tile_queries[kTileQueries];
      for (std::size_t q = 0; q < kTileQueries; ++q) {
        tile_queries[q] = units.Address(ToWordId(begin + tile + q));
      }
      kDotTile(tile_queries, table.Address(ToWordId(first)), table.stride(), table.dim(), count,
               dots.data());
      for (std::size_t q = 0; q < std::min(kTileQueries, best.size() - tile); ++q) {
        OfferAll({dots.data() + q * count, count}, first, range, queries[begin + tile + q].excluded,
                 best[tile + q]);
      }
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

std::size_t NeighbourSearch::LastRow() const { return std::min(range_.top, vectors_.table.rows()); }

std::vector<Neighbour> NeighbourSearch::Nearest(std::span<const float> query, std::size_t count,
                                                std::span<const WordId> excluded) const {
  const EmbeddingTable& table = vectors_.table;
  EmbeddingTable unit(1, table.dim());  // aligned and padded, as the kernel wants it
  std::ranges::copy(query, unit.Row(WordId{0}).begin());
  ScaleToUnit(unit.Row(WordId{0}));
  const std::size_t rows = LastRow();
  const std::size_t useful = 1 + rows * table.stride() / kFloatsPerThread;
  const std::size_t slices = std::min(threads_, useful);
  std::vector<TopK> best(slices, TopK(count));
  const auto scan = [&](std::size_t slice) {
    ScanSlice(table, unit.Address(WordId{0}), rows * slice / slices, rows * (slice + 1) / slices,
              range_, excluded, best[slice]);
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

std::vector<std::vector<Neighbour>> NeighbourSearch::NearestOfMany(std::span<const Query> queries,
                                                                   std::size_t count) const {
  if (queries.empty()) return {};
  const EmbeddingTable units = UnitQueries(queries, dim());
  std::vector<TopK> best(queries.size(), TopK(count));
  const std::size_t tiles = units.rows() / kTileQueries;
  const std::size_t workers = std::min(threads_, tiles);
  RunWorkers(workers, [&](std::size_t worker) {
    const std::size_t begin = tiles * worker / workers * kTileQueries;
    const std::size_t end = std::min(tiles * (worker + 1) / workers * kTileQueries, queries.size());
    ScanForMany(vectors_.table, LastRow(), units, queries, begin, range_,
                std::span(best).subspan(begin, end - begin));
  });
  std::vector<std::vector<Neighbour>> answers;
  answers.reserve(best.size());
  for (TopK& each : best) answers.push_back(std::move(each).Sorted());
  return answers;
}

std::vector<Neighbour> NeighbourSearch::Nearest(WordId word, std::size_t count) const {
  return Nearest(Unit(word), count, std::span(&word, 1));
}

Query NeighbourSearch::AnalogyQuery(WordId a, WordId b, WordId c) const {
  Query query{std::vector<float>(dim()), {a, b, c}};
  for (std::size_t k = 0; k < dim(); ++k) query.values[k] = Unit(b)[k] - Unit(a)[k] + Unit(c)[k];
  return query;
}

Query NeighbourSearch::MeanQuery(std::span<const WordId> words) const {
  Query query{std::vector<float>(dim()), {words.begin(), words.end()}};
  for (const WordId word : words) {
    std::ranges::transform(query.values, Unit(word), query.values.begin(), std::plus<>());
  }
  return query;
}

std::vector<Neighbour> NeighbourSearch::Analogy(WordId a, WordId b, WordId c,
                                                std::size_t count) const {
  const Query query = AnalogyQuery(a, b, c);
  return Nearest(query.values, count, query.excluded);
}

std::vector<Neighbour> NeighbourSearch::AnalogyByProduct(WordId a, WordId b, WordId c,
                                                         std::size_t count) const {
  constexpr float kNotZero = 0.001f;  // the paper's epsilon
  const WordId given[] = {a, b, c};
  const auto positive = [](float cosine) { return (cosine + 1) / 2; };
  TopK best(count);
  for (std::size_t row = 0; row < LastRow(); ++row) {
    const WordId id = ToWordId(row);
    const float product = positive(Similarity(id, b)) * positive(Similarity(id, c)) /
                          (positive(Similarity(id, a)) + kNotZero);
    OfferAll({&product, 1}, row, range_, given, best);
  }
  return std::move(best).Sorted();
}

WordId NeighbourSearch::OddOneOut(std::span<const WordId> words) const {
  Query mean = MeanQuery(words);
  ScaleToUnit(mean.values);
  const auto to_mean = [&](WordId word) {
    double dot = 0;
    for (std::size_t k = 0; k < dim(); ++k) dot += double{Unit(word)[k]} * mean.values[k];
    return dot;
  };
  return *std::ranges::min_element(words, {}, to_mean);
}

float NeighbourSearch::Similarity(WordId a, WordId b) const {
  double sum = 0;
  for (std::size_t k = 0; k < dim(); ++k) sum += double{Unit(a)[k]} * Unit(b)[k];
  return static_cast<float>(sum);
}

}  // namespace hogvec

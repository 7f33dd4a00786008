#include "layout/surroundings.h"

#include <algorithm>
#include <cmath>

#include "base/workers.h"
#include "hogvec/error.h"
#include "query/panels.h"
#include "query/search_kernel.h"

namespace hogvec {
namespace {

constexpr std::size_t kWords = Surroundings::kWords;
constexpr std::size_t kBlockRows = SearchedRows::kBlockRows;
constexpr std::size_t kPieceRows = 48;  // per call of the kernel: their dots fit into the cache
static_assert(kBlockRows % kPieceRows == 0);
constexpr float kInfinity = std::numeric_limits<float>::infinity();

// A number for each word around and some more, which make up whole vectors of the processor's.
constexpr std::size_t kLanes = 16;
static_assert(kWords <= kLanes);
using Cosines = std::array<float, kLanes>;
using Counts = std::vector<std::array<std::uint32_t, kLanes>>;

std::vector<Query> QueriesOf(const SearchedRows& rows, std::span<const std::uint32_t> words) {
  std::vector<Query> queries;
  queries.reserve(words.size());
  for (const std::uint32_t word : words) queries.push_back({rows.Unit(ToWordId(word))});
  return queries;
}

// Counts, for each word that is asked about, the rows with a larger cosine than the words around
// it.
class Counting {
 public:
  Counting(const SearchedRows& rows, std::span<const std::uint32_t> words, std::size_t threads)
      : rows_(rows),
        words_(words),
        scales_(rows.AllScales(threads)),
        queries_(QueriesOf(rows, words)),
        panels_(PanelsOf<Cosine>(queries_, rows.dim())),
        cosines_(words.size()),
        least_(words.size(), kInfinity) {}

  // To be called for each word before anything is counted.
  void SetNearest(std::size_t i, std::span<const std::uint32_t> nearest) {
    cosines_[i].fill(kInfinity);
    for (std::size_t k = 0; k < kWords; ++k) {
      const bool there = nearest[k] != kNoNeighbour;
      const float cosine = there ? CosineOf(i, nearest[k]) : kInfinity;
      cosines_[i][k] = std::isnan(cosine) ? -kInfinity : cosine;
      least_[i] = std::min(least_[i], cosines_[i][k]);
    }
  }

  void CountIn(std::size_t first, Counts& counts) const {
    const std::size_t end = std::min(first + kBlockRows, rows_.size());
    float dots[kPieceRows * kPanelQueries];
    for (std::size_t p = 0; p < panels_.size(); ++p) {
      for (std::size_t at = first; at < end; at += kPieceRows) {
        const std::size_t piece = std::min(kPieceRows, end - at);
        SearchKernel().dot_panel(panels_[p].values(), rows_.Address(at), rows_.stride(),
                                 rows_.dim(), piece, dots);
        for (std::size_t r = 0; r < piece; ++r) {
          CountRow(p, dots + r * kPanelQueries, ScaleOf(at + r), counts);
        }
      }
    }
  }

  // A word is not near itself.
  void LeaveOutItself(std::size_t i, std::span<std::uint32_t> counts) const {
    const float own = CosineOf(i, words_[i]);
    for (std::size_t k = 0; k < kWords; ++k) counts[k] -= own > cosines_[i][k] ? 1 : 0;
  }

 private:
  float ScaleOf(std::size_t row) const {
    return HasDirection(scales_[row]) ? scales_[row] : std::numeric_limits<float>::quiet_NaN();
  }

  // To the last digit as it is found among all rows, so that equal ones are equal.
  float CosineOf(std::size_t i, std::size_t row) const {
    float dots[kPanelQueries];
    SearchKernel().dot_panel(panels_[i / kPanelQueries].values(), rows_.Address(row),
                             rows_.stride(), rows_.dim(), 1, dots);
    return dots[i % kPanelQueries] * ScaleOf(row);
  }

  // Few rows are as near as the farthest word around, so only these are looked at closely.
  void CountRow(std::size_t panel, const float* dots, float scale, Counts& counts) const {
    for (std::size_t q = 0; q < panels_[panel].questions(); ++q) {
      const std::size_t i = panel * kPanelQueries + q;
      const float cosine = dots[q] * scale;
      if (!(cosine > least_[i])) continue;
      const float* const around = cosines_[i].data();
      std::uint32_t* const nearer = counts[i].data();
      for (std::size_t k = 0; k < kLanes; ++k) nearer[k] += cosine > around[k] ? 1 : 0;
    }
  }

  const SearchedRows& rows_;
  std::span<const std::uint32_t> words_;
  std::span<const float> scales_;
  std::vector<Query> queries_;
  std::vector<Panel<Cosine>> panels_;
  std::vector<Cosines> cosines_;  // with the words around
  std::vector<float> least_;      // of these
};

// The counts of all rows, each thread's apart.
std::vector<Counts> CountsOfAll(const SearchedRows& rows, const Counting& counting,
                                std::size_t words, std::size_t threads,
                                const std::stop_token& stop) {
  std::vector<Counts> parts(threads, Counts(words));
  const std::size_t blocks = (rows.size() + kBlockRows - 1) / kBlockRows;
  RunWorkers(threads, [&](std::size_t worker) {
    for (std::size_t block = worker; block < blocks; block += threads) {
      if (stop.stop_requested()) throw Interrupted("stopped before the map was judged");
      counting.CountIn(block * kBlockRows, parts[worker]);
    }
  });
  return parts;
}

}  // namespace

std::vector<Surroundings> SurroundingsOf(const SearchedRows& rows, const MapNeighbours& map,
                                         std::span<const std::uint32_t> words, std::size_t threads,
                                         const std::stop_token& stop) {
  std::vector<Surroundings> all(words.size());
  Counting counting(rows, words, threads);
  for (std::size_t i = 0; i < words.size(); ++i) {
    map.Nearest(words[i], all[i].nearest);
    counting.SetNearest(i, all[i].nearest);
  }
  for (const Counts& part : CountsOfAll(rows, counting, words.size(), threads, stop)) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      for (std::size_t k = 0; k < kWords; ++k) all[i].nearer[k] += part[i][k];
    }
  }
  for (std::size_t i = 0; i < words.size(); ++i) counting.LeaveOutItself(i, all[i].nearer);
  return all;
}

}  // namespace hogvec

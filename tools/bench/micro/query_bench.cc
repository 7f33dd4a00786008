// The ten nearest words of a word, on one thread. Bound: each row is read from memory once.
#include <memory>
#include <utility>

#include "bench/micro/machine.h"
#include "bench/micro/report.h"
#include "bench/micro/stages.h"
#include "bench/micro/synthetic_text.h"
#include "hogvec/neighbours.h"

namespace hogvec::bench {
namespace {

constexpr std::size_t kNeighbours = 10;

// A million rows take seconds to fill, so the last search is kept.
const NeighbourSearch& SearchOver(std::size_t rows, std::size_t dim) {
  static std::unique_ptr<NeighbourSearch> search;
  if (search == nullptr || search->words().size() != rows || search->dim() != dim) {
    search.reset();  // two of them need not fit into memory
    WordVectors vectors{SpellWords(rows), EmbeddingTable(rows, dim)};
    vectors.table.InitializeUniform(1);
    search = std::make_unique<NeighbourSearch>(std::move(vectors), 1);
  }
  return *search;
}

void FindNearest(benchmark::State& state, std::size_t rows, std::size_t dim) {
  const NeighbourSearch& search = SearchOver(rows, dim);
  std::size_t word = 0;
  const Stopwatch watch;
  for (auto _ : state) {
    benchmark::DoNotOptimize(search.Nearest(ToWordId(word), kNeighbours).data());
    word = (word + 7919) % rows;
  }
  const double bytes = static_cast<double>(EmbeddingTable(1, dim).stride() * sizeof(float));
  Report(state, watch,
         {"rows", static_cast<double>(rows), bytes, ThisMachine().SecondsToRead(bytes)});
}

}  // namespace

void RegisterQuery() {
  benchmark::RegisterBenchmark("query/nearest/100kx100", FindNearest, std::size_t{100'000},
                               std::size_t{100});
  benchmark::RegisterBenchmark("query/nearest/1Mx300/large", FindNearest, std::size_t{1'000'000},
                               std::size_t{300});
}

}  // namespace hogvec::bench

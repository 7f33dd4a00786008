// The ten nearest words, on all cores, in wall time. Bound of a single question: each row is read
// from memory once, by all cores at once.
#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bench/micro/machine.h"
#include "bench/micro/report.h"
#include "bench/micro/stages.h"
#include "bench/micro/synthetic_text.h"
#include "hogvec/neighbours.h"

namespace hogvec::bench {
namespace {

constexpr std::size_t kNeighbours = 10;
constexpr std::size_t kQuestions = 1000;

struct Size {
  std::size_t rows, dim;
};

// A million rows take seconds to fill, so the last search is kept.
const NeighbourSearch& SearchOver(const Size& size) {
  static std::unique_ptr<NeighbourSearch> search;
  if (search == nullptr || search->words().size() != size.rows || search->dim() != size.dim) {
    search.reset();  // two of them need not fit into memory
    WordVectors vectors{SpellWords(size.rows), EmbeddingTable(size.rows, size.dim)};
    vectors.table.InitializeUniform(1);
    search = std::make_unique<NeighbourSearch>(std::move(vectors));
  }
  return *search;
}

class WallClock {
 public:
  double Seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

// Adds questions/s, the time of one, and the share of the memory bandwidth that reading all rows
// once per question would need, which is the share that a single question reaches.
void ReportQuestions(benchmark::State& state, const WallClock& clock, std::size_t per_iteration,
                     const Size& size) {
  const double questions = static_cast<double>(per_iteration * state.iterations());
  const double seconds = clock.Seconds() / questions;
  const double bytes = static_cast<double>(size.rows * size.dim * sizeof(float));
  state.counters["questions/s"] = 1 / seconds;
  state.counters["ms"] = 1e3 * seconds;
  state.counters["of_memory"] = bytes / seconds / ThisMachine().bytes_read_by_all;
}

std::vector<Query> SomeQueries(const NeighbourSearch& search) {
  std::vector<Query> queries;
  for (std::size_t i = 0; i < kQuestions; ++i) {
    const WordId word = ToWordId(i * 7919 % search.words().size());
    queries.push_back({search.Unit(word), {word}});
  }
  return queries;
}

void AskOne(benchmark::State& state, const Size& size) {
  const NeighbourSearch& search = SearchOver(size);
  std::size_t word = 0;
  benchmark::DoNotOptimize(search.Nearest(ToWordId(word), kNeighbours).data());  // finds lengths
  const WallClock clock;
  for (auto _ : state) {
    benchmark::DoNotOptimize(search.Nearest(ToWordId(word), kNeighbours).data());
    word = (word + 7919) % size.rows;
  }
  ReportQuestions(state, clock, 1, size);
}

void AskMany(benchmark::State& state, const Size& size) {
  const NeighbourSearch& search = SearchOver(size);
  const std::vector<Query> queries = SomeQueries(search);
  const WallClock clock;
  for (auto _ : state) {
    benchmark::DoNotOptimize(search.NearestOfMany(queries, kNeighbours).data());
  }
  ReportQuestions(state, clock, kQuestions, size);
}

void AskProducts(benchmark::State& state, const Size& size) {
  const NeighbourSearch& search = SearchOver(size);
  std::vector<std::array<WordId, 3>> questions;
  for (std::size_t i = 0; i < kQuestions; ++i) {
    const auto word = [&](std::size_t step) { return ToWordId(i * step % size.rows); };
    questions.push_back({word(7919), word(104729), word(1299709)});
  }
  const WallClock clock;
  for (auto _ : state) {
    benchmark::DoNotOptimize(search.AnalogiesByCosMul(questions, kNeighbours).data());
  }
  ReportQuestions(state, clock, kQuestions, size);
}

void Register(const std::string& size_name, const Size& size) {
  const auto add = [&](const std::string& what, auto function) {
    benchmark::RegisterBenchmark(("query/" + what + "/" + size_name).c_str(), function, size)
        ->UseRealTime();
  };
  add("nearest", AskOne);
  add("nearest_of_1000", AskMany);
  add("product_of_1000", AskProducts);
}

}  // namespace

void RegisterQuery() {
  Register("100kx100", {100'000, 100});
  Register("1Mx300/large", {1'000'000, 300});
}

}  // namespace hogvec::bench

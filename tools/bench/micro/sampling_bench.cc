// The random choices of training. Bound: the engine's numbers, or the cache lines of a table that
// does not fit into the cache.
#include <algorithm>

#include "base/random.h"
#include "bench/micro/machine.h"
#include "bench/micro/report.h"
#include "bench/micro/stages.h"
#include "bench/micro/synthetic_text.h"
#include "sampling/alias_table.h"
#include "sampling/subsampler.h"
#include "sampling/windows.h"

namespace hogvec::bench {
namespace {

// A number of the engine depends on the previous one: a multiplication of 64 by 64 bits to 128
// takes 3 to 4 cycles, followed by two additions to its high half.
constexpr double kCyclesPerNumber = 5;

constexpr double kThreshold = 1e-3;
constexpr std::size_t kWidestWindow = 5;

void DrawNumbers(benchmark::State& state) {
  constexpr int kNumbers = 1000;
  Random random(4, RandomPurpose::kTest);
  const Stopwatch watch;
  for (auto _ : state) {
    std::uint64_t sum = 0;
    for (int i = 0; i < kNumbers; ++i) sum += random.Bits64();
    benchmark::DoNotOptimize(sum);
  }
  Report(state, watch, {"numbers", kNumbers, 8, ThisMachine().SecondsOfCycles(kCyclesPerNumber)});
}

// Small tables stay in the L2 cache, which has 1 MB or more: 8 bytes per word.
double BytesPerDraw(std::size_t words) { return words > 100'000 ? 64 : 0; }

void DrawNegatives(benchmark::State& state, std::size_t words) {
  constexpr int kDraws = 1000;
  const AliasTable table = AliasTable::ForCounts(ZipfCounts(words, 1'000'000'000), 0.75);
  Random random(5, RandomPurpose::kTest);
  const Stopwatch watch;
  for (auto _ : state) {
    std::size_t sum = 0;
    for (int i = 0; i < kDraws; ++i) sum += ToIndex(table.Draw(random));
    benchmark::DoNotOptimize(sum);
  }
  const double bytes = BytesPerDraw(words);
  const double bound =
      std::max(ThisMachine().SecondsOfCycles(kCyclesPerNumber), ThisMachine().SecondsToRead(bytes));
  Report(state, watch, {"draws", kDraws, bytes, bound});
}

Subsampler SampleSubsampler() {
  std::vector<std::uint64_t> counts(SampleText().words.size());
  for (const WordId id : SampleText().ids) {
    if (id != kLineEnd) ++counts[ToIndex(id)];
  }
  return Subsampler(counts, kThreshold);
}

void KeepWords(benchmark::State& state) {
  const Subsampler subsampler = SampleSubsampler();
  std::vector<WordId> words = SampleText().ids;
  std::erase(words, kLineEnd);
  Random random(6, RandomPurpose::kTest);
  const Stopwatch watch;
  for (auto _ : state) {
    std::size_t kept = 0;
    for (const WordId word : words) kept += subsampler.Keep(word, random) ? 1 : 0;
    benchmark::DoNotOptimize(kept);
  }
  Report(state, watch,
         {"words", static_cast<double>(words.size()), sizeof(WordId),
          ThisMachine().SecondsOfCycles(kCyclesPerNumber)});
}

// In blocks of 20,000 ids, about the words of 128 KB of text. Bound: one random number per word, to
// keep it or not, and one per kept word, for its window.
void SampleWindows(benchmark::State& state) {
  constexpr std::size_t kIdsPerBlock = 20'000;
  const Subsampler subsampler = SampleSubsampler();
  const std::span<const WordId> ids = SampleText().ids;
  Random random(7, RandomPurpose::kTest);
  WindowList windows;
  std::size_t block = 0;
  double seen = 0, kept = 0;
  const Stopwatch watch;
  for (auto _ : state) {
    windows.Sample(ids.subspan(block * kIdsPerBlock, kIdsPerBlock), subsampler, {kWidestWindow},
                   random);
    block = (block + 1) % (ids.size() / kIdsPerBlock);
    seen += static_cast<double>(windows.words_seen());
    kept += static_cast<double>(windows.size());
  }
  const double numbers = 1 + kept / seen;
  Report(state, watch,
         {"words", seen / static_cast<double>(state.iterations()), sizeof(WordId),
          ThisMachine().SecondsOfCycles(numbers * kCyclesPerNumber)});
}

}  // namespace

void RegisterSampling() {
  benchmark::RegisterBenchmark("sampling/random", DrawNumbers);
  benchmark::RegisterBenchmark("sampling/draw/10k", DrawNegatives, std::size_t{10'000});
  benchmark::RegisterBenchmark("sampling/draw/1M", DrawNegatives, std::size_t{1'000'000});
  benchmark::RegisterBenchmark("sampling/draw/20M/large", DrawNegatives, std::size_t{20'000'000});
  benchmark::RegisterBenchmark("sampling/keep", KeepWords);
  benchmark::RegisterBenchmark("sampling/windows", SampleWindows);
}

}  // namespace hogvec::bench

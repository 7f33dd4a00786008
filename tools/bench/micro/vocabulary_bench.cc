// Words to counts and to ids. Bound: each byte that must be examined is read from memory once.
#include "base/random.h"
#include "bench/micro/machine.h"
#include "bench/micro/report.h"
#include "bench/micro/stages.h"
#include "bench/micro/synthetic_text.h"
#include "vocabulary/word_counter.h"

namespace hogvec::bench {
namespace {

// Views come with the text, so they are not counted.
void ReportTokens(benchmark::State& state, const Stopwatch& watch) {
  const SyntheticText& sample = SampleText();
  const double words = static_cast<double>(sample.tokens.size());
  const double bytes = static_cast<double>(sample.text.size()) / words;
  Report(state, watch, {"words", words, bytes, ThisMachine().SecondsToRead(bytes)});
}

// Starts with an empty counter, so its growth is included.
void CountWords(benchmark::State& state) {
  const SyntheticText& sample = SampleText();
  const Stopwatch watch;
  for (auto _ : state) {
    WordCounter counter;
    for (const std::string_view word : sample.tokens) counter.Count(word);
    benchmark::DoNotOptimize(counter.counts().data());
  }
  ReportTokens(state, watch);
}

void MergeCounters(benchmark::State& state) {
  WordCounter counted;
  for (const std::string_view word : SampleText().tokens) counted.Count(word);
  const Stopwatch watch;
  for (auto _ : state) {
    WordCounter merged;
    merged.Add(counted);
    benchmark::DoNotOptimize(merged.counts().data());
  }
  const double words = static_cast<double>(counted.words().size());
  const double bytes = static_cast<double>(counted.words().MemoryBytes()) / words;
  Report(state, watch, {"words", words, bytes, ThisMachine().SecondsToMove(bytes)});
}

// The second pass over a text: its words to ids.
void FindTokens(benchmark::State& state) {
  const SyntheticText& sample = SampleText();
  const Stopwatch watch;
  for (auto _ : state) {
    std::size_t sum = 0;
    for (const std::string_view word : sample.tokens) sum += ToIndex(*sample.words.Find(word));
    benchmark::DoNotOptimize(sum);
  }
  ReportTokens(state, watch);
}

std::vector<std::string> DrawWords(const WordIndex& index, std::size_t count) {
  Random random(3, RandomPurpose::kTest);
  std::vector<std::string> words;
  for (std::size_t i = 0; i < count; ++i) {
    words.emplace_back(index[WordId{random.Below(static_cast<std::uint32_t>(index.size()))}]);
  }
  return words;
}

// Uniformly drawn words, in an index of about 30 MB: each look-up takes a cache line of the slots,
// one of the words' ends and one of their letters.
void FindAnyWord(benchmark::State& state) {
  constexpr double kBytes = 3 * 64;
  const WordIndex index = SpellWords(1'000'000);
  const std::vector<std::string> words = DrawWords(index, 200'000);
  const Stopwatch watch;
  for (auto _ : state) {
    std::size_t sum = 0;
    for (const std::string& word : words) sum += ToIndex(*index.Find(word));
    benchmark::DoNotOptimize(sum);
  }
  const double count = static_cast<double>(words.size());
  Report(state, watch, {"words", count, kBytes, ThisMachine().SecondsToRead(kBytes)});
}

}  // namespace

void RegisterVocabulary() {
  benchmark::RegisterBenchmark("vocabulary/count/50k", CountWords);
  benchmark::RegisterBenchmark("vocabulary/merge/50k", MergeCounters);
  benchmark::RegisterBenchmark("vocabulary/find/zipf/50k", FindTokens);
  benchmark::RegisterBenchmark("vocabulary/find/even/1M", FindAnyWord);
}

}  // namespace hogvec::bench

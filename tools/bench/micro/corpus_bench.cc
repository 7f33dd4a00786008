// Text to words, and files to blocks. Bound: each byte of the text is read from memory once.
#include <filesystem>
#include <fstream>

#include "bench/micro/machine.h"
#include "bench/micro/report.h"
#include "bench/micro/stages.h"
#include "bench/micro/synthetic_text.h"
#include "corpus/block_reader.h"
#include "corpus/tokenizer.h"
#include "support/temp_folder.h"

namespace hogvec::bench {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{128} << 10;  // the default of --block-size

void TokenizeText(benchmark::State& state) {
  const SyntheticText& sample = SampleText();
  const Stopwatch watch;
  for (auto _ : state) {
    std::size_t letters = 0, lines = 0;
    Tokenize(
        sample.text, [&](std::string_view word) { letters += word.size(); }, [&] { ++lines; });
    benchmark::DoNotOptimize(letters);
    benchmark::DoNotOptimize(lines);
  }
  const double words = static_cast<double>(sample.tokens.size());
  const double bytes = static_cast<double>(sample.text.size()) / words;
  Report(state, watch, {"words", words, bytes, ThisMachine().SecondsToRead(bytes)});
}

// The sample eight times: 24 MB.
std::filesystem::path WriteSample(const testing::TempFolder& folder) {
  const std::filesystem::path path = folder.path() / "text";
  std::ofstream file(path, std::ios::binary);
  for (int i = 0; i < 8; ++i) file << SampleText().text;
  return path;
}

void ReadBlocks(benchmark::State& state) {
  const testing::TempFolder folder;
  const std::filesystem::path path = WriteSample(folder);
  const Stopwatch watch;
  for (auto _ : state) {
    BlockReader reader({path}, kBlockBytes);
    for (TextBlock block; reader.Next(block);) benchmark::DoNotOptimize(block.text.data());
  }
  const double bytes = static_cast<double>(std::filesystem::file_size(path));
  Report(state, watch, {"bytes", bytes, 1, ThisMachine().SecondsToRead(1)});
}

}  // namespace

void RegisterCorpus() {
  benchmark::RegisterBenchmark("corpus/tokenize", TokenizeText);
  benchmark::RegisterBenchmark("corpus/read_blocks", ReadBlocks);
}

}  // namespace hogvec::bench

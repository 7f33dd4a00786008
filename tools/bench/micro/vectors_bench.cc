// Files of vectors, to memory and back. Bound: each byte of the file is read from memory once, or
// copied there once.
#include <filesystem>
#include <string>

#include "bench/micro/machine.h"
#include "bench/micro/report.h"
#include "bench/micro/stages.h"
#include "bench/micro/synthetic_text.h"
#include "hogvec/word_vectors.h"
#include "support/temp_folder.h"

namespace hogvec::bench {
namespace {

struct Size {
  std::size_t rows;
  std::size_t dim;
  const char* name;
};
constexpr Size kSmall{20'000, 100, "20kx100"};
constexpr Size kLarge{400'000, 300, "400kx300/large"};

WordVectors MakeVectors(const Size& size) {
  WordVectors vectors{SpellWords(size.rows), EmbeddingTable(size.rows, size.dim)};
  vectors.table.InitializeUniform(1);
  return vectors;
}

double BytesPerValue(const std::filesystem::path& path, const Size& size) {
  return static_cast<double>(std::filesystem::file_size(path)) /
         static_cast<double>(size.rows * size.dim);
}

void Write(benchmark::State& state, VectorFormat format, Size size) {
  const testing::TempFolder folder;
  const std::filesystem::path path = folder.path() / "vectors";
  const WordVectors vectors = MakeVectors(size);
  const Stopwatch watch;
  for (auto _ : state) WriteVectors(path, format, vectors.words, vectors.table);
  const double bytes = BytesPerValue(path, size);
  Report(state, watch,
         {"values", static_cast<double>(size.rows * size.dim), bytes,
          ThisMachine().SecondsToMove(bytes)});
}

void Read(benchmark::State& state, VectorFormat format, Size size) {
  const testing::TempFolder folder;
  const std::filesystem::path path = folder.path() / "vectors";
  const WordVectors written = MakeVectors(size);
  WriteVectors(path, format, written.words, written.table);
  const Stopwatch watch;
  for (auto _ : state) {
    const WordVectors vectors = ReadVectors(path);
    benchmark::DoNotOptimize(vectors.table.Address(WordId{0}));
  }
  const double bytes = BytesPerValue(path, size);
  Report(state, watch,
         {"values", static_cast<double>(size.rows * size.dim), bytes,
          ThisMachine().SecondsToRead(bytes)});
}

void RegisterFormat(VectorFormat format, const Size& size) {
  const std::string name = std::string(FormatName(format)) + "/" + size.name;
  benchmark::RegisterBenchmark(("vectors/write/" + name).c_str(), Write, format, size);
  benchmark::RegisterBenchmark(("vectors/read/" + name).c_str(), Read, format, size);
}

}  // namespace

void RegisterVectors() {
  for (const Size& size : {kSmall, kLarge}) {
    for (const VectorFormat format : {VectorFormat::kBinary, VectorFormat::kText}) {
      RegisterFormat(format, size);
    }
  }
}

}  // namespace hogvec::bench

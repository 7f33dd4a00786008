#include "bench/micro/machine.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "base/workers.h"
#include "hogvec/embedding_table.h"

namespace hogvec::bench {
namespace {

// Many times the 32 MB of a core complex's last-level cache.
constexpr std::size_t kBufferBytes = std::size_t{256} << 20;

// Each measurement is the best of several, since other users of the machine can only slow it down.
constexpr int kTrials = 7;

template <typename Action>
double MinSeconds(const Action& action) {
  double least = 1e9;
  for (int trial = 0; trial < kTrials; ++trial) {
    const auto begin = std::chrono::steady_clock::now();
    action();
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
    least = std::min(least, elapsed.count());
  }
  return least;
}

// Makes the compiler believe that `value` was changed, in its register.
void Touch(std::uint64_t& value) { asm volatile("" : "+r"(value)); }

// A chain of dependent additions, one cycle each. Both operands are in registers, since some
// processors add constants during register renaming, several per cycle.
void AddInChain(std::uint64_t additions) {
  constexpr std::uint64_t kPerTurn = 16;  // hides the loop's own counter
  std::uint64_t sum = 0, addend = 1;
  Touch(addend);
  for (std::uint64_t turn = 0; turn < additions / kPerTurn; ++turn) {
    for (std::uint64_t i = 0; i < kPerTurn; ++i) {
      sum += addend;
      Touch(sum);
    }
  }
}

double MeasureHertz() {
  constexpr std::uint64_t kAdditions = 20'000'000;  // 5 ms at 4 GHz
  return double{kAdditions} / MinSeconds([] { AddInChain(kAdditions); });
}

// Eight sums, so that no addition waits for another.
std::uint64_t SumOf(std::span<const std::uint64_t> values) {
  std::uint64_t sums[8] = {};
  for (std::size_t i = 0; i + 8 <= values.size(); i += 8) {
    for (std::size_t k = 0; k < 8; ++k) sums[k] += values[i + k];
  }
  std::uint64_t sum = 0;
  for (const std::uint64_t part : sums) sum += part;
  return sum;
}

double MeasureReading(const std::vector<std::uint64_t>& from) {
  const double seconds = MinSeconds([&] {
    std::uint64_t sum = SumOf(from);
    Touch(sum);
  });
  return double{kBufferBytes} / seconds;
}

// Every thread has a separate part, in huge pages: the fastest way to read.
double MeasureReadingByAll() {
  constexpr std::size_t kRows = 256, kWords = kBufferBytes / kRows / sizeof(std::uint64_t);
  EmbeddingTable table(kRows, 2 * kWords);  // of floats, two to a word
  table.InitializeUniform(1);
  const std::span<const std::uint64_t> all(
      reinterpret_cast<const std::uint64_t*>(table.Address(WordId{0})), kRows * kWords);
  const std::size_t threads = ThreadCount(0);
  const double seconds = MinSeconds([&] {
    RunWorkers(threads, [&](std::size_t worker) {
      const std::size_t begin = all.size() * worker / threads;
      std::uint64_t sum = SumOf(all.subspan(begin, all.size() * (worker + 1) / threads - begin));
      Touch(sum);
    });
  });
  return double{kBufferBytes} / seconds;
}

double MeasureMoving(const std::vector<std::uint64_t>& from, std::vector<std::uint64_t>& to) {
  const double seconds = MinSeconds([&] {
    std::memcpy(to.data(), from.data(), kBufferBytes);
    std::uint64_t last = to.back();
    Touch(last);
  });
  return double{kBufferBytes} / seconds;
}

// Written to beforehand: untouched pages all map to one page of zeros.
Machine Measure() {
  const std::vector<std::uint64_t> from(kBufferBytes / sizeof(std::uint64_t), 1);
  std::vector<std::uint64_t> to(from.size(), 2);
  Machine machine;
  machine.hertz = MeasureHertz();
  machine.bytes_read_per_second = MeasureReading(from);
  machine.bytes_read_by_all = MeasureReadingByAll();
  machine.bytes_moved_per_second = MeasureMoving(from, to);
  return machine;
}

}  // namespace

const Machine& ThisMachine() {
  static const Machine kMachine = Measure();
  return kMachine;
}

}  // namespace hogvec::bench

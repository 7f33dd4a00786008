// The training step and the scan, with every kernel that runs on this processor.
#include <fmt/format.h>

#include <memory>
#include <vector>

#include "base/random.h"
#include "bench/micro/machine.h"
#include "bench/micro/report.h"
#include "bench/micro/stages.h"
#include "hogvec/embedding_table.h"
#include "kernel/kernel.h"

namespace hogvec::bench {
namespace {

// A typical step at the default window and negatives: half-widths of 1 to 5 give six context words
// on average.
struct Shape {
  std::size_t centres;
  std::size_t inputs;
  std::size_t outputs;
};
constexpr Shape kOneWindow{1, 6, 6};
constexpr Shape kTwoWindows{2, 9, 8};

// Rows keep their values over any number of steps, so that no number overflows or becomes denormal.
// A product takes the same time whatever its factors.
constexpr float kAlpha = 0;

// The size of each of the two tables: four times a last-level cache of 32 MB.
constexpr std::size_t kTableBytes = std::size_t{128} << 20;

// Floats in a vector. Kernels without explicit vectors get what every 64-bit machine has.
std::size_t LanesOf(const Kernel& kernel) {
  if (kernel.name == "avx512") return 16;
  return kernel.name == "avx2" ? 8 : 4;
}

std::size_t VectorsIn(std::size_t dim, const Kernel& kernel) {
  return (dim + LanesOf(kernel) - 1) / LanesOf(kernel);
}

double RowBytes(const EmbeddingTable& table) {
  return static_cast<double>(table.stride() * sizeof(float));
}

// Dots, input updates and output updates take one fused multiply-add each per float and pair, two
// vectors per cycle.
double StepBound(const Kernel& kernel, const Shape& shape, std::size_t dim) {
  const std::size_t vectors = 3 * shape.inputs * shape.outputs * VectorsIn(dim, kernel);
  return ThisMachine().SecondsOfCycles(static_cast<double>(vectors) / 2);
}

// Two neighbouring windows share all inputs except the outermost.
std::vector<WindowSet> WindowsOf(const Shape& shape) {
  std::vector<WindowSet> windows(shape.inputs, shape.centres == 1 ? 1 : 3);
  if (shape.centres == 2) {
    windows.front() = 1;
    windows.back() = 2;
  }
  return windows;
}

struct Tables {
  Tables(std::size_t inputs, std::size_t outputs, std::size_t dim)
      : input(inputs, dim), output(outputs, dim) {
    input.InitializeUniform(1);
    output.InitializeUniform(2);
  }
  EmbeddingTable input, output;
};

std::vector<float*> AllRows(EmbeddingTable& table) {
  std::vector<float*> rows;
  for (std::size_t row = 0; row < table.rows(); ++row) rows.push_back(table.Address(ToWordId(row)));
  return rows;
}

// The same rows in every step: 8 KB of them at dim 100, 72 KB at 1000.
void StepCached(benchmark::State& state, const Kernel& kernel, Shape shape, std::size_t dim) {
  Tables tables(shape.inputs, shape.outputs, dim);
  const std::vector<float*> inputs = AllRows(tables.input), outputs = AllRows(tables.output);
  const std::vector<WindowSet> windows = WindowsOf(shape);
  const Targets targets(shape.centres, 1);
  StepScratch scratch(shape.inputs);
  const Stopwatch watch;
  for (auto _ : state) kernel.step({inputs, windows, outputs, targets, dim, kAlpha}, scratch);
  const double bytes = static_cast<double>(shape.inputs + shape.outputs) * RowBytes(tables.input);
  Report(state, watch, {"steps", 1, bytes, StepBound(kernel, shape, dim)});
}

// Large tables take a while to fill, so the last ones are kept.
Tables& LargeTables(std::size_t dim) {
  static std::unique_ptr<Tables> tables;
  if (tables == nullptr || tables->input.dim() != dim) {
    tables.reset();  // two pairs of them need not fit into memory
    const std::size_t rows = kTableBytes / (EmbeddingTable(1, dim).stride() * sizeof(float));
    tables = std::make_unique<Tables>(rows, rows, dim);
  }
  return *tables;
}

float* AnyRow(EmbeddingTable& table, Random& random) {
  return table.Address(WordId{random.Below(static_cast<std::uint32_t>(table.rows()))});
}

// The rows of many steps over large tables, drawn uniformly: the worst case of training. As in
// training, the inputs advance by the number of centre words, all outputs are new, and rows are
// prefetched some steps before their use.
class ColdSteps {
 public:
  // More rows than the cache can hold, even at the smallest dim.
  static constexpr std::size_t kSteps = 32'768;

  ColdSteps(Tables& tables, const Shape& shape) : shape_(shape) {
    Random random(8, RandomPurpose::kTest);
    const std::size_t words = (kSteps + kStepsAhead) * shape.centres + shape.inputs;
    for (std::size_t i = 0; i < words; ++i) words_.push_back(AnyRow(tables.input, random));
    for (std::size_t i = 0; i < (kSteps + kStepsAhead) * shape.outputs; ++i) {
      outputs_.push_back(AnyRow(tables.output, random));
    }
    for (std::size_t step = 0; step < kSteps; ++step) AppendUpcoming(step + kStepsAhead);
  }

  std::span<float* const> Inputs(std::size_t step) const {
    return std::span(words_).subspan(step * shape_.centres, shape_.inputs);
  }
  std::span<float* const> Outputs(std::size_t step) const {
    return std::span(outputs_).subspan(step * shape_.outputs, shape_.outputs);
  }
  std::span<const float* const> Upcoming(std::size_t step) const {
    return std::span(upcoming_).subspan(step * RowsPerStep(), RowsPerStep());
  }

  // Rows that no earlier step uses.
  std::size_t RowsPerStep() const { return shape_.centres + shape_.outputs; }

 private:
  static constexpr std::size_t kStepsAhead = 2;  // as in training

  void AppendUpcoming(std::size_t step) {
    const auto inputs = Inputs(step).last(shape_.centres), outputs = Outputs(step);
    upcoming_.insert(upcoming_.end(), inputs.begin(), inputs.end());
    upcoming_.insert(upcoming_.end(), outputs.begin(), outputs.end());
  }

  Shape shape_;
  std::vector<float*> words_;
  std::vector<float*> outputs_;
  std::vector<const float*> upcoming_;
};

// `memory` is a separate bound, in cycles: each new row is read, and written back after the update.
void StepCold(benchmark::State& state, const Kernel& kernel, Shape shape, std::size_t dim) {
  Tables& tables = LargeTables(dim);
  const ColdSteps steps(tables, shape);
  const std::vector<WindowSet> windows = WindowsOf(shape);
  const Targets targets(shape.centres, 1);
  StepScratch scratch(shape.inputs);
  std::size_t step = 0;
  const Stopwatch watch;
  for (auto _ : state) {
    kernel.step({steps.Inputs(step), windows, steps.Outputs(step), targets, dim, kAlpha,
                 steps.Upcoming(step)},
                scratch);
    step = (step + 1) % ColdSteps::kSteps;
  }
  const double bytes = static_cast<double>(steps.RowsPerStep()) * RowBytes(tables.input);
  Report(state, watch, {"steps", 1, bytes, StepBound(kernel, shape, dim)});
  state.counters["memory"] = ThisMachine().hertz * ThisMachine().SecondsToMove(bytes);
}

void Scan(benchmark::State& state, const Kernel& kernel, const EmbeddingTable& table,
          std::size_t rows, double bound) {
  const EmbeddingTable query(1, table.dim());
  std::vector<float> dots(rows);
  const Stopwatch watch;
  for (auto _ : state) {
    kernel.dot_rows(query.Address(WordId{0}), table.Address(WordId{0}), table.stride(), table.dim(),
                    dots);
    benchmark::DoNotOptimize(dots.data());
  }
  Report(state, watch, {"rows", static_cast<double>(rows), RowBytes(table), bound});
}

// Bound: two vector loads per cycle.
void ScanCached(benchmark::State& state, const Kernel& kernel, std::size_t dim) {
  constexpr std::size_t kRows = 64;  // 28 KB at dim 100, 77 KB at 300
  EmbeddingTable table(kRows, dim);
  table.InitializeUniform(1);
  const double cycles = static_cast<double>(VectorsIn(dim, kernel)) / 2;
  Scan(state, kernel, table, kRows, ThisMachine().SecondsOfCycles(cycles));
}

// Bound: reading memory in order.
void ScanCold(benchmark::State& state, const Kernel& kernel, std::size_t dim) {
  const EmbeddingTable& table = LargeTables(dim).input;
  Scan(state, kernel, table, table.rows(), ThisMachine().SecondsToRead(RowBytes(table)));
}

void RegisterSteps(const Kernel& kernel, std::size_t dim) {
  for (const Shape& shape : {kOneWindow, kTwoWindows}) {
    const std::string what = fmt::format("{}x{}/dim:{}", shape.inputs, shape.outputs, dim);
    benchmark::RegisterBenchmark(fmt::format("kernel/step/{}/cached/{}", kernel.name, what).c_str(),
                                 StepCached, kernel, shape, dim);
    benchmark::RegisterBenchmark(fmt::format("kernel/step/{}/cold/{}", kernel.name, what).c_str(),
                                 StepCold, kernel, shape, dim);
  }
}

void RegisterScans(const Kernel& kernel, std::size_t dim) {
  const std::string name = fmt::format("kernel/dot_rows/{}", kernel.name);
  benchmark::RegisterBenchmark(fmt::format("{}/cached/dim:{}", name, dim).c_str(), ScanCached,
                               kernel, dim);
  benchmark::RegisterBenchmark(fmt::format("{}/cold/dim:{}", name, dim).c_str(), ScanCold, kernel,
                               dim);
}

}  // namespace

// Ordered by dimension, so that large tables are filled once for each.
void RegisterKernel() {
  for (const std::size_t dim : {50, 100, 200, 300, 600, 1000}) {
    for (const Kernel& kernel : AvailableKernels()) RegisterSteps(kernel, dim);
  }
  for (const std::size_t dim : {100, 300}) {
    for (const Kernel& kernel : AvailableKernels()) RegisterScans(kernel, dim);
  }
}

}  // namespace hogvec::bench

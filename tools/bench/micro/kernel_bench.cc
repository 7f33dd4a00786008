// The training step of both models and the scan, with every kernel that runs on this processor.
#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "bench/micro/machine.h"
#include "bench/micro/report.h"
#include "bench/micro/stages.h"
#include "bench/micro/step_rows.h"
#include "hogvec/embedding_table.h"
#include "kernel/kernel.h"
#include "model/context_means.h"

namespace hogvec::bench {
namespace {

// Rows keep their values over any number of steps, so that no number overflows or becomes denormal.
// A product takes the same time whatever its factors.
constexpr float kAlpha = 0;

// Floats in a vector. Kernels without explicit vectors get what every 64-bit machine has.
std::size_t LanesOf(const Kernel& kernel) {
  if (kernel.name == "avx512") return 16;
  return kernel.name == "avx2" ? 8 : 4;
}

std::size_t VectorsIn(std::size_t dim, const Kernel& kernel) {
  return (dim + LanesOf(kernel) - 1) / LanesOf(kernel);
}

// Dots, input updates and output updates take one fused multiply-add each per float and pair, two
// vectors per cycle.
double StepBound(const Kernel& kernel, const Shape& shape, std::size_t dim) {
  const std::size_t vectors = 3 * shape.inputs * shape.outputs * VectorsIn(dim, kernel);
  return ThisMachine().SecondsOfCycles(static_cast<double>(vectors) / 2);
}

// How often a context row counts: once for each window that it belongs to.
std::size_t SharesIn(const Shape& shape) {
  return shape.centres == 1 ? shape.inputs : 2 * shape.inputs - 2;
}

// A fused multiply-add per float and share of a row, two vectors per cycle: to take the means of
// the context rows, and again to add what they have gained.
double ContextsBound(const Kernel& kernel, const Shape& shape, std::size_t dim) {
  const std::size_t vectors = SharesIn(shape) * VectorsIn(dim, kernel);
  return ThisMachine().SecondsOfCycles(static_cast<double>(vectors) / 2);
}

// The inputs of a step are the context rows.
class SkipGram {
 public:
  static constexpr std::string_view kName = "step";
  static double Bound(const Kernel& kernel, const Shape& shape, std::size_t dim) {
    return StepBound(kernel, shape, dim);
  }

  SkipGram(const Kernel& kernel, const Shape& shape, const EmbeddingTable&)
      : kernel_(kernel), scratch_(shape.inputs) {}
  void Train(const StepBatch& batch) { kernel_.step(batch, scratch_); }

 private:
  const Kernel& kernel_;
  StepScratch scratch_;
};

// The inputs of a step are the means of its windows.
class Cbow {
 public:
  static constexpr std::string_view kName = "cbow";
  static double Bound(const Kernel& kernel, const Shape& shape, std::size_t dim) {
    return StepBound(kernel, {shape.centres, shape.centres, shape.outputs}, dim) +
           2 * ContextsBound(kernel, shape, dim);
  }

  Cbow(const Kernel& kernel, const Shape& shape, const EmbeddingTable& table)
      : means_(Options(table), kernel, table.stride()),
        scratch_(shape.centres),
        counts_{SharesIn(shape) / shape.centres, SharesIn(shape) / 2 * (shape.centres - 1)} {}
  void Train(const StepBatch& batch) {
    const std::size_t third = batch.upcoming.size() / 3;  // fetched by each phase, as in training
    const auto [rows, windows] = means_.Compose(
        {batch.inputs, batch.windows, batch.dim, batch.upcoming.first(third)}, counts_);
    means_.Train({rows, windows, batch.outputs, batch.targets, batch.dim, batch.alpha,
                  batch.upcoming.subspan(third, third)},
                 scratch_);
    means_.Scatter(batch.upcoming.subspan(2 * third));
  }

 private:
  static TrainOptions Options(const EmbeddingTable& table) {
    TrainOptions options;
    options.architecture = Architecture::kCbow;
    options.dim = table.dim();
    return options;
  }

  ContextMeans means_;
  StepScratch scratch_;
  std::array<std::size_t, 2> counts_;  // of each window's context words
};

// The same rows in every step: 8 KB of them at dim 100, 72 KB at 1000.
template <typename Model>
void StepCached(benchmark::State& state, const Kernel& kernel, Shape shape, std::size_t dim) {
  Tables tables(shape.inputs, shape.outputs, dim);
  const std::vector<float*> inputs = AllRows(tables.input), outputs = AllRows(tables.output);
  const std::vector<WindowSet> windows = WindowsOf(shape);
  const Targets targets(shape.centres, 1);
  Model model(kernel, shape, tables.input);
  const Stopwatch watch;
  for (auto _ : state) model.Train({inputs, windows, outputs, targets, dim, kAlpha});
  const double bytes = static_cast<double>(shape.inputs + shape.outputs) * RowBytes(tables.input);
  Report(state, watch, {"steps", 1, bytes, Model::Bound(kernel, shape, dim)});
}

// What CBOW adds to a step, by itself: the context rows of two windows, their means, and gains.
struct Contexts {
  explicit Contexts(std::size_t dim)
      : tables(kTwoWindows.inputs, 4, dim),
        rows(AllRows(tables.input)),
        others(AllRows(tables.output)),
        windows(WindowsOf(kTwoWindows)),
        means{others[0], others[1]},
        gains{others[2], others[3]} {}

  ContextRows OfBoth() const { return {rows, windows, tables.input.dim()}; }

  Tables tables;
  std::vector<float*> rows, others;
  std::vector<WindowSet> windows;
  float* const means[2];
  float* const gains[2];
};

void ReportContexts(benchmark::State& state, const Stopwatch& watch, const Kernel& kernel,
                    const Contexts& contexts) {
  const double bytes = static_cast<double>(kTwoWindows.inputs) * RowBytes(contexts.tables.input);
  const std::size_t dim = contexts.tables.input.dim();
  Report(state, watch, {"steps", 1, bytes, ContextsBound(kernel, kTwoWindows, dim)});
}

void ContextMeansCached(benchmark::State& state, const Kernel& kernel, std::size_t dim) {
  const Contexts contexts(dim);
  const float scales[2] = {0.125f, 0.125f};  // each window has eight of the nine rows
  const Stopwatch watch;
  for (auto _ : state) {
    kernel.means_of_contexts(contexts.OfBoth(), scales, contexts.means, contexts.gains);
  }
  ReportContexts(state, watch, kernel, contexts);
}

// They gain nothing, so that they keep their values.
void ContextGainsCached(benchmark::State& state, const Kernel& kernel, std::size_t dim) {
  const Contexts contexts(dim);
  const float factors[2] = {kAlpha, kAlpha};
  const Stopwatch watch;
  for (auto _ : state) {
    kernel.add_to_contexts(contexts.OfBoth(), factors, contexts.gains);
  }
  ReportContexts(state, watch, kernel, contexts);
}

// `memory` is a separate bound, in cycles: each new row is read, and written back after the update.
template <typename Model>
void StepCold(benchmark::State& state, const Kernel& kernel, Shape shape, std::size_t dim) {
  Tables& tables = LargeTables(dim);
  const ColdSteps steps(tables, shape);
  const std::vector<WindowSet> windows = WindowsOf(shape);
  const Targets targets(shape.centres, 1);
  Model model(kernel, shape, tables.input);
  std::size_t step = 0;
  const Stopwatch watch;
  for (auto _ : state) {
    model.Train({steps.Inputs(step), windows, steps.Outputs(step), targets, dim, kAlpha,
                 steps.Upcoming(step)});
    step = (step + 1) % ColdSteps::kSteps;
  }
  const double bytes = static_cast<double>(steps.RowsPerStep()) * RowBytes(tables.input);
  Report(state, watch, {"steps", 1, bytes, Model::Bound(kernel, shape, dim)});
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

template <typename Model>
void RegisterSteps(const Kernel& kernel, std::size_t dim) {
  for (const Shape& shape : {kOneWindow, kTwoWindows}) {
    const auto name = [&](std::string_view where) {
      return fmt::format("kernel/{}/{}/{}/{}x{}/dim:{}", Model::kName, kernel.name, where,
                         shape.inputs, shape.outputs, dim);
    };
    benchmark::RegisterBenchmark(name("cached").c_str(), StepCached<Model>, kernel, shape, dim);
    benchmark::RegisterBenchmark(name("cold").c_str(), StepCold<Model>, kernel, shape, dim);
  }
}

void RegisterContexts(const Kernel& kernel, std::size_t dim) {
  const auto name = [&](std::string_view what) {
    return fmt::format("kernel/{}/{}/cached/{}/dim:{}", what, kernel.name, kTwoWindows.inputs, dim);
  };
  benchmark::RegisterBenchmark(name("means_of_contexts").c_str(), ContextMeansCached, kernel, dim);
  benchmark::RegisterBenchmark(name("add_to_contexts").c_str(), ContextGainsCached, kernel, dim);
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
    for (const Kernel& kernel : AvailableKernels()) {
      RegisterSteps<SkipGram>(kernel, dim);
      RegisterSteps<Cbow>(kernel, dim);
      RegisterContexts(kernel, dim);
    }
  }
  for (const std::size_t dim : {100, 300}) {
    for (const Kernel& kernel : AvailableKernels()) RegisterScans(kernel, dim);
  }
}

}  // namespace hogvec::bench

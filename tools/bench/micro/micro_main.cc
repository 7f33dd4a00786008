// Benchmarks of single stages, each next to the minimum time that this machine allows.
//
//   hogvec-bench-micro --benchmark_filter=-large                              all but the large
//   hogvec-bench-micro --benchmark_filter=-large --benchmark_min_time=0.01    do they run?
//   hogvec-bench-micro --benchmark_filter='kernel/step/avx512/.*dim:300'
//
// --benchmark_format=json is for programs. Figures are for one core, except for query/; leave a
// second core idle.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "bench/micro/machine.h"
#include "bench/micro/stages.h"

namespace hogvec::bench {
namespace {

// Files are placed in memory if possible, unless TMPDIR says otherwise: the speed of a disk says
// nothing about a reader.
void KeepFilesInMemory() {
  const char* const folder = "/dev/shm";
  std::error_code none;
  if (std::filesystem::is_directory(folder, none)) setenv("TMPDIR", folder, 0);
}

void AddMachineToReport() {
  const Machine& machine = ThisMachine();
  benchmark::AddCustomContext("clock", fmt::format("{:.2f} GHz", machine.hertz * 1e-9));
  benchmark::AddCustomContext("memory read",
                              fmt::format("{:.1f} GB/s", machine.bytes_read_per_second * 1e-9));
  benchmark::AddCustomContext("memory read by all cores",
                              fmt::format("{:.1f} GB/s", machine.bytes_read_by_all * 1e-9));
  benchmark::AddCustomContext("memory moved",
                              fmt::format("{:.1f} GB/s", machine.bytes_moved_per_second * 1e-9));
}

void RegisterStages() {
  RegisterCorpus();
  RegisterVocabulary();
  RegisterSampling();
  RegisterKernel();
  RegisterVectors();
  RegisterQuery();
}

}  // namespace
}  // namespace hogvec::bench

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 64;
  hogvec::bench::KeepFilesInMemory();
  hogvec::bench::AddMachineToReport();
  hogvec::bench::RegisterStages();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}

#ifndef HOGVEC_BENCH_MICRO_REPORT_H_
#define HOGVEC_BENCH_MICRO_REPORT_H_

#include <benchmark/benchmark.h>

#include <ctime>
#include <string_view>

namespace hogvec::bench {

// The CPU time of this thread since construction: excludes waiting for a disk or for a shared core.
class Stopwatch {
 public:
  double Seconds() const { return Now() - begin_; }

 private:
  static double Now();

  double begin_ = Now();
};

// The work of one iteration of a benchmark, and the minimum time for it.
struct Work {
  std::string_view units;    // what is counted, in the plural: "words"
  double count = 0;          // of them in an iteration
  double bytes = 0;          // read, or written, for one of them
  double bound_seconds = 0;  // for one of them
};

// Adds the counters, all but the first per unit:
//
//   words/s     the speed, under the name of the units
//   bytes       as above
//   ns, cycles  the time; cycles by the measured clock
//   bound       the minimum time, in cycles
//   x_bound     the time as a multiple of the minimum
//
// `watch` must be constructed right before the loop over `state`, which has just ended.
void Report(benchmark::State& state, const Stopwatch& watch, const Work& work);

}  // namespace hogvec::bench

#endif  // HOGVEC_BENCH_MICRO_REPORT_H_

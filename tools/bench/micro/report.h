#ifndef HOGVEC_BENCH_MICRO_REPORT_H_
#define HOGVEC_BENCH_MICRO_REPORT_H_

#include <benchmark/benchmark.h>

#include <ctime>
#include <string_view>

namespace hogvec::bench {

// The time that this thread has computed since the stopwatch was made: neither its waiting for a
// disk nor for a turn on a shared core.
class Stopwatch {
 public:
  double Seconds() const { return Now() - begin_; }

 private:
  static double Now();

  double begin_ = Now();
};

// What one iteration of a benchmark did, and the least that it can take.
struct Work {
  std::string_view units;    // what is counted, in the plural: "words"
  double count = 0;          // of them in an iteration
  double bytes = 0;          // read, or written, for one of them
  double bound_seconds = 0;  // for one of them
};

// Adds the counters, each for one unit but the first:
//
//   words/s     the speed, under the name of the units
//   bytes       as above
//   ns, cycles  the time; cycles by the measured clock
//   bound       the least time, in cycles
//   x_bound     how many times the least it is
//
// `watch` was made right before the loop over `state`, which has just ended.
void Report(benchmark::State& state, const Stopwatch& watch, const Work& work);

}  // namespace hogvec::bench

#endif  // HOGVEC_BENCH_MICRO_REPORT_H_

#include "bench/micro/report.h"

#include <string>

#include "bench/micro/machine.h"

namespace hogvec::bench {

double Stopwatch::Now() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

void Report(benchmark::State& state, const Stopwatch& watch, const Work& work) {
  const double all = work.count * static_cast<double>(state.iterations());
  const double seconds = watch.Seconds() / all;
  const double hertz = ThisMachine().hertz;
  state.counters[std::string(work.units) + "/s"] = 1 / seconds;
  state.counters["bytes"] = work.bytes;
  state.counters["ns"] = 1e9 * seconds;
  state.counters["cycles"] = hertz * seconds;
  state.counters["bound"] = hertz * work.bound_seconds;
  state.counters["x_bound"] = seconds / work.bound_seconds;
}

}  // namespace hogvec::bench

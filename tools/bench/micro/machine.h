#ifndef HOGVEC_BENCH_MICRO_MACHINE_H_
#define HOGVEC_BENCH_MICRO_MACHINE_H_

namespace hogvec::bench {

// The limits of one core of this machine, or of all, measured by this process: bounds for the
// stages. Virtual machines give their guests no cycle counters, so the clock rate is measured too.
struct Machine {
  double hertz = 0;                   // cycles per second
  double bytes_read_per_second = 0;   // from memory, in order
  double bytes_read_by_all = 0;       // the same by one thread per core at once
  double bytes_moved_per_second = 0;  // read from memory and written to another place in it

  double SecondsOfCycles(double cycles) const { return cycles / hertz; }
  double SecondsToRead(double bytes) const { return bytes / bytes_read_per_second; }
  double SecondsToMove(double bytes) const { return bytes / bytes_moved_per_second; }
};

// Measured at the first call, in about a second. For one thread at a time.
const Machine& ThisMachine();

}  // namespace hogvec::bench

#endif  // HOGVEC_BENCH_MICRO_MACHINE_H_

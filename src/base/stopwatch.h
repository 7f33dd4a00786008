#ifndef HOGVEC_BASE_STOPWATCH_H_
#define HOGVEC_BASE_STOPWATCH_H_

#include <chrono>

namespace hogvec {

// Measures wall-clock time since its construction, except for pauses. For one thread at a time.
class Stopwatch {
 public:
  double Seconds() const { return (passed_ + (runs_ ? Clock::now() - start_ : kNothing)).count(); }

  void Pause() {
    passed_ += Clock::now() - start_;
    runs_ = false;
  }

  void Resume() {
    start_ = Clock::now();
    runs_ = true;
  }

 private:
  using Clock = std::chrono::steady_clock;
  using Duration = std::chrono::duration<double>;
  static constexpr Duration kNothing{0};

  Clock::time_point start_ = Clock::now();
  Duration passed_ = kNothing;
  bool runs_ = true;
};

}  // namespace hogvec

#endif  // HOGVEC_BASE_STOPWATCH_H_

#ifndef HOGVEC_TRAINING_INTERVALS_H_
#define HOGVEC_TRAINING_INTERVALS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hogvec {

// Tokens of one replica from meeting to meeting: a share of those that it has trained, but at least
// `first` and at most `last`. At first rows change all the time; later it is how far a row has
// moved that decides when it is merged.
struct IntervalPlan {
  std::uint64_t first = 0;
  double growth = 0.1;
  std::uint64_t last = 0;
};

// The intervals of an epoch: as many for each rank, and each with as much of its text.
class Intervals {
 public:
  Intervals() = default;

  // For an epoch of which `left` tokens are to be trained after `done` of the run, by one replica
  // on average.
  Intervals(const IntervalPlan& plan, double done, double left);

  std::size_t count() const { return ends_.size(); }
  bool AllPassed() const { return passed_ >= ends_.size(); }
  void Pass() { ++passed_; }

  // The interval in hand, [begin, end), as shares of what was left of the epoch.
  double Begin() const { return passed_ == 0 ? 0 : ends_[passed_ - 1]; }
  double End() const { return ends_[passed_]; }

  // Whether it ends with the epoch, and whether it is shorter than intervals become.
  bool IsLast() const { return passed_ + 1 >= ends_.size(); }
  bool IsShort() const { return passed_ < short_; }

 private:
  std::vector<double> ends_;
  std::size_t short_ = 0;  // how many, from the first
  std::size_t passed_ = 0;
};

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_INTERVALS_H_

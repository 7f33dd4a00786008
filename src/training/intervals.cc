#include "training/intervals.h"

#include <algorithm>

namespace hogvec {

// A last interval of less than half goes with the one before.
Intervals::Intervals(const IntervalPlan& plan, double done, double left) {
  const auto first = static_cast<double>(plan.first), last = static_cast<double>(plan.last);
  for (double end = 0; left > 0;) {
    const double tokens = std::clamp(plan.growth * (done + end), first, last);
    end += tokens;
    if (end + tokens / 2 >= left) break;
    ends_.push_back(end / left);
    if (tokens < last) short_ = ends_.size();
  }
  ends_.push_back(1);
}

}  // namespace hogvec

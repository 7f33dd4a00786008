#ifndef HOGVEC_MAIN_TRAIN_TIMELINE_H_
#define HOGVEC_MAIN_TRAIN_TIMELINE_H_

#include <cstddef>
#include <utility>
#include <vector>

#include "hogvec/report.h"

namespace hogvec {

// The moments of a run, evenly spread however long it is: when there are `most`, each two become
// one, and from then on each two, four, eight ... that come.
class Timeline {
 public:
  explicit Timeline(std::size_t most = 600) : most_(most) {}

  void Add(const RunRecord::Moment& moment) {
    Join(moment);
    if (joined_ < every_) return;
    moments_.push_back(pending_);
    joined_ = 0;
    if (moments_.size() == most_) Halve();
  }

  // All of them, the last one included.
  std::vector<RunRecord::Moment> Moments() const {
    std::vector<RunRecord::Moment> all = moments_;
    if (joined_ > 0) all.push_back(pending_);
    return all;
  }

 private:
  // Losses are means over a while, and become the mean over all of it.
  void Join(const RunRecord::Moment& moment) {
    const double before = joined_ == 0 ? moment.loss : pending_.loss;
    pending_ = moment;
    pending_.loss = before + (moment.loss - before) / static_cast<double>(++joined_);
  }

  void Halve() {
    for (std::size_t i = 0; i < moments_.size() / 2; ++i) {
      const double loss = (moments_[2 * i].loss + moments_[2 * i + 1].loss) / 2;
      moments_[i] = moments_[2 * i + 1];
      moments_[i].loss = loss;
    }
    moments_.resize(moments_.size() / 2);
    every_ *= 2;
  }

  const std::size_t most_;
  std::size_t every_ = 1, joined_ = 0;
  RunRecord::Moment pending_;
  std::vector<RunRecord::Moment> moments_;
};

}  // namespace hogvec

#endif  // HOGVEC_MAIN_TRAIN_TIMELINE_H_

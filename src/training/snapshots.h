#ifndef HOGVEC_TRAINING_SNAPSHOTS_H_
#define HOGVEC_TRAINING_SNAPSHOTS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/stopwatch.h"
#include "hogvec/train.h"
#include "training/learning_rate.h"
#include "training/progress.h"

namespace hogvec {

// Says where training stands, from the figures that the workers share. Refers to what it is given;
// for one thread at a time, while the watch is neither paused nor resumed.
class Snapshots {
 public:
  // `total` tokens are to be trained over all epochs; `watch` measures the time of training.
  Snapshots(const Progress& progress, const LearningRate& rate, const Stopwatch& watch,
            std::uint64_t total, std::size_t epochs)
      : progress_(progress),
        rate_(rate),
        watch_(watch),
        total_(total),
        epochs_(epochs),
        before_(progress.tokens_done()),
        seen_(progress.LossOfAll()) {}

  // Tokens that this run trained.
  std::uint64_t TokensTrained() const { return progress_.tokens_done() - before_; }

  // Of these, over the time that was measured.
  double WordsPerSecond() const { return static_cast<double>(TokensTrained()) / watch_.Seconds(); }

  TrainProgress operator()() {
    const std::uint64_t done =
        std::min(progress_.tokens_done(), total_);  // replicas are guessed at
    TrainProgress now;
    now.phase = TrainProgress::Phase::kTraining;
    now.tokens_done = done;
    now.tokens_total = total_;
    now.epochs = epochs_;
    now.epoch = std::min<std::size_t>(epochs_, 1 + done * epochs_ / total_);
    now.words_per_second = WordsPerSecond();
    now.seconds_left =
        done == before_ ? 0 : static_cast<double>(total_ - done) / now.words_per_second;
    now.alpha = rate_.At(done);
    now.loss = RecentLoss();
    return now;
  }

 private:
  // Over the pairs since the last snapshot; the last one's loss if there were none, NaN before.
  double RecentLoss() {
    const LossSum all = progress_.LossOfAll();
    if (all.pairs > seen_.pairs) {
      last_ = LossSum{all.loss - seen_.loss, all.pairs - seen_.pairs}.Mean();
      seen_ = all;
    }
    return last_;
  }

  const Progress& progress_;
  const LearningRate& rate_;
  const Stopwatch& watch_;
  const std::uint64_t total_;
  const std::size_t epochs_;
  const std::uint64_t before_;  // tokens that an earlier run trained
  LossSum seen_;
  double last_ = LossSum().Mean();
};

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_SNAPSHOTS_H_

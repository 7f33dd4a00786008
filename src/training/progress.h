#ifndef HOGVEC_TRAINING_PROGRESS_H_
#define HOGVEC_TRAINING_PROGRESS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

#include "kernel/loss.h"

namespace hogvec {

// What the workers tell of their work: one place for the learning rate, the display and the
// summary. Safe to use from any thread.
class Progress {
 public:
  // Goes on from what an earlier run told: `losses` has one sum for each epoch. Blocks with a mean
  // loss of `hopeless` or more mean that training has diverged.
  Progress(std::uint64_t tokens_done, std::vector<LossSum> losses, double hopeless)
      : hopeless_(hopeless), tokens_done_(tokens_done), losses_(std::move(losses)) {}

  // In-vocabulary tokens trained so far, before subsampling, over all epochs.
  std::uint64_t tokens_done() const { return tokens_done_.load(std::memory_order_relaxed); }
  void AddTokens(std::uint64_t tokens) {
    tokens_done_.fetch_add(tokens, std::memory_order_relaxed);
  }

  // Pairs of a context and a centre word that were trained, by this process.
  std::uint64_t pairs_done() const { return pairs_done_.load(std::memory_order_relaxed); }
  void AddPairs(std::uint64_t pairs) { pairs_done_.fetch_add(pairs, std::memory_order_relaxed); }

  void AddLoss(std::size_t epoch, const LossSum& loss) {
    if (loss.pairs > 0 && !(loss.Mean() < hopeless_))
      diverged_.store(true, std::memory_order_relaxed);
    const std::lock_guard lock(mutex_);
    losses_[epoch].Add(loss);
  }

  // Whether a loss was hopeless or NaN, as soon as it is once: the rows won't recover.
  bool diverged() const { return diverged_.load(std::memory_order_relaxed); }

  // The sums of all epochs, from the first.
  std::vector<LossSum> Losses() const {
    const std::lock_guard lock(mutex_);
    return losses_;
  }
  LossSum LossOfEpoch(std::size_t epoch) const {
    const std::lock_guard lock(mutex_);
    return losses_[epoch];
  }
  LossSum LossOfAll() const {
    const std::lock_guard lock(mutex_);
    LossSum sum;
    for (const LossSum& loss : losses_) sum.Add(loss);
    return sum;
  }

 private:
  const double hopeless_;
  // Alone on its cache line: every worker writes it many times a second.
  alignas(64) std::atomic<std::uint64_t> tokens_done_ = 0;
  alignas(64) std::atomic<std::uint64_t> pairs_done_ = 0;
  std::atomic<bool> diverged_ = false;
  mutable std::mutex mutex_;
  std::vector<LossSum> losses_;
};

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_PROGRESS_H_

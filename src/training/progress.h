#ifndef HOGVEC_TRAINING_PROGRESS_H_
#define HOGVEC_TRAINING_PROGRESS_H_

#include <atomic>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

namespace hogvec {

// A sum of losses over some pairs of words. Double, since a float stops growing at 2^24 terms of
// about 1.
struct LossSum {
  double loss = 0;
  std::uint64_t pairs = 0;

  void Add(const LossSum& other) {
    loss += other.loss;
    pairs += other.pairs;
  }
  double Mean() const { return pairs == 0 ? 0 : loss / static_cast<double>(pairs); }
};

// What the workers tell of their work: one place for the learning rate, the display and the
// summary. Safe to use from any thread.
class Progress {
 public:
  explicit Progress(std::size_t epochs) : losses_(epochs) {}

  // Goes on from what an earlier run told.
  Progress(std::uint64_t tokens_done, std::vector<LossSum> losses)
      : tokens_done_(tokens_done), losses_(std::move(losses)) {}

  // In-vocabulary tokens trained so far, before subsampling, over all epochs.
  std::uint64_t tokens_done() const { return tokens_done_.load(std::memory_order_relaxed); }
  void AddTokens(std::uint64_t tokens) {
    tokens_done_.fetch_add(tokens, std::memory_order_relaxed);
  }

  void AddLoss(std::size_t epoch, const LossSum& loss) {
    if (!std::isfinite(loss.loss)) diverged_.store(true, std::memory_order_relaxed);
    const std::lock_guard lock(mutex_);
    losses_[epoch].Add(loss);
  }

  // Whether a loss was no longer finite, as soon as it is once: the rows won't recover.
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
  // Alone on its cache line: every worker writes it many times a second.
  alignas(64) std::atomic<std::uint64_t> tokens_done_ = 0;
  alignas(64) std::atomic<bool> diverged_ = false;
  mutable std::mutex mutex_;
  std::vector<LossSum> losses_;
};

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_PROGRESS_H_

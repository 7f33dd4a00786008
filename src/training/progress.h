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

// What replicas of the model have trained, for one of them: the tokens of all when this one had
// trained `own_tokens`, and what the losses and pairs of the others came to.
struct ToldByOthers {
  std::uint64_t tokens_of_all = 0, own_tokens = 0;
  std::vector<LossSum> losses = {};  // by epoch, of the others; empty: as they were
  std::uint64_t pairs = 0;           // of the others
};

// What the workers tell of their work, and replicas of the model of theirs: one place for the
// learning rate, the display and the summary. Safe to use from any thread.
class Progress {
 public:
  // Goes on from what an earlier run told: `losses` has one sum for each epoch. Blocks with a mean
  // loss of `hopeless` or more mean that training has diverged.
  Progress(std::uint64_t tokens_done, std::vector<LossSum> losses, double hopeless)
      : hopeless_(hopeless),
        tokens_of_all_(tokens_done),
        losses_(std::move(losses)),
        others_(losses_.size()) {}

  // In-vocabulary tokens trained so far, before subsampling, over all epochs and replicas: what
  // replicas have reported, and as much more as this one makes likely.
  std::uint64_t tokens_done() const {
    const std::uint64_t own_since = own_tokens() - own_tokens_then_.load(std::memory_order_relaxed);
    const double all =
        all_per_own_.load(std::memory_order_relaxed) * static_cast<double>(own_since);
    return tokens_of_all_.load(std::memory_order_relaxed) + static_cast<std::uint64_t>(all);
  }

  // Those that this process trained.
  std::uint64_t own_tokens() const { return own_tokens_.load(std::memory_order_relaxed); }
  void AddTokens(std::uint64_t tokens) { own_tokens_.fetch_add(tokens, std::memory_order_relaxed); }

  // Says how many tokens all replicas train for each one of this process. While no worker trains.
  void SetAllPerOwn(double tokens) { all_per_own_.store(tokens, std::memory_order_relaxed); }

  // While no worker trains.
  void Take(const ToldByOthers& told) {
    tokens_of_all_.store(told.tokens_of_all, std::memory_order_relaxed);
    own_tokens_then_.store(told.own_tokens, std::memory_order_relaxed);
    if (told.losses.empty()) return;
    const std::lock_guard lock(mutex_);
    others_ = told.losses;
    pairs_elsewhere_.store(told.pairs, std::memory_order_relaxed);
  }

  // Pairs of a context and a centre word that were trained, by all replicas, as far as they
  // have reported.
  std::uint64_t pairs_done() const { return own_pairs() + pairs_elsewhere_.load(); }
  std::uint64_t own_pairs() const { return pairs_done_.load(std::memory_order_relaxed); }
  void AddPairs(std::uint64_t pairs) { pairs_done_.fetch_add(pairs, std::memory_order_relaxed); }

  void AddLoss(std::size_t epoch, const LossSum& loss) {
    if (loss.pairs > 0 && !(loss.Mean() < hopeless_))
      diverged_.store(true, std::memory_order_relaxed);
    const std::lock_guard lock(mutex_);
    losses_[epoch].Add(loss);
  }

  // Whether a loss was hopeless or NaN, as soon as it is once: the rows won't recover.
  bool diverged() const { return diverged_.load(std::memory_order_relaxed); }

  // The sums of all epochs, from the first; of all replicas, as far as they have reported.
  std::vector<LossSum> Losses() const {
    const std::lock_guard lock(mutex_);
    std::vector<LossSum> sums = losses_;
    for (std::size_t epoch = 0; epoch < sums.size(); ++epoch) sums[epoch].Add(others_[epoch]);
    return sums;
  }
  LossSum LossOfEpoch(std::size_t epoch) const {
    const std::lock_guard lock(mutex_);
    LossSum sum = losses_[epoch];
    sum.Add(others_[epoch]);
    return sum;
  }
  LossSum LossOfAll() const {  // takes no memory: a progress display must not fail
    const std::lock_guard lock(mutex_);
    LossSum sum;
    for (const LossSum& loss : losses_) sum.Add(loss);
    for (const LossSum& loss : others_) sum.Add(loss);
    return sum;
  }

  // Those of this process's workers, and of an earlier run.
  std::vector<LossSum> OwnLosses() const {
    const std::lock_guard lock(mutex_);
    return losses_;
  }

 private:
  const double hopeless_;
  std::atomic<std::uint64_t> tokens_of_all_, own_tokens_then_ = 0;  // when replicas last reported
  std::atomic<double> all_per_own_ = 1;
  std::atomic<std::uint64_t> pairs_elsewhere_ = 0;
  // Alone on its cache line: every worker writes it many times a second.
  alignas(64) std::atomic<std::uint64_t> own_tokens_ = 0;
  alignas(64) std::atomic<std::uint64_t> pairs_done_ = 0;
  std::atomic<bool> diverged_ = false;
  mutable std::mutex mutex_;
  std::vector<LossSum> losses_, others_;
};

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_PROGRESS_H_

#ifndef HOGVEC_TRAINING_EPOCHS_H_
#define HOGVEC_TRAINING_EPOCHS_H_

#include <chrono>
#include <cstddef>
#include <stop_token>

#include "tokens/token_store.h"
#include "training/block_dealer.h"
#include "training/progress.h"
#include "training/worker.h"

namespace hogvec {

// When workers shall come to rest: once somebody asks for it, once an interval is over, or once
// training has diverged. Safe to ask from any thread.
class Rest {
 public:
  using Clock = std::chrono::steady_clock;

  Rest(std::stop_token stop, Clock::time_point due, const Progress& progress)
      : stop_(std::move(stop)), due_(due), progress_(progress) {}

  bool IsDue() const {
    return stop_.stop_requested() || progress_.diverged() || Clock::now() >= due_;
  }

 private:
  const std::stop_token stop_;
  const Clock::time_point due_;
  const Progress& progress_;
};

// Trains on `threads` workers, each the next block that is dealt, until none is left or rest is
// due; then no worker is inside a block, and the tables and the dealer's position belong together.
// A block's randomness is named by the seed, the epoch and the block, so it matters neither who
// trains it nor when.
void TrainBlocks(const SharedTraining& shared, const TokenStore& tokens, std::size_t threads,
                 BlockDealer& dealer, const Rest& rest);

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_EPOCHS_H_

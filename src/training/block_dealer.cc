#include "training/block_dealer.h"

#include <numeric>
#include <utility>

#include "base/random.h"

namespace hogvec {

BlockDealer::BlockDealer(std::size_t blocks, std::size_t epochs, std::uint64_t seed)
    : epochs_(blocks > 0 ? epochs : 0), seed_(seed), order_(blocks) {
  std::iota(order_.begin(), order_.end(), 0u);
  Shuffle();
}

std::optional<Deal> BlockDealer::Next() {
  const std::lock_guard lock(mutex_);
  if (next_ == order_.size() && epoch_ + 1 < epochs_) {
    ++epoch_;
    next_ = 0;
    Shuffle();
  }
  if (epoch_ >= epochs_ || next_ == order_.size()) return std::nullopt;
  return Deal{epoch_, order_[next_++]};
}

void BlockDealer::Stop() {
  const std::lock_guard lock(mutex_);
  epoch_ = epochs_;
}

// Fisher and Yates's shuffle.
void BlockDealer::Shuffle() {
  Random random(seed_, RandomPurpose::kShuffle, epoch_);
  for (std::size_t left = order_.size(); left > 1; --left) {
    std::swap(order_[left - 1], order_[random.Below(static_cast<std::uint32_t>(left))]);
  }
}

}  // namespace hogvec

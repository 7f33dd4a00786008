#include "training/block_dealer.h"

#include <numeric>
#include <utility>

#include "base/random.h"

namespace hogvec {

BlockDealer::BlockDealer(std::size_t blocks, std::size_t epochs, std::uint64_t seed,
                         DealPosition start)
    : epochs_(blocks > 0 ? epochs : 0), seed_(seed), order_(blocks), position_(start) {
  Shuffle();
}

std::optional<Deal> BlockDealer::Next() {
  const std::lock_guard lock(mutex_);
  if (position_.dealt == order_.size() && position_.epoch + 1 < epochs_) {
    ++position_.epoch;
    position_.dealt = 0;
    Shuffle();
  }
  if (stopped_ || epochs_ == 0 || position_.dealt == order_.size()) return std::nullopt;
  return Deal{position_.epoch, order_[position_.dealt++]};
}

void BlockDealer::Stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
}

DealPosition BlockDealer::position() const {
  const std::lock_guard lock(mutex_);
  return position_;
}

bool BlockDealer::AllDealt() const {
  const std::lock_guard lock(mutex_);
  return position_.epoch + 1 >= epochs_ && position_.dealt == order_.size();
}

// Fisher and Yates's shuffle.
void BlockDealer::Shuffle() {
  std::iota(order_.begin(), order_.end(), 0u);
  Random random(seed_, RandomPurpose::kShuffle, position_.epoch);
  for (std::size_t left = order_.size(); left > 1; --left) {
    std::swap(order_[left - 1], order_[random.Below(static_cast<std::uint32_t>(left))]);
  }
}

}  // namespace hogvec

#include "training/block_dealer.h"

#include <utility>

#include "base/random.h"

namespace hogvec {

BlockDealer::BlockDealer(std::vector<std::uint32_t> blocks, std::size_t epochs, std::uint64_t seed,
                         DealPosition start)
    : blocks_(std::move(blocks)),
      epochs_(blocks_.empty() ? 0 : epochs),
      seed_(seed),
      position_(start) {
  Shuffle();
}

std::optional<Deal> BlockDealer::Next() {
  const std::lock_guard lock(mutex_);
  if (stopped_ || position_.dealt == order_.size()) return std::nullopt;
  return Deal{position_.epoch, order_[position_.dealt++]};
}

bool BlockDealer::EpochDealt() const {
  const std::lock_guard lock(mutex_);
  return position_.dealt == order_.size();
}

void BlockDealer::NextEpoch() {
  const std::lock_guard lock(mutex_);
  if (position_.epoch + 1 >= epochs_) return;
  position_ = {position_.epoch + 1, 0};
  Shuffle();
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
  order_ = blocks_;
  Random random(seed_, RandomPurpose::kShuffle, position_.epoch);
  for (std::size_t left = order_.size(); left > 1; --left) {
    std::swap(order_[left - 1], order_[random.Below(static_cast<std::uint32_t>(left))]);
  }
}

}  // namespace hogvec

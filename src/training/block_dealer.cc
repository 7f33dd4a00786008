#include "training/block_dealer.h"

#include <algorithm>
#include <utility>

#include "base/random.h"

namespace hogvec {

BlockDealer::BlockDealer(std::vector<std::uint32_t> blocks, std::size_t epochs, std::uint64_t seed,
                         DealPosition start)
    : blocks_(std::move(blocks)),
      epochs_(epochs),
      seed_(seed),
      epoch_(start.epoch),
      earlier_(std::move(start.dealt)) {
  Shuffle();
  LeaveOut(earlier_);
}

std::optional<Deal> BlockDealer::Next() {
  const std::lock_guard lock(mutex_);
  if (stopped_ || next_ == order_.size()) return std::nullopt;
  return Deal{epoch_, order_[next_++]};
}

bool BlockDealer::EpochDealt() const {
  const std::lock_guard lock(mutex_);
  return next_ == order_.size();
}

void BlockDealer::NextEpoch() {
  const std::lock_guard lock(mutex_);
  if (epoch_ + 1 >= epochs_) return;
  ++epoch_;
  earlier_.clear();
  Shuffle();
}

void BlockDealer::Stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
}

DealPosition BlockDealer::position() const {
  const std::lock_guard lock(mutex_);
  DealPosition position{epoch_, earlier_};
  position.dealt.insert(position.dealt.end(), order_.begin(),
                        order_.begin() + static_cast<std::ptrdiff_t>(next_));
  return position;
}

std::size_t BlockDealer::epoch() const {
  const std::lock_guard lock(mutex_);
  return epoch_;
}

std::vector<std::uint32_t> BlockDealer::Left() const {
  const std::lock_guard lock(mutex_);
  return {order_.begin() + static_cast<std::ptrdiff_t>(next_), order_.end()};
}

// Fisher and Yates's shuffle.
void BlockDealer::Shuffle() {
  next_ = 0;
  order_ = blocks_;
  Random random(seed_, RandomPurpose::kShuffle, epoch_);
  for (std::size_t left = order_.size(); left > 1; --left) {
    std::swap(order_[left - 1], order_[random.Below(static_cast<std::uint32_t>(left))]);
  }
}

void BlockDealer::LeaveOut(const std::vector<std::uint32_t>& dealt) {
  std::vector<std::uint32_t> sorted = dealt;
  std::sort(sorted.begin(), sorted.end());
  std::erase_if(order_, [&](std::uint32_t block) {
    return std::binary_search(sorted.begin(), sorted.end(), block);
  });
}

}  // namespace hogvec

#ifndef HOGVEC_TRAINING_BLOCK_DEALER_H_
#define HOGVEC_TRAINING_BLOCK_DEALER_H_

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

namespace hogvec {

// A block to train in an epoch, both counted from 0.
struct Deal {
  std::size_t epoch = 0;
  std::size_t block = 0;
};

// How far dealing has got: all of the epochs before `epoch`, and these blocks of it.
struct DealPosition {
  std::size_t epoch = 0;
  std::vector<std::uint32_t> dealt = {};
};

// Hands out every block once per epoch, in an order that is drawn anew for each epoch from the
// seed, the epoch and the blocks alone. Workers take the next deal when they are done with one, so
// a slow worker holds nobody up. An epoch ends when it is all dealt; somebody then says to go on.
//
// May be asked from several threads at once.
class BlockDealer {
 public:
  // Deals `blocks`, in each epoch from the start's, but for what was dealt of that. Others may have
  // dealt blocks of their own, which do no harm there.
  BlockDealer(std::vector<std::uint32_t> blocks, std::size_t epochs, std::uint64_t seed,
              DealPosition start = {});

  // The next deal of the epoch in hand; nothing when it is all dealt or Stop() was called.
  std::optional<Deal> Next();

  // Whether every block of the epoch in hand was dealt.
  bool EpochDealt() const;

  // Goes on to the epoch after the current one, which must be all dealt; stays where it is after
  // the last.
  void NextEpoch();

  // Deals nothing from now on, so that the workers end after the blocks that they have.
  void Stop();

  // What was dealt up to now, before the start too. Another dealer goes on from there.
  DealPosition position() const;

  // The epoch in hand, and whether it is the last.
  std::size_t epoch() const;
  bool InLastEpoch() const { return epoch() + 1 >= epochs_; }

  // The blocks of the epoch in hand that are still to be dealt, in their order.
  std::vector<std::uint32_t> Left() const;

 private:
  void Shuffle();
  void LeaveOut(const std::vector<std::uint32_t>& dealt);

  const std::vector<std::uint32_t> blocks_;
  const std::size_t epochs_;
  const std::uint64_t seed_;
  mutable std::mutex mutex_;
  std::size_t epoch_;                   // in hand
  std::vector<std::uint32_t> earlier_;  // blocks of it that were dealt before this dealer's time
  std::vector<std::uint32_t> order_;    // of all others
  std::size_t next_ = 0;                // in that order
  bool stopped_ = false;
};

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_BLOCK_DEALER_H_

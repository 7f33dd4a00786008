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

// How far dealing has got: all of the epochs before `epoch`, and so many blocks of it.
struct DealPosition {
  std::size_t epoch = 0;
  std::size_t dealt = 0;
};

// Hands out every block once per epoch, in an order that is drawn anew for each epoch from the
// seed and the epoch alone. Workers take the next deal when they are done with one, so a slow
// worker holds nobody up. An epoch ends when it is all dealt; somebody then says to go on.
//
// May be asked from several threads at once.
class BlockDealer {
 public:
  // Deals `blocks` from `start` on, which must lie within the epochs and blocks.
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

  // What was dealt up to now. Another dealer goes on from there.
  DealPosition position() const;

  // Whether every block of every epoch was dealt.
  bool AllDealt() const;

 private:
  void Shuffle();

  const std::vector<std::uint32_t> blocks_;
  const std::size_t epochs_;
  const std::uint64_t seed_;
  mutable std::mutex mutex_;
  std::vector<std::uint32_t> order_;  // of the epoch in hand
  DealPosition position_;
  bool stopped_ = false;
};

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_BLOCK_DEALER_H_

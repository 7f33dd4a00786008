#ifndef HOGVEC_TRAINING_TRAIN_BLOCKS_H_
#define HOGVEC_TRAINING_TRAIN_BLOCKS_H_

#include <cstddef>

#include "tokens/token_store.h"
#include "training/block_dealer.h"
#include "training/pause.h"
#include "training/worker.h"

namespace hogvec {

// Trains on `threads` workers, each the next block that is dealt, until none is left or a pause
// is due; then no worker is inside a block, and the tables and the dealer's position belong
// together. A block's randomness is named by the seed, the epoch and the block, so it matters
// neither who trains it nor when.
void TrainBlocks(const SharedTraining& shared, const TokenStore& tokens, std::size_t threads,
                 BlockDealer& dealer, const PauseCondition& pause);

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_TRAIN_BLOCKS_H_

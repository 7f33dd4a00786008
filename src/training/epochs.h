#ifndef HOGVEC_TRAINING_EPOCHS_H_
#define HOGVEC_TRAINING_EPOCHS_H_

#include <cstddef>

#include "tokens/token_store.h"
#include "training/worker.h"

namespace hogvec {

// Runs every epoch on `threads` workers: each trains the next block that is dealt until none is
// left. A block's randomness is named by the seed, the epoch and the block, so it matters neither
// who trains it nor when.
void TrainEpochs(const SharedTraining& shared, const TokenStore& tokens, std::size_t threads);

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_EPOCHS_H_

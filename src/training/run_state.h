#ifndef HOGVEC_TRAINING_RUN_STATE_H_
#define HOGVEC_TRAINING_RUN_STATE_H_

#include <cstdint>
#include <vector>

#include "kernel/loss.h"
#include "training/block_dealer.h"

namespace hogvec {

// How far training has got, between two blocks: what a run needs to go on, beside the rows.
struct RunState {
  DealPosition position;
  std::uint64_t tokens_done = 0;
  std::vector<LossSum> losses;  // by epoch; shorter where epochs have not begun
};

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_RUN_STATE_H_

#ifndef HOGVEC_RUN_FITTED_H_
#define HOGVEC_RUN_FITTED_H_

#include <stop_token>

#include "hogvec/fit_subwords.h"
#include "hogvec/train.h"

namespace hogvec {

// Fits n-gram vectors to the vectors that a run has learned, and keeps the observer informed.
// Throws TrainingStopped if `stop` was requested.
FittedSubwords FitToResult(const Vocabulary& vocabulary, const EmbeddingTable& inputs,
                           const TrainOptions& options, TrainObserver& observer,
                           const std::stop_token& stop);

}  // namespace hogvec

#endif  // HOGVEC_RUN_FITTED_H_

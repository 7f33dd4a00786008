#ifndef HOGVEC_RUN_MERGE_PLAN_H_
#define HOGVEC_RUN_MERGE_PLAN_H_

#include <cstddef>

#include "hogvec/train.h"
#include "hogvec/vocabulary.h"
#include "model/layers.h"
#include "training/replica_merger.h"

namespace hogvec {

// How many train a model, and on how many threads at the most.
struct RanksAndThreads {
  std::size_t ranks = 1, threads = 1;
};

// How replicas of a model with these words are merged: how far a text moves each of its rows
// follows from the counts. With n-grams, a row goes as far as all the words that it stands in take
// it.
//
// Refers to the model, whose lists of rows the plan reads.
MergePlan PlanMerges(const Vocabulary& vocabulary, const InputLayer& input,
                     const TrainOptions& options, const RanksAndThreads& party);

}  // namespace hogvec

#endif  // HOGVEC_RUN_MERGE_PLAN_H_

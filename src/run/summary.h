#ifndef HOGVEC_RUN_SUMMARY_H_
#define HOGVEC_RUN_SUMMARY_H_

#include <vector>

#include "hogvec/replicas.h"
#include "hogvec/train.h"
#include "ingest/ingest.h"
#include "training/replica_merger.h"
#include "training/trainer.h"
#include "validation/held_out_text.h"
#include "validation/validator.h"

namespace hogvec {

// What a run that is over measured; all but the words that had rows to start from.
TrainSummary Summarize(const Corpus& corpus, const HeldOutText& held_out, const Trainer& trainer,
                       const Validator& validator, double seconds_reading);

// What each rank did, by rank. Collective.
std::vector<RankSummary> SummarizeRanks(Replicas& replicas, const Trainer& trainer,
                                        const ReplicaMerger& merger);

// Makes it the summary of a run that was stopped: the epochs that were completed, and the loss of
// the last that was begun.
void MarkStopped(const Trainer& trainer, TrainSummary& summary);

}  // namespace hogvec

#endif  // HOGVEC_RUN_SUMMARY_H_

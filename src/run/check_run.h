#ifndef HOGVEC_RUN_CHECK_RUN_H_
#define HOGVEC_RUN_CHECK_RUN_H_

#include "hogvec/train.h"

namespace hogvec {

// Throws Error{kUsage} for what no run can use: options out of range or contradicting each other,
// no text, vectors to start from of another length.
void CheckRun(const IngestOptions& ingest, const TrainOptions& options, const StartingPoint& start);

// Throws Error{kUsage} unless there is one text, of files or of sentences, and rules for it.
void CheckText(const IngestOptions& options);

}  // namespace hogvec

#endif  // HOGVEC_RUN_CHECK_RUN_H_

#ifndef HOGVEC_RUN_CHECK_RUN_H_
#define HOGVEC_RUN_CHECK_RUN_H_

#include "hogvec/train.h"

namespace hogvec {

// Throws Error{kUsage} for what no run can use: no text, options out of range or contradicting each
// other, vectors to start from of another length.
void CheckRun(const IngestOptions& ingest, const TrainOptions& options, const StartingPoint& start);

// The same for a text that was checked and read before.
void CheckTraining(const IngestOptions& ingest, const TrainOptions& options,
                   const StartingPoint& start);

// Throws Error{kUsage} if there are both words to start with and a vocabulary file.
void CheckWords(const IngestOptions& ingest, const StartingPoint& start);

// Throws Error{kUsage} unless there is one text, of files or of sentences, and rules for it.
void CheckText(const IngestOptions& options);

}  // namespace hogvec

#endif  // HOGVEC_RUN_CHECK_RUN_H_

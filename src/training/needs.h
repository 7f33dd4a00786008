#ifndef HOGVEC_TRAINING_NEEDS_H_
#define HOGVEC_TRAINING_NEEDS_H_

#include <cstdint>

#include "hogvec/train.h"

namespace hogvec {

// Bytes of ids that are kept in memory: what the options say, or a quarter of the machine's memory.
std::uint64_t TokenBudget(const IngestOptions& options);

// Throws Error{kResource} that says what training needs and what there is, if that is too little:
// `limit` bytes, or what the machine can still give if it is 0. Better now than when the system
// ends the process after hours.
void RequireMemory(const TrainNeeds& needs, std::uint64_t limit);

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_NEEDS_H_

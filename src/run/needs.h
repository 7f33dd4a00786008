#ifndef HOGVEC_RUN_NEEDS_H_
#define HOGVEC_RUN_NEEDS_H_

#include <cstdint>
#include <optional>

#include "hogvec/train.h"
#include "subwords/word_rows.h"

namespace hogvec {

// As the public function, with the lists of rows that the model will have, if it has any.
TrainNeeds NeedsOf(const Vocabulary& vocabulary, const std::optional<WordRows>& lists,
                   std::uint64_t tokens, const IngestOptions& ingest, const TrainOptions& options);

// Throws Error{kResource} that says what training needs and what there is, if that is too little:
// `limit` bytes, or what the machine can still give if it is 0. Better now than when the system
// ends the process after hours.
void RequireMemory(const TrainNeeds& needs, std::uint64_t limit);

}  // namespace hogvec

#endif  // HOGVEC_RUN_NEEDS_H_

#ifndef HOGVEC_MAIN_SPACE_H_
#define HOGVEC_MAIN_SPACE_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "hogvec/train.h"
#include "main/train/train_settings.h"

namespace hogvec {

// What a run will write and take, known once its words are counted.

// Bytes of the file of vectors, a few per cent too many rather than too few.
std::uint64_t VectorBytes(const Vocabulary& vocabulary, const TrainSettings& settings);

// Throws Error{kIo} that says what is needed and what there is, if the file systems of the vectors,
// the checkpoints and the temporary file have too little room: better now than after hours.
void RequireSpace(const Vocabulary& vocabulary, const TrainSettings& settings);

// The estimate that --dry-run prints, a line for each part; with several replicas, for each of
// them.
std::string NeedsText(const CountedCorpus& corpus, const TrainSettings& settings,
                      std::size_t replicas = 1);

}  // namespace hogvec

#endif  // HOGVEC_MAIN_SPACE_H_

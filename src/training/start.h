#ifndef HOGVEC_TRAINING_START_H_
#define HOGVEC_TRAINING_START_H_

#include <cstdint>
#include <vector>

#include "hogvec/embedding_table.h"
#include "hogvec/train.h"

namespace hogvec {

// Throws Error{kUsage} if the vectors to start from are of another length than `dim`.
void RequireSameDim(const StartingPoint& start, std::size_t dim);

// Copies the rows of the words that `start` has, output rows too where it has them.
void CopyRows(const StartingPoint& start, const Vocabulary& vocabulary, EmbeddingTable& input,
              EmbeddingTable& output);

// How many of the words have a row to start from.
std::uint64_t CountStarted(const StartingPoint& start, const Vocabulary& vocabulary);

// One for each row: 1 if it stays as it is. Empty if all rows are trained.
std::vector<std::uint8_t> FrozenRows(const StartingPoint& start, const Vocabulary& vocabulary);

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_START_H_

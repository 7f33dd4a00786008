#ifndef HOGVEC_MODEL_INITIAL_ROWS_H_
#define HOGVEC_MODEL_INITIAL_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hogvec/train.h"
#include "model/layers.h"

namespace hogvec {

// Throws Error{kUsage} if the vectors to start from are of another length than `dim`.
void RequireSameDim(const StartingPoint& start, std::size_t dim);

// A model as a run begins: input rows drawn from the seed and output rows of zeros, but for those
// of the words that `start` has.
Layers InitialLayers(const StartingPoint& start, const Vocabulary& vocabulary, std::size_t dim,
                     std::uint64_t seed);

// How many of the words have a row to start from.
std::uint64_t CountStarted(const StartingPoint& start, const Vocabulary& vocabulary);

// One for each word: 1 if its row stays as it is. Empty if all rows are trained.
std::vector<std::uint8_t> FrozenRows(const StartingPoint& start, const Vocabulary& vocabulary);

}  // namespace hogvec

#endif  // HOGVEC_MODEL_INITIAL_ROWS_H_

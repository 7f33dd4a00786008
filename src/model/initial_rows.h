#ifndef HOGVEC_MODEL_INITIAL_ROWS_H_
#define HOGVEC_MODEL_INITIAL_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "hogvec/train.h"
#include "model/layers.h"
#include "subwords/word_rows.h"

namespace hogvec {

// Throws Error{kUsage} if the vectors to start from are of another length than `dim`.
void RequireSameDim(const StartingPoint& start, std::size_t dim);

// Throws Error{kUsage} if the n-grams to train are not those of the vectors to start from.
void RequireSameNgrams(const StartingPoint& start, const TrainOptions& options);

// Which rows make the input of each word; nothing where that is just its own. Rows are kept apart
// where each has a vector of its own to start from.
std::optional<WordRows> RowLists(const StartingPoint& start, const Vocabulary& vocabulary,
                                 const TrainOptions& options);

// A model as a run begins. Inputs are drawn from the seed and output rows are zeros, but for those
// of the words that `start` has. With subwords, an n-gram starts from the vector that `start` has
// for it, or from zeros, and what a word's input is beyond them stands in its own row; a new word
// starts from what its n-grams say, if they have vectors.
Layers InitialLayers(const StartingPoint& start, const Vocabulary& vocabulary,
                     const TrainOptions& options, std::optional<WordRows> lists);

// The same with all rows zero, to be read from a checkpoint.
Layers LayersOfZeros(const StartingPoint& start, const Vocabulary& vocabulary, std::size_t dim,
                     std::optional<WordRows> lists);

// How many of the words have a row to start from.
std::uint64_t CountStarted(const StartingPoint& start, const Vocabulary& vocabulary);

// One for each word: 1 if its row stays as it is. Empty if all rows are trained.
std::vector<std::uint8_t> FrozenRows(const StartingPoint& start, const Vocabulary& vocabulary);

}  // namespace hogvec

#endif  // HOGVEC_MODEL_INITIAL_ROWS_H_

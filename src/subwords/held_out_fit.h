#ifndef HOGVEC_SUBWORDS_HELD_OUT_FIT_H_
#define HOGVEC_SUBWORDS_HELD_OUT_FIT_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hogvec/embedding_table.h"
#include "hogvec/fit_subwords.h"
#include "hogvec/word_index.h"

namespace hogvec {

// Words to hide from a fit, in ascending order: a share of those that have a weight, at most `most`
// of them, and never all.
std::vector<std::uint32_t> ChooseHidden(std::span<const float> weights, double share,
                                        std::size_t most, std::uint64_t seed);

// Compares row i of `guesses` with the vector of the word hidden[i], and with all others.
HeldOutFit CompareGuesses(const WordIndex& words, const EmbeddingTable& rows,
                          std::span<const std::uint32_t> hidden, const EmbeddingTable& guesses,
                          std::size_t threads);

}  // namespace hogvec

#endif  // HOGVEC_SUBWORDS_HELD_OUT_FIT_H_

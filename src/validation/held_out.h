#ifndef HOGVEC_VALIDATION_HELD_OUT_H_
#define HOGVEC_VALIDATION_HELD_OUT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "hogvec/embedding_table.h"
#include "hogvec/train.h"
#include "kernel/loss.h"
#include "sampling/sampling.h"
#include "tokens/token_store.h"

namespace hogvec {

// The losses of centre words by their tenth of the vocabulary, the most frequent first.
using HeldOutBands = std::array<LossSum, 10>;

// What foretells a held-out text, and by which draws. The tables have a row for each id of the
// text; or, if there are `rows`, id i has row rows[i].
struct HeldOutModel {
  const EmbeddingTable& input;
  const EmbeddingTable& output;
  std::span<const RowId> rows = {};
  const Sampling& sampling;
  const TrainOptions& options;  // window, negatives and seed
};

// Scores blocks of a store as ScoreHeldOut() in hogvec/train.h has it. A block's randomness is
// named by the seed and its number, so the sum is the same for any number of threads and in every
// epoch: what differs between two scores is the rows.
HeldOutBands ScoreBlocks(const HeldOutModel& model, const TokenStore& tokens,
                         std::span<const std::uint32_t> blocks);

// Whether ScoreBlocks() would find a pair to score.
bool HavePairs(const TrainOptions& options, const Subsampler& subsampler, const TokenStore& tokens,
               std::span<const std::uint32_t> blocks);

// The sums as people read them, for a text of `tokens` tokens and a vocabulary of `words` words.
HeldOutLoss LossOf(const HeldOutBands& bands, std::size_t words, std::uint64_t tokens);

}  // namespace hogvec

#endif  // HOGVEC_VALIDATION_HELD_OUT_H_

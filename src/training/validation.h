#ifndef HOGVEC_TRAINING_VALIDATION_H_
#define HOGVEC_TRAINING_VALIDATION_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "hogvec/embedding_table.h"
#include "hogvec/train.h"
#include "hogvec/vocabulary.h"
#include "tokens/token_store.h"
#include "training/held_out.h"

namespace hogvec {

// The text that judges a run after each epoch, and what of the corpus is left to train on: all of
// it where the text is files of its own, else the blocks that were not held out. Which ones are is
// drawn from the seed alone, so a run that goes on holds out the same.
class Validation {
 public:
  // Reads the text's files in terms of `vocabulary`, or holds out blocks of `corpus`, which must
  // stay where it is. Throws as Ingest() does, and Error{kUsage} if the corpus has too few blocks
  // to hold some out.
  Validation(const IngestOptions& ingest, const TrainOptions& options, Vocabulary& vocabulary,
             const TokenStore& corpus, const std::stop_token& stop = {});

  // Whether there is text to judge by.
  bool judges() const { return !blocks_.empty(); }

  // Blocks of the corpus to train on, ascending.
  const std::vector<std::uint32_t>& training_blocks() const { return training_blocks_; }

  // Tokens of the corpus that are held out.
  std::uint64_t tokens_held_out() const { return tokens_held_out_; }

  // Tokens of the text that judges.
  std::uint64_t tokens() const { return tokens_; }

  // Throws Error{kMalformed} if there is text to judge by, but no pair of words in it.
  void RequirePairs(const Subsampler& subsampler, const TrainOptions& options) const;

  HeldOutBands Score(const HeldOutModel& model) const;

 private:
  void ReadFiles(const IngestOptions& ingest, const ValidationOptions& options,
                 Vocabulary& vocabulary, const std::stop_token& stop);
  void HoldOutBlocks(const TokenStore& corpus, const TrainOptions& options);

  const TokenStore& corpus_;
  std::optional<TokenStore> files_;
  std::vector<std::uint32_t> blocks_;  // that judge, of the files or else of the corpus
  std::vector<std::uint32_t> training_blocks_;
  std::uint64_t tokens_held_out_ = 0;
  std::uint64_t tokens_ = 0;
};

// The epoch with the least loss, of all that were judged; there must be one.
std::size_t BestEpoch(std::span<const HeldOutBands> judged);

// Whether `patience` epochs behind each other were no better than one before them; never if it
// is 0.
bool PatienceIsOver(std::span<const HeldOutBands> judged, std::size_t patience);

// Both tables as they stood after the best epoch; empty where nobody asks for them.
struct BestRows {
  EmbeddingTable input, output;

  bool empty() const { return input.rows() == 0; }
  void Keep(const EmbeddingTable& now_input, const EmbeddingTable& now_output);
};

}  // namespace hogvec

#endif  // HOGVEC_TRAINING_VALIDATION_H_

#ifndef HOGVEC_VALIDATION_HELD_OUT_TEXT_H_
#define HOGVEC_VALIDATION_HELD_OUT_TEXT_H_

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "hogvec/replicas.h"
#include "hogvec/train.h"
#include "ingest/ingest.h"
#include "sampling/sampling.h"
#include "tokens/token_store.h"
#include "validation/held_out.h"

namespace hogvec {

// The text that a run is validated on, and what of the corpus is left to train on: all of it where
// the text is files of its own, else the blocks that were not held out. Which ones are is drawn
// from the seed alone, so a run that is resumed holds out the same.
//
// Of several ranks each holds out, and scores, those that it has of the blocks that all have drawn.
// What is said of blocks is of this rank's, all else of all ranks.
//
// Refers to the corpus, the options and the replicas. Immutable.
class HeldOutText {
 public:
  // Reads the text's files in terms of the corpus's vocabulary, or holds out blocks of it. Throws
  // as Encode() does, and Error{kUsage} if the corpus has too few blocks to hold some out.
  // Collective.
  HeldOutText(const IngestOptions& ingest, const TrainOptions& options, const Corpus& corpus,
              Replicas& replicas, const std::stop_token& stop = {});

  // Whether there is no text to validate on.
  bool empty() const { return empty_; }

  // Blocks of the corpus to train on, ascending; perhaps none.
  const std::vector<std::uint32_t>& training_blocks() const { return training_blocks_; }

  // Tokens of the training blocks.
  std::uint64_t own_tokens_to_train() const { return corpus_.own_tokens - own_tokens_held_out_; }

  // Tokens of the corpus that are held out, and that are left to train on.
  std::uint64_t tokens_held_out() const { return tokens_held_out_; }
  std::uint64_t tokens_to_train() const { return corpus_.identity.tokens - tokens_held_out_; }

  // Tokens of the text itself.
  std::uint64_t tokens() const { return tokens_; }

  // Throws Error{kMalformed} if there is text, but no pair of words in it. Collective.
  void RequirePairs(const Sampling& sampling) const;

  // The loss of these rows, which all ranks must have alike, on the text. Collective.
  HeldOutBands Score(const EmbeddingTable& input, const EmbeddingTable& output,
                     const Sampling& sampling) const;

  // The same as people read it.
  HeldOutLoss LossOf(const HeldOutBands& bands) const;

 private:
  void ReadFiles(const IngestOptions& ingest, const std::stop_token& stop);
  void HoldOutBlocks();
  void HoldOut(std::span<const std::uint32_t> drawn);
  const TokenStore& store() const { return files_ ? files_->tokens : *corpus_.tokens; }

  const TrainOptions& options_;
  const Corpus& corpus_;
  Replicas& replicas_;
  bool empty_ = true;
  std::optional<EncodedText> files_;
  std::vector<std::uint32_t> blocks_;  // to validate on, of the files or else of the corpus
  std::vector<std::uint32_t> training_blocks_;
  std::uint64_t own_tokens_held_out_ = 0;
  std::uint64_t tokens_held_out_ = 0;
  std::uint64_t tokens_ = 0;
};

}  // namespace hogvec

#endif  // HOGVEC_VALIDATION_HELD_OUT_TEXT_H_

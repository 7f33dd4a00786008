#include "validation/held_out_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.h"
#include "hogvec/error.h"

namespace hogvec {
namespace {

std::vector<std::uint32_t> AllBlocks(const TokenStore& tokens) {
  std::vector<std::uint32_t> blocks(tokens.block_count());
  std::iota(blocks.begin(), blocks.end(), 0u);
  return blocks;
}

std::uint64_t CountTokens(const TokenStore& tokens, std::span<const std::uint32_t> blocks) {
  std::uint64_t count = 0;
  std::vector<WordId> buffer;
  for (const std::uint32_t block : blocks) {
    const auto ids = tokens.Block(block, buffer);
    count += ids.size() - static_cast<std::size_t>(std::ranges::count(ids, kLineEnd));
  }
  return count;
}

// The first `count` of a partial shuffle (Fisher and Yates), then the rest; each part ascending.
void DrawToFront(std::vector<std::uint32_t>& blocks, std::size_t count, std::uint64_t seed) {
  Random random(seed, RandomPurpose::kValidation);
  for (std::size_t i = 0; i < count; ++i) {
    const auto left = static_cast<std::uint32_t>(blocks.size() - i);
    std::swap(blocks[i], blocks[i + random.Below(left)]);
  }
  const auto end_of_drawn = blocks.begin() + static_cast<std::ptrdiff_t>(count);
  std::sort(blocks.begin(), end_of_drawn);
  std::sort(end_of_drawn, blocks.end());
}

}  // namespace

HeldOutText::HeldOutText(const IngestOptions& ingest, const TrainOptions& options,
                         const Corpus& corpus, const std::stop_token& stop)
    : options_(options), corpus_(corpus), training_blocks_(AllBlocks(*corpus.tokens)) {
  if (!options.validation.text.empty()) {
    ReadFiles(ingest, stop);
  } else if (options.validation.fraction > 0) {
    HoldOutBlocks();
  } else if (options.validation.patience > 0) {
    throw Error(ErrorKind::kUsage, "--patience needs text to judge by: --validation FILE or SHARE");
  }
  if (tokens_to_train() > 0) return;
  throw Error(
      ErrorKind::kUsage,
      "what --validation holds out leaves nothing to train on; give it a FILE, or more text");
}

void HeldOutText::ReadFiles(const IngestOptions& ingest, const std::stop_token& stop) {
  IngestOptions own = ingest;
  own.corpus = options_.validation.text;
  own.sentences = nullptr;
  IngestProgress unseen;
  files_.emplace(Encode(own, corpus_.vocabulary, unseen, stop));
  tokens_ = files_->identity.tokens;
  blocks_ = AllBlocks(files_->tokens);
}

void HeldOutText::HoldOutBlocks() {
  const std::size_t blocks = training_blocks_.size();
  if (blocks < 2) {
    throw Error(ErrorKind::kUsage,
                "the text is too short to hold a part of it out: it is a single block; give "
                "--validation FILE, or a smaller --block-size");
  }
  const auto wanted = std::llround(options_.validation.fraction * static_cast<double>(blocks));
  const auto count = std::clamp<std::size_t>(static_cast<std::size_t>(wanted), 1, blocks - 1);
  DrawToFront(training_blocks_, count, options_.seed);
  const auto end_of_drawn = training_blocks_.begin() + static_cast<std::ptrdiff_t>(count);
  blocks_.assign(training_blocks_.begin(), end_of_drawn);
  training_blocks_.erase(training_blocks_.begin(), end_of_drawn);
  tokens_held_out_ = tokens_ = CountTokens(*corpus_.tokens, blocks_);
}

void HeldOutText::RequirePairs(const Sampling& sampling) const {
  if (empty() || HavePairs(options_, sampling.subsampler, store(), blocks_)) return;
  throw Error(ErrorKind::kMalformed,
              "no line of the validation text has two words of the vocabulary that subsampling "
              "keeps, so there is nothing to judge by; give more of it");
}

HeldOutBands HeldOutText::Score(const EmbeddingTable& input, const EmbeddingTable& output,
                                const Sampling& sampling) const {
  return ScoreBlocks({.input = input, .output = output, .sampling = sampling, .options = options_},
                     store(), blocks_);
}

HeldOutLoss HeldOutText::LossOf(const HeldOutBands& bands) const {
  return hogvec::LossOf(bands, corpus_.vocabulary.size(), tokens_);
}

}  // namespace hogvec

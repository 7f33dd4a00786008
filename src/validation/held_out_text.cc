#include "validation/held_out_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "base/random.h"
#include "hogvec/error.h"
#include "replicas/agreement.h"

namespace hogvec {
namespace {

// The blocks of all ranks, ascending. Between those of texts of the ranks' own, numbers are
// missing.
std::vector<std::uint32_t> BlocksOfAll(Replicas& replicas, const Corpus& corpus) {
  std::vector<std::uint32_t> all;
  all.reserve(corpus.block_count);
  for (const auto& of_rank : GatherValues<std::uint32_t>(replicas, corpus.blocks)) {
    std::ranges::copy(of_rank, std::back_inserter(all));
  }
  std::ranges::sort(all);
  return all;
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

// `count` of the blocks, by a partial shuffle (Fisher and Yates); ascending.
std::vector<std::uint32_t> Draw(std::vector<std::uint32_t> blocks, std::size_t count,
                                std::uint64_t seed) {
  Random random(seed, RandomPurpose::kValidation);
  for (std::size_t i = 0; i < count; ++i) {
    const auto left = static_cast<std::uint32_t>(blocks.size() - i);
    std::swap(blocks[i], blocks[i + random.Below(left)]);
  }
  blocks.resize(count);
  std::ranges::sort(blocks);
  return blocks;
}

// Of the losses of all ranks, in their order.
HeldOutBands SumOfBands(Replicas& replicas, const HeldOutBands& own) {
  HeldOutBands sums;
  for (const auto& of_rank : GatherValues<LossSum>(replicas, own)) {
    for (std::size_t band = 0; band < sums.size(); ++band) sums[band].Add(of_rank[band]);
  }
  return sums;
}

}  // namespace

HeldOutText::HeldOutText(const IngestOptions& ingest, const TrainOptions& options,
                         const Corpus& corpus, Replicas& replicas, const std::stop_token& stop)
    : options_(options), corpus_(corpus), replicas_(replicas), training_blocks_(corpus.blocks) {
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
  own.local_corpus = false;
  IngestProgress unseen;
  files_.emplace(Encode(own, corpus_.vocabulary, replicas_, unseen, stop));
  tokens_ = files_->identity.tokens;
  blocks_ = files_->blocks;
  empty_ = false;
}

void HeldOutText::HoldOutBlocks() {
  std::vector<std::uint32_t> blocks = BlocksOfAll(replicas_, corpus_);
  if (blocks.size() < 2) {
    throw Error(ErrorKind::kUsage,
                "the text is too short to hold a part of it out: it is a single block; give "
                "--validation FILE, or a smaller --block-size");
  }
  const auto wanted =
      std::llround(options_.validation.fraction * static_cast<double>(blocks.size()));
  const auto count =
      std::clamp<std::size_t>(static_cast<std::size_t>(wanted), 1, blocks.size() - 1);
  HoldOut(Draw(std::move(blocks), count, options_.seed));
}

// This rank's of the blocks that were drawn.
void HeldOutText::HoldOut(std::span<const std::uint32_t> drawn) {
  training_blocks_.clear();
  std::ranges::set_difference(corpus_.blocks, drawn, std::back_inserter(training_blocks_));
  std::ranges::set_intersection(corpus_.blocks, drawn, std::back_inserter(blocks_));
  RunTogether(replicas_, [&] { own_tokens_held_out_ = CountTokens(*corpus_.tokens, blocks_); });
  tokens_held_out_ = tokens_ = SumOver(replicas_, own_tokens_held_out_);
  empty_ = false;
}

void HeldOutText::RequirePairs(const Sampling& sampling) const {
  if (empty()) return;
  std::uint64_t has_pairs = 0;
  RunTogether(replicas_, [&] {
    has_pairs = HavePairs(options_, sampling.subsampler, store(), blocks_) ? 1 : 0;
  });
  if (SumOver(replicas_, has_pairs) > 0) return;
  throw Error(ErrorKind::kMalformed,
              "no line of the validation text has two words of the vocabulary that subsampling "
              "keeps, so there is nothing to judge by; give more of it");
}

HeldOutBands HeldOutText::Score(const EmbeddingTable& input, const EmbeddingTable& output,
                                const Sampling& sampling) const {
  const HeldOutModel model{
      .input = input, .output = output, .sampling = sampling, .options = options_};
  HeldOutBands own;
  RunTogether(replicas_, [&] { own = ScoreBlocks(model, store(), blocks_); });
  return SumOfBands(replicas_, own);
}

HeldOutLoss HeldOutText::LossOf(const HeldOutBands& bands) const {
  return hogvec::LossOf(bands, corpus_.vocabulary.size(), tokens_);
}

}  // namespace hogvec

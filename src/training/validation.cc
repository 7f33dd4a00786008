#include "training/validation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "base/random.h"
#include "hogvec/error.h"
#include "ingest/ingest.h"
#include "training/needs.h"

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

double MeanOf(const HeldOutBands& bands) {
  LossSum all;
  for (const LossSum& band : bands) all.Add(band);
  return all.Mean();
}

void CopyTable(const EmbeddingTable& from, EmbeddingTable& to) {
  if (to.rows() == 0) to = EmbeddingTable(from.rows(), from.dim());
  std::copy_n(from.Address(WordId{0}), from.rows() * from.stride(), to.Address(WordId{0}));
}

}  // namespace

Validation::Validation(const IngestOptions& ingest, const TrainOptions& options,
                       Vocabulary& vocabulary, const TokenStore& corpus,
                       const std::stop_token& stop)
    : corpus_(corpus), training_blocks_(AllBlocks(corpus)) {
  if (!options.validation.text.empty()) {
    ReadFiles(ingest, options.validation, vocabulary, stop);
  } else if (options.validation.fraction > 0) {
    HoldOutBlocks(corpus, options);
  } else if (options.validation.patience > 0) {
    throw Error(ErrorKind::kUsage, "--patience needs text to judge by: --validation FILE or SHARE");
  }
}

void Validation::ReadFiles(const IngestOptions& ingest, const ValidationOptions& options,
                           Vocabulary& vocabulary, const std::stop_token& stop) {
  IngestOptions own = ingest;
  own.corpus = options.text;
  IngestProgress unseen;
  files_.emplace(TokenBudget(own), own.tmp_dir);
  IngestedCorpus read = IngestKnown(own, std::move(vocabulary), *files_, unseen, stop);
  vocabulary = std::move(read.vocabulary);
  tokens_ = read.identity.tokens;
  blocks_ = AllBlocks(*files_);
}

void Validation::HoldOutBlocks(const TokenStore& corpus, const TrainOptions& options) {
  const std::size_t blocks = training_blocks_.size();
  if (blocks < 2) {
    throw Error(ErrorKind::kUsage,
                "the text is too short to hold a part of it out: it is a single block; give "
                "--validation FILE, or a smaller --block-size");
  }
  const auto wanted = std::llround(options.validation.fraction * static_cast<double>(blocks));
  const auto count = std::clamp<std::size_t>(static_cast<std::size_t>(wanted), 1, blocks - 1);
  DrawToFront(training_blocks_, count, options.seed);
  const auto end_of_drawn = training_blocks_.begin() + static_cast<std::ptrdiff_t>(count);
  blocks_.assign(training_blocks_.begin(), end_of_drawn);
  training_blocks_.erase(training_blocks_.begin(), end_of_drawn);
  tokens_held_out_ = tokens_ = CountTokens(corpus, blocks_);
}

void Validation::RequirePairs(const Subsampler& subsampler, const TrainOptions& options) const {
  if (!judges() || HavePairs(options, subsampler, files_ ? *files_ : corpus_, blocks_)) return;
  throw Error(ErrorKind::kMalformed,
              "no line of the validation text has two words of the vocabulary that subsampling "
              "keeps, so there is nothing to judge by; give more of it");
}

HeldOutBands Validation::Score(const HeldOutModel& model) const {
  return ScoreBlocks(model, files_ ? *files_ : corpus_, blocks_);
}

std::size_t BestEpoch(std::span<const HeldOutBands> judged) {
  const auto best = std::ranges::min_element(judged, {}, MeanOf);
  return static_cast<std::size_t>(best - judged.begin());
}

bool PatienceIsOver(std::span<const HeldOutBands> judged, std::size_t patience) {
  if (patience == 0 || judged.empty()) return false;
  return judged.size() - 1 - BestEpoch(judged) >= patience;
}

void BestRows::Keep(const EmbeddingTable& now_input, const EmbeddingTable& now_output) {
  CopyTable(now_input, input);
  CopyTable(now_output, output);
}

}  // namespace hogvec

#include "ingest/complete.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "ingest/block_share.h"
#include "ingest/sentences.h"
#include "replicas/agreement.h"

namespace hogvec {
namespace {

using BlockList = std::vector<std::uint32_t>;

BlockList Sorted(std::span<const Share> shares, BlockList Share::*list) {
  BlockList all;
  for (const Share& share : shares) std::ranges::copy(share.*list, std::back_inserter(all));
  std::ranges::sort(all);
  return all;
}

CorpusIdentity SumOfIdentities(Replicas& replicas, const CorpusIdentity& own) {
  const std::array own_parts{own.fingerprint, own.bytes, own.tokens, own.lines};
  const std::vector<std::uint64_t> sums = SumOver(replicas, own_parts);
  return {.fingerprint = sums[0], .bytes = sums[1], .tokens = sums[2], .lines = sums[3]};
}

std::size_t CountOfBlocks(Replicas& replicas, const BlockList& own) {
  return MaxOver(replicas, own.empty() ? 0 : own.back() + std::uint64_t{1});
}

std::vector<BlockWords> WordsOf(const BlockList& blocks, const BlockList& text_starts,
                                const TokenStore& tokens) {
  std::vector<BlockWords> words;
  words.reserve(blocks.size());
  for (const std::uint32_t block : blocks) {
    const bool begins_text = std::ranges::binary_search(text_starts, block);
    words.push_back(
        {block, static_cast<std::uint32_t>(tokens.Count(block)), begins_text ? 1u : 0u});
  }
  return words;
}

// Those of all ranks, ascending.
std::vector<BlockWords> GatherWords(Replicas& replicas, const std::vector<BlockWords>& own) {
  std::vector<BlockWords> all;
  for (const auto& of_rank : GatherValues<BlockWords>(replicas, own)) {
    std::ranges::copy(of_rank, std::back_inserter(all));
  }
  std::ranges::sort(all, {}, &BlockWords::block);
  return all;
}

// A text that is a rank's own goes on from one of its blocks to the next; else blocks of all ranks
// lie between them. Returns the number of sentences on all ranks.
std::uint64_t EndOwnSentences(const IngestOptions& options, Replicas& replicas,
                              std::span<const Share> shares, const BlockList& blocks,
                              TokenStore& tokens) {
  const bool own_text = ShareOf(options, replicas).own_text();
  std::vector<BlockWords> counted = WordsOf(blocks, Sorted(shares, &Share::text_starts), tokens);
  if (!own_text) counted = GatherWords(replicas, counted);
  std::uint64_t sentences = 0;
  RunTogether(replicas, [&] {
    sentences = EndSentences(options.text.sentence, counted, blocks, shares.size(), tokens);
  });
  return own_text ? SumOver(replicas, sentences) : sentences;
}

}  // namespace

CorpusIdentity AddUp(std::span<const Share> shares) {
  CorpusIdentity sum;
  for (const Share& share : shares) {
    sum.fingerprint += share.identity.fingerprint;
    sum.bytes += share.identity.bytes;
    sum.tokens += share.identity.tokens;
    sum.lines += share.identity.lines;
  }
  return sum;
}

void RequireTokens(const IngestOptions& options, std::uint64_t tokens, std::size_t words) {
  if (tokens > 0) return;
  throw Error(ErrorKind::kMalformed, fmt::format("{}: has none of the {} words of the vocabulary",
                                                 NamesOf(options), words));
}

CompleteText Complete(const IngestOptions& options, Replicas& replicas,
                      std::span<const Share> shares, std::size_t words, TokenStore& tokens) {
  const CorpusIdentity own = AddUp(shares);
  CorpusIdentity identity = SumOfIdentities(replicas, own);
  RunTogether(replicas, [&] { RequireTokens(options, identity.tokens, words); });
  BlockList blocks = Sorted(shares, &Share::blocks);
  const std::size_t block_count = CountOfBlocks(replicas, blocks);
  if (AreCounted(options.text.sentence)) {
    identity.lines = EndOwnSentences(options, replicas, shares, blocks, tokens);
  }
  return {{std::move(blocks), block_count, own.tokens}, identity};
}

}  // namespace hogvec

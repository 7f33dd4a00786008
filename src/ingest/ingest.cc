#include "ingest/ingest.h"

#include <fmt/format.h>

#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "base/memory.h"
#include "base/workers.h"
#include "ingest/complete.h"
#include "ingest/merged_counts.h"
#include "ingest/reading.h"
#include "ingest/sentences.h"
#include "ingest/stopwords.h"
#include "replicas/agreement.h"
#include "replicas/alone.h"
#include "vocabulary/word_counter.h"

namespace hogvec {
namespace {

WordCounter MergeShares(std::span<const Share> shares) {
  WordCounter merged;
  for (const Share& share : shares) merged.Add(share.counter);
  return merged;
}

void RequireWords(const IngestOptions& options, const Vocabulary& vocabulary,
                  const MergedCounts& counted) {
  if (counted.empty()) {
    throw Error(ErrorKind::kMalformed, fmt::format("{}: has no words", NamesOf(options)));
  }
  if (vocabulary.size() == 0) {
    throw Error(ErrorKind::kMalformed,
                fmt::format("{}: no word occurs {} times; the most frequent occurs {} times "
                            "(lower --min-count, or give more text)",
                            NamesOf(options), options.prune.min_count, counted.Most()));
  }
}

Vocabulary PruneShares(const IngestOptions& options, Replicas& replicas,
                       std::span<const Share> shares, PruneReport& report, const Vocabulary* base) {
  WordCounter own;
  RunTogether(replicas, [&] { own = MergeShares(shares); });
  const MergedCounts counted = MergeCounts(replicas, std::move(own), options.prune, base);
  Vocabulary vocabulary;
  RunTogether(replicas, [&] {
    vocabulary = PruneMerged(counted, options.prune, report, base);
    RequireWords(options, vocabulary, counted);
  });
  return vocabulary;
}

// The final id of each word that a share has numbered.
std::vector<WordId> FinalIds(const WordCounter& counter, const Vocabulary& vocabulary) {
  std::vector<WordId> ids;
  ids.reserve(counter.words().size());
  for (std::size_t i = 0; i < counter.words().size(); ++i) {
    ids.push_back(vocabulary.Find(counter.words()[ToWordId(i)]).value_or(kUnknown));
  }
  return ids;
}

void TranslateStore(std::vector<Share>& shares, const Vocabulary& vocabulary, TokenStore& tokens) {
  RunWorkers(shares.size(), [&](std::size_t worker) {
    Share& share = shares[worker];
    const std::vector<WordId> final_ids = FinalIds(share.counter, vocabulary);
    share.counter = {};
    std::vector<WordId> buffer;
    for (const std::uint32_t block : share.blocks) {
      const auto to_final = [&](WordId id) {
        return id == kUnknown ? kUnknown : final_ids[ToIndex(id)];
      };
      Translate(tokens.Block(block, buffer), to_final, share);
      tokens.Replace(block, share.ids);
    }
  });
}

// The ids of a block in the share's own numbers, its words counted.
template <typename Words>
void CountWords(const Words& words, const Reading& reading, Share& share) {
  const auto to_id = [&](std::string_view word) { return share.counter.Count(word); };
  EncodeWords(words, reading, to_id, share, share.ids);
}

void Store(const IngestOptions& options, std::uint32_t block, Share& share, TokenStore& tokens) {
  tokens.Put(block, share.ids, RoomForEnds(options.text.sentence, share.ids.size()));
  share.blocks.push_back(block);
}

std::vector<Share> CountAndEncode(const IngestOptions& options, Replicas& replicas,
                                  TokenStore& tokens, IngestProgress& progress,
                                  const std::stop_token& stop, PruneReport& report) {
  const auto encode = [&](const Reading& reading, Share& share, std::uint32_t block,
                          const auto& words) {
    CountWords(words, reading, share);
    Store(options, block, share, tokens);
  };
  return ForEachBlock(options, replicas, progress, stop, report, encode);
}

// The ids of a block in terms of a vocabulary that is known.
template <typename Words>
void LookUp(const Words& words, const Reading& reading, const Vocabulary& vocabulary,
            Share& share) {
  std::vector<WordId> ids;
  const auto to_id = [&](std::string_view w) { return vocabulary.Find(w).value_or(kUnknown); };
  EncodeWords(words, reading, to_id, share, ids);
  Translate(
      ids, [](WordId id) { return id; }, share);
}

std::vector<Share> EncodeKnown(const IngestOptions& options, const Vocabulary& vocabulary,
                               Replicas& replicas, TokenStore& tokens, IngestProgress& progress,
                               const std::stop_token& stop, PruneReport& report) {
  const auto encode = [&](const Reading& reading, Share& share, std::uint32_t block,
                          const auto& words) {
    LookUp(words, reading, vocabulary, share);
    Store(options, block, share, tokens);
  };
  return ForEachBlock(options, replicas, progress, stop, report, encode);
}

TokenStore EmptyStore(const IngestOptions& options) {
  return {TokenBudget(options), options.tmp_dir};
}

// `shares` have been read, and are stored in terms of the vocabulary.
Corpus ToCorpus(const IngestOptions& options, Replicas& replicas, std::span<const Share> shares,
                Vocabulary vocabulary, const PruneReport& report, TokenStore tokens) {
  CompleteText text = Complete(options, replicas, shares, vocabulary.size(), tokens);
  return {std::move(text.held), std::move(vocabulary), report, text.identity,
          std::make_shared<const TokenStore>(std::move(tokens))};
}

Vocabulary ListedWords(const IngestOptions& options, Replicas& replicas, PruneReport& report) {
  Vocabulary vocabulary;
  RunTogether(replicas,
              [&] { vocabulary = LoadVocabulary(options.read_vocab, options.prune, report); });
  return vocabulary;
}

// Reads a corpus whose words are those of a file.
Corpus IngestByList(const IngestOptions& options, Replicas& replicas, IngestProgress& progress,
                    const std::stop_token& stop) {
  PruneReport report;
  Vocabulary vocabulary = ListedWords(options, replicas, report);
  TokenStore tokens = EmptyStore(options);
  const auto shares = EncodeKnown(options, vocabulary, replicas, tokens, progress, stop, report);
  Corpus corpus =
      ToCorpus(options, replicas, shares, std::move(vocabulary), report, std::move(tokens));
  RequireStopwords(options.text.stopwords, report);
  return corpus;
}

// Counts the tokens of a text whose words are those of a file.
CountedCorpus CountByList(const IngestOptions& options, Replicas& replicas) {
  IngestProgress progress;
  PruneReport report;
  Vocabulary vocabulary = ListedWords(options, replicas, report);
  const auto look_up = [&](const Reading& reading, Share& share, std::uint32_t, const auto& words) {
    LookUp(words, reading, vocabulary, share);
  };
  const auto shares = ForEachBlock(options, replicas, progress, {}, report, look_up);
  const std::uint64_t tokens = AddUp(shares).tokens;
  RequireTokens(options, tokens, vocabulary.size());
  RequireStopwords(options.text.stopwords, report);
  return {std::move(vocabulary), report, tokens};
}

}  // namespace

std::uint64_t TokenBudget(const IngestOptions& options) {
  return options.token_memory > 0 ? options.token_memory : PhysicalMemoryBytes() / 4;
}

Corpus Ingest(const IngestOptions& options, Replicas& replicas, IngestProgress& progress,
              const std::stop_token& stop, const Vocabulary* base) {
  if (!options.read_vocab.empty()) return IngestByList(options, replicas, progress, stop);
  PruneReport report;
  TokenStore tokens = EmptyStore(options);
  std::vector<Share> shares = CountAndEncode(options, replicas, tokens, progress, stop, report);
  RequireStopwords(options.text.stopwords, report);
  Vocabulary vocabulary = PruneShares(options, replicas, shares, report, base);
  RunTogether(replicas, [&] { TranslateStore(shares, vocabulary, tokens); });
  return ToCorpus(options, replicas, shares, std::move(vocabulary), report, std::move(tokens));
}

EncodedText Encode(const IngestOptions& options, const Vocabulary& vocabulary, Replicas& replicas,
                   IngestProgress& progress, const std::stop_token& stop) {
  PruneReport report;
  TokenStore tokens = EmptyStore(options);
  const auto shares = EncodeKnown(options, vocabulary, replicas, tokens, progress, stop, report);
  CompleteText text = Complete(options, replicas, shares, vocabulary.size(), tokens);
  return {std::move(text.held), text.identity, report, std::move(tokens)};
}

CountedCorpus CountCorpus(const IngestOptions& options, const Vocabulary* base) {
  Alone alone;
  if (!options.read_vocab.empty()) return CountByList(options, alone);
  IngestProgress progress;
  PruneReport report;
  const auto count = [&](const Reading& reading, Share& share, std::uint32_t, const auto& words) {
    CountWords(words, reading, share);
  };
  const auto shares = ForEachBlock(options, alone, progress, {}, report, count);
  RequireStopwords(options.text.stopwords, report);
  Vocabulary vocabulary = PruneShares(options, alone, shares, report, base);
  const std::uint64_t tokens = vocabulary.total() - (base == nullptr ? 0 : base->total());
  return {std::move(vocabulary), report, tokens};
}

}  // namespace hogvec

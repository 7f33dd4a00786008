#include "ingest/ingest.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/memory.h"
#include "base/workers.h"
#include "ingest/reading.h"
#include "ingest/sentences.h"
#include "ingest/stopwords.h"
#include "io/byte_source.h"
#include "vocabulary/word_counter.h"

namespace hogvec {
namespace {

std::string NamesOf(const IngestOptions& options) {
  if (options.sentences != nullptr) return "the text";
  const std::string first = options.corpus.front().string();
  const std::size_t more = options.corpus.size() - 1;
  return more == 0 ? first : fmt::format("{} and {} more", first, more);
}

WordCounter MergeShares(std::span<const Share> shares) {
  WordCounter merged;
  for (const Share& share : shares) merged.Add(share.counter);
  return merged;
}

void RequireWords(const IngestOptions& options, const Vocabulary& vocabulary,
                  const WordCounter& counted) {
  if (counted.words().empty()) {
    throw Error(ErrorKind::kMalformed, fmt::format("{}: has no words", NamesOf(options)));
  }
  if (vocabulary.size() == 0) {
    throw Error(ErrorKind::kMalformed,
                fmt::format("{}: no word occurs {} times; the most frequent occurs {} times "
                            "(lower --min-count, or give more text)",
                            NamesOf(options), options.prune.min_count,
                            *std::ranges::max_element(counted.counts())));
  }
}

Vocabulary PruneShares(const IngestOptions& options, std::span<const Share> shares,
                       PruneReport& report, const Vocabulary* base = nullptr) {
  const WordCounter counted = MergeShares(shares);
  Vocabulary vocabulary = PruneToVocabulary(counted, options.prune, report, base);
  RequireWords(options, vocabulary, counted);
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
    for (const std::size_t block : share.blocks) {
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

std::vector<Share> CountAndEncode(const IngestOptions& options, TokenStore& tokens,
                                  IngestProgress& progress, const std::stop_token& stop,
                                  PruneReport& report) {
  const auto encode = [&](const Reading& reading, Share& share, std::size_t number,
                          const auto& words) {
    CountWords(words, reading, share);
    tokens.Put(number, share.ids, RoomForEnds(options.text.sentence, share.ids.size()));
    share.blocks.push_back(number);
  };
  return ForEachBlock(options, progress, stop, report, encode);
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
                               TokenStore& tokens, IngestProgress& progress,
                               const std::stop_token& stop, PruneReport& report) {
  const auto encode = [&](const Reading& reading, Share& share, std::size_t number,
                          const auto& words) {
    LookUp(words, reading, vocabulary, share);
    tokens.Put(number, share.ids, RoomForEnds(options.text.sentence, share.ids.size()));
  };
  return ForEachBlock(options, progress, stop, report, encode);
}

std::uint64_t CorpusBytes(const IngestOptions& options) {
  std::uint64_t bytes = 0;
  for (const auto& path : options.corpus) bytes += FileSizeOf(path);
  return bytes;
}

void RequireTokens(const IngestOptions& options, std::uint64_t tokens, std::size_t words) {
  if (tokens > 0) return;
  throw Error(ErrorKind::kMalformed, fmt::format("{}: has none of the {} words of the vocabulary",
                                                 NamesOf(options), words));
}

CorpusIdentity AddUp(const std::vector<Share>& shares) {
  CorpusIdentity sum;
  for (const Share& share : shares) {
    sum.fingerprint += share.identity.fingerprint;
    sum.bytes += share.identity.bytes;
    sum.tokens += share.identity.tokens;
    sum.lines += share.identity.lines;
  }
  return sum;
}

// What is left to do when all blocks are stored as ids of the vocabulary.
CorpusIdentity Complete(const IngestOptions& options, const std::vector<Share>& shares,
                        std::size_t words, TokenStore& tokens) {
  CorpusIdentity identity = AddUp(shares);
  RequireTokens(options, identity.tokens, words);
  if (!AreCounted(options.text.sentence)) return identity;
  std::vector<std::size_t> text_starts;
  for (const Share& share : shares)
    std::ranges::copy(share.text_starts, std::back_inserter(text_starts));
  std::ranges::sort(text_starts);
  identity.lines = EndSentences(options.text.sentence, text_starts, shares.size(), tokens);
  return identity;
}

TokenStore EmptyStore(const IngestOptions& options) {
  return {TokenBudget(options), options.tmp_dir};
}

std::shared_ptr<const TokenStore> Shared(TokenStore tokens) {
  return std::make_shared<const TokenStore>(std::move(tokens));
}

// Reads a corpus whose words are those of a file.
Corpus IngestByList(const IngestOptions& options, IngestProgress& progress,
                    const std::stop_token& stop) {
  PruneReport report;
  Vocabulary vocabulary = LoadVocabulary(options.read_vocab, options.prune, report);
  progress.bytes_total = CorpusBytes(options);
  TokenStore tokens = EmptyStore(options);
  const auto shares = EncodeKnown(options, vocabulary, tokens, progress, stop, report);
  const CorpusIdentity identity = Complete(options, shares, vocabulary.size(), tokens);
  RequireStopwords(options.text.stopwords, report);
  return {std::move(vocabulary), report, identity, Shared(std::move(tokens))};
}

// Counts the tokens of a text whose words are those of a file.
CountedCorpus CountByList(const IngestOptions& options) {
  IngestProgress progress;
  PruneReport report;
  Vocabulary vocabulary = LoadVocabulary(options.read_vocab, options.prune, report);
  const auto look_up = [&](const Reading& reading, Share& share, std::size_t, const auto& words) {
    LookUp(words, reading, vocabulary, share);
  };
  const std::uint64_t tokens = AddUp(ForEachBlock(options, progress, {}, report, look_up)).tokens;
  RequireTokens(options, tokens, vocabulary.size());
  RequireStopwords(options.text.stopwords, report);
  return {std::move(vocabulary), report, tokens};
}

}  // namespace

std::uint64_t TokenBudget(const IngestOptions& options) {
  return options.token_memory > 0 ? options.token_memory : PhysicalMemoryBytes() / 4;
}

Corpus Ingest(const IngestOptions& options, IngestProgress& progress, const std::stop_token& stop,
              const Vocabulary* base) {
  if (!options.read_vocab.empty()) return IngestByList(options, progress, stop);
  progress.bytes_total = CorpusBytes(options);
  PruneReport report;
  TokenStore tokens = EmptyStore(options);
  std::vector<Share> shares = CountAndEncode(options, tokens, progress, stop, report);
  RequireStopwords(options.text.stopwords, report);
  Vocabulary vocabulary = PruneShares(options, shares, report, base);
  TranslateStore(shares, vocabulary, tokens);
  const CorpusIdentity identity = Complete(options, shares, vocabulary.size(), tokens);
  return {std::move(vocabulary), report, identity, Shared(std::move(tokens))};
}

EncodedText Encode(const IngestOptions& options, const Vocabulary& vocabulary,
                   IngestProgress& progress, const std::stop_token& stop) {
  progress.bytes_total = CorpusBytes(options);
  EncodedText text{EmptyStore(options), {}, {}};
  const auto shares = EncodeKnown(options, vocabulary, text.tokens, progress, stop, text.prune);
  text.identity = Complete(options, shares, vocabulary.size(), text.tokens);
  return text;
}

CountedCorpus CountCorpus(const IngestOptions& options, const Vocabulary* base) {
  if (!options.read_vocab.empty()) return CountByList(options);
  IngestProgress progress;
  PruneReport report;
  const auto count = [&](const Reading& reading, Share& share, std::size_t, const auto& words) {
    CountWords(words, reading, share);
  };
  const auto shares = ForEachBlock(options, progress, {}, report, count);
  RequireStopwords(options.text.stopwords, report);
  Vocabulary vocabulary = PruneShares(options, shares, report, base);
  const std::uint64_t tokens = vocabulary.total() - (base == nullptr ? 0 : base->total());
  return {std::move(vocabulary), report, tokens};
}

}  // namespace hogvec

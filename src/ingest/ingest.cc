#include "ingest/ingest.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/workers.h"
#include "ingest/reading.h"
#include "ingest/sentences.h"
#include "ingest/stopwords.h"
#include "io/byte_source.h"
#include "vocabulary/word_counter.h"

namespace hogvec {
namespace {

std::string NamesOf(const IngestOptions& options) {
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

Vocabulary CutVocabulary(const IngestOptions& options, std::span<const Share> shares,
                         PruneReport& report, const Vocabulary* stays = nullptr) {
  const WordCounter counted = MergeShares(shares);
  Vocabulary vocabulary = PruneToVocabulary(counted, options.prune, report, stays);
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

std::vector<Share> CountAndEncode(const IngestOptions& options, TokenStore& tokens,
                                  IngestProgress& progress, const std::stop_token& stop,
                                  PruneReport& report) {
  const auto encode = [&](const Reading& reading, Share& share, std::size_t number,
                          std::string_view text) {
    const auto to_id = [&](std::string_view word) { return share.counter.Count(word); };
    Encode(text, reading, to_id, share, share.ids);
    tokens.Put(number, share.ids, RoomForEnds(options.text.sentence, share.ids.size()));
    share.blocks.push_back(number);
  };
  return ForEachBlock(options, progress, stop, report, encode);
}

// The ids of a block in terms of a vocabulary that is known.
void LookUp(std::string_view text, const Reading& reading, const Vocabulary& vocabulary,
            Share& share) {
  std::vector<WordId> ids;
  const auto to_id = [&](std::string_view w) { return vocabulary.Find(w).value_or(kUnknown); };
  Encode(text, reading, to_id, share, ids);
  Translate(
      ids, [](WordId id) { return id; }, share);
}

std::vector<Share> EncodeKnown(const IngestOptions& options, const Vocabulary& vocabulary,
                               TokenStore& tokens, IngestProgress& progress,
                               const std::stop_token& stop, PruneReport& report) {
  const auto encode = [&](const Reading& reading, Share& share, std::size_t number,
                          std::string_view text) {
    LookUp(text, reading, vocabulary, share);
    tokens.Put(number, share.ids, RoomForEnds(options.text.sentence, share.ids.size()));
  };
  return ForEachBlock(options, progress, stop, report, encode);
}

std::uint64_t CorpusBytes(const IngestOptions& options) {
  std::uint64_t bytes = 0;
  for (const auto& path : options.corpus) bytes += FileSizeOf(path);
  return bytes;
}

void RequireTokens(const IngestOptions& options, const IngestedCorpus& corpus) {
  if (corpus.identity.tokens > 0) return;
  throw Error(ErrorKind::kMalformed, fmt::format("{}: has none of the {} words of the vocabulary",
                                                 NamesOf(options), corpus.vocabulary.size()));
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

// What is left to do when all blocks are in the store, in terms of the vocabulary.
void Complete(const IngestOptions& options, const std::vector<Share>& shares, TokenStore& tokens,
              IngestedCorpus& corpus) {
  corpus.identity = AddUp(shares);
  RequireTokens(options, corpus);
  if (!AreCounted(options.text.sentence)) return;
  std::vector<std::size_t> text_starts;
  for (const Share& share : shares)
    std::ranges::copy(share.text_starts, std::back_inserter(text_starts));
  std::ranges::sort(text_starts);
  corpus.identity.lines = EndSentences(options.text.sentence, text_starts, shares.size(), tokens);
}

// Reads the text of a corpus whose words are known.
void ReadKnown(const IngestOptions& options, TokenStore& tokens, IngestProgress& progress,
               const std::stop_token& stop, IngestedCorpus& corpus) {
  progress.bytes_total = CorpusBytes(options);
  Complete(options, EncodeKnown(options, corpus.vocabulary, tokens, progress, stop, corpus.prune),
           tokens, corpus);
}

}  // namespace

IngestedCorpus Ingest(const IngestOptions& options, TokenStore& tokens, IngestProgress& progress,
                      const std::stop_token& stop, const Vocabulary* stays) {
  IngestedCorpus corpus;
  if (!options.read_vocab.empty()) {
    corpus.vocabulary = LoadVocabulary(options.read_vocab, options.prune, corpus.prune);
    ReadKnown(options, tokens, progress, stop, corpus);
    RequireStopwords(options.text.stopwords, corpus.prune);
    return corpus;
  }
  progress.bytes_total = CorpusBytes(options);
  std::vector<Share> shares = CountAndEncode(options, tokens, progress, stop, corpus.prune);
  RequireStopwords(options.text.stopwords, corpus.prune);
  corpus.vocabulary = CutVocabulary(options, shares, corpus.prune, stays);
  TranslateStore(shares, corpus.vocabulary, tokens);
  Complete(options, shares, tokens, corpus);
  return corpus;
}

IngestedCorpus IngestKnown(const IngestOptions& options, Vocabulary vocabulary, TokenStore& tokens,
                           IngestProgress& progress, const std::stop_token& stop) {
  IngestedCorpus corpus;
  corpus.vocabulary = std::move(vocabulary);
  ReadKnown(options, tokens, progress, stop, corpus);
  return corpus;
}

CountedCorpus CountCorpus(const IngestOptions& options, const Vocabulary* base) {
  IngestedCorpus corpus;
  IngestProgress progress;
  if (!options.read_vocab.empty()) {
    corpus.vocabulary = LoadVocabulary(options.read_vocab, options.prune, corpus.prune);
    const auto look_up = [&](const Reading& reading, Share& share, std::size_t,
                             std::string_view text) {
      LookUp(text, reading, corpus.vocabulary, share);
    };
    corpus.identity = AddUp(ForEachBlock(options, progress, {}, corpus.prune, look_up));
    RequireTokens(options, corpus);
  } else {
    const auto count = [&](const Reading& reading, Share& share, std::size_t,
                           std::string_view text) {
      const auto to_id = [&](std::string_view word) { return share.counter.Count(word); };
      Encode(text, reading, to_id, share, share.ids);
    };
    const auto shares = ForEachBlock(options, progress, {}, corpus.prune, count);
    corpus.vocabulary = CutVocabulary(options, shares, corpus.prune, base);
    corpus.identity.tokens = corpus.vocabulary.total() - (base == nullptr ? 0 : base->total());
  }
  RequireStopwords(options.text.stopwords, corpus.prune);
  return {std::move(corpus.vocabulary), corpus.prune, corpus.identity.tokens};
}

}  // namespace hogvec

#include "training/ingest.h"

#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/byte_source.h"
#include "base/line_reader.h"
#include "base/workers.h"
#include "corpus/block_reader.h"
#include "corpus/normalizer.h"
#include "corpus/tokenizer.h"
#include "vocabulary/word_counter.h"

namespace hogvec {
namespace {

// Text per block. Small enough that blocks outnumber workers many times over and that what a block
// comes to for training stays in the second-level cache; large enough that its overheads vanish.
constexpr std::size_t kBlockBytes = std::size_t{128} << 10;

// Stands for a word that the vocabulary does not have.
constexpr WordId kUnknown = ToWordId(kMaxWords);

// What one worker read: its own count of words, and the blocks that it put into the store with its
// own numbers for them.
struct Share {
  WordCounter counter;
  std::vector<std::size_t> blocks;
  std::vector<WordId> ids;  // of the block in hand
  CorpusIdentity identity;  // its part of it
  PassedOverText passed_over;
  std::uint64_t long_tokens = 0;
  std::uint64_t stop_tokens = 0;
};

// What is left out of a text before its words are looked at, and where its sentences end.
struct Reading {
  std::size_t max_word_bytes;
  std::size_t sentence;  // as in TextRules
  WordIndex stopwords;
};

WordIndex ReadStopwords(const std::filesystem::path& path) {
  WordIndex words;
  if (path.empty()) return words;
  LineReader reader(path);
  for (std::string_view line; reader.NextLine(line);) {
    Tokenize(
        line, [&](std::string_view word) { words.FindOrAdd(word); }, [] {});
  }
  return words;
}

Reading ReadingOf(const IngestOptions& options) {
  return {options.max_word_bytes, options.text.sentence, ReadStopwords(options.text.stopwords)};
}

void Identify(const TextBlock& block, CorpusIdentity& identity) {
  identity.bytes += block.text.size();
  identity.fingerprint += XXH3_64bits_withSeed(block.text.data(), block.text.size(), block.number);
}

// Calls body(share, number, text) for every block of the corpus, on all workers, each with a share;
// the text is by the rules.
template <typename Body>
std::vector<Share> ForEachBlock(const IngestOptions& options, IngestProgress& progress,
                                const std::stop_token& stop, PruneReport& report,
                                const Body& body) {
  std::vector<Share> shares(ThreadCount(options.threads));
  BlockReader reader(options.corpus, options.block_bytes > 0 ? options.block_bytes : kBlockBytes,
                     options.take_binary);
  RunWorkers(shares.size(), [&](std::size_t worker) {
    TextBlock block;
    Normalizer normalizer(options.text);
    while (!stop.stop_requested() && reader.Next(block)) {
      Identify(block, shares[worker].identity);
      body(shares[worker], block.number, normalizer.Apply(block));
      progress.bytes_done.store(reader.bytes_read(), std::memory_order_relaxed);
    }
    shares[worker].passed_over = normalizer.passed_over();
  });
  if (stop.stop_requested()) throw Interrupted("stopped while the text was read");
  for (const Share& share : shares) {
    report.byte_order_marks += share.passed_over.byte_order_marks;
    report.long_tokens += share.long_tokens;
    report.stop_tokens += share.stop_tokens;
  }
  return shares;
}

// The words and sentence ends of a text as ids, a word as what to_id makes of it; kUnknown if it is
// to be left out, which `share` counts.
template <typename ToId>
void Encode(std::string_view text, const Reading& reading, const ToId& to_id, Share& share,
            std::vector<WordId>& ids) {
  const bool by_lines = reading.sentence == TextRules::kLines;
  const bool has_stopwords = !reading.stopwords.empty();
  std::size_t words = 0;
  const auto encode = [&](std::string_view word) {
    const bool fits = word.size() <= reading.max_word_bytes;
    const bool stopped = fits && has_stopwords && reading.stopwords.Find(word).has_value();
    share.long_tokens += fits ? 0 : 1;
    share.stop_tokens += stopped ? 1 : 0;
    ids.push_back(fits && !stopped ? to_id(word) : kUnknown);
    if (!by_lines && ++words % reading.sentence == 0) ids.push_back(kLineEnd);
  };
  const auto end_line = [&] {
    if (by_lines) ids.push_back(kLineEnd);
  };
  ids.clear();
  Tokenize(text, encode, end_line);
}

// Puts ids into the vocabulary's terms by to_final, without unknown words and empty lines, and
// counts what is left.
template <typename ToFinal>
void Translate(std::span<const WordId> ids, const ToFinal& to_final, Share& share) {
  std::vector<WordId>& out = share.ids;
  out.resize(ids.size());
  std::size_t kept = 0, lines = 0;
  for (const WordId id : ids) {
    const bool line_end = id == kLineEnd;
    const WordId final_id = line_end ? kLineEnd : to_final(id);
    const bool empty_line = line_end && (kept == 0 || out[kept - 1] == kLineEnd);
    out[kept] = final_id;
    kept += final_id == kUnknown || empty_line ? 0 : 1;
    lines += line_end && !empty_line ? 1 : 0;
  }
  out.resize(kept);
  share.identity.tokens += kept - lines;
  share.identity.lines += lines + (kept > 0 && out[kept - 1] != kLineEnd ? 1 : 0);
}

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
  const Reading reading = ReadingOf(options);
  const auto encode = [&](Share& share, std::size_t number, std::string_view text) {
    const auto to_id = [&](std::string_view word) { return share.counter.Count(word); };
    Encode(text, reading, to_id, share, share.ids);
    tokens.Put(number, share.ids);
    share.blocks.push_back(number);
  };
  return ForEachBlock(options, progress, stop, report, encode);
}

std::vector<Share> EncodeKnown(const IngestOptions& options, const Vocabulary& vocabulary,
                               TokenStore& tokens, IngestProgress& progress,
                               const std::stop_token& stop, PruneReport& report) {
  const Reading reading = ReadingOf(options);
  const auto encode = [&](Share& share, std::size_t number, std::string_view text) {
    std::vector<WordId> ids;
    const auto to_id = [&](std::string_view w) { return vocabulary.Find(w).value_or(kUnknown); };
    Encode(text, reading, to_id, share, ids);
    Translate(
        ids, [](WordId id) { return id; }, share);
    tokens.Put(number, share.ids);
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

// Reads the text of a corpus whose words are known.
void ReadKnown(const IngestOptions& options, TokenStore& tokens, IngestProgress& progress,
               const std::stop_token& stop, IngestedCorpus& corpus) {
  progress.bytes_total = CorpusBytes(options);
  corpus.identity =
      AddUp(EncodeKnown(options, corpus.vocabulary, tokens, progress, stop, corpus.prune));
  RequireTokens(options, corpus);
}

}  // namespace

IngestedCorpus Ingest(const IngestOptions& options, TokenStore& tokens, IngestProgress& progress,
                      const std::stop_token& stop, const Vocabulary* stays) {
  IngestedCorpus corpus;
  if (!options.read_vocab.empty()) {
    corpus.vocabulary = LoadVocabulary(options.read_vocab, options.prune, corpus.prune);
    ReadKnown(options, tokens, progress, stop, corpus);
    return corpus;
  }
  progress.bytes_total = CorpusBytes(options);
  std::vector<Share> shares = CountAndEncode(options, tokens, progress, stop, corpus.prune);
  corpus.vocabulary = CutVocabulary(options, shares, corpus.prune, stays);
  TranslateStore(shares, corpus.vocabulary, tokens);
  corpus.identity = AddUp(shares);
  RequireTokens(options, corpus);
  return corpus;
}

IngestedCorpus IngestKnown(const IngestOptions& options, Vocabulary vocabulary, TokenStore& tokens,
                           IngestProgress& progress, const std::stop_token& stop) {
  IngestedCorpus corpus;
  corpus.vocabulary = std::move(vocabulary);
  ReadKnown(options, tokens, progress, stop, corpus);
  return corpus;
}

Vocabulary CountCorpus(const IngestOptions& options, PruneReport& report) {
  IngestProgress progress;
  const Reading reading = ReadingOf(options);
  const auto count = [&](Share& share, std::size_t, std::string_view text) {
    const auto to_id = [&](std::string_view word) { return share.counter.Count(word); };
    Encode(text, reading, to_id, share, share.ids);
  };
  const auto shares = ForEachBlock(options, progress, {}, report, count);
  return CutVocabulary(options, shares, report);
}

}  // namespace hogvec

#ifndef HOGVEC_INGEST_READING_H_
#define HOGVEC_INGEST_READING_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/workers.h"
#include "corpus/block_reader.h"
#include "corpus/normalizer.h"
#include "corpus/tokenizer.h"
#include "ingest/block_share.h"
#include "ingest/ingest.h"
#include "ingest/sentence_blocks.h"
#include "ingest/sentence_feed.h"
#include "ingest/stopwords.h"
#include "replicas/agreement.h"
#include "vocabulary/word_counter.h"

namespace hogvec {

// Bytes of text per block: those of the options, or the default.
std::size_t BlockBytes(const IngestOptions& options);

// A block's number as it is kept.
constexpr std::uint32_t ToBlock(std::size_t number) { return static_cast<std::uint32_t>(number); }

// Stands for a word that the vocabulary does not have.
inline constexpr WordId kUnknown = ToWordId(kMaxWords);

// What one worker read: its own count of words, and the blocks that it put into the store with its
// own numbers for them. All blocks by their numbers among those of all ranks.
struct Share {
  WordCounter counter;
  std::vector<std::uint32_t> blocks;
  std::vector<std::uint32_t> text_starts;  // its blocks that begin texts
  std::vector<WordId> ids;                 // of the block in hand
  CorpusIdentity identity;                 // its part of it
  PassedOverText passed_over;
  std::uint64_t long_tokens = 0;
  std::uint64_t stop_tokens = 0;
  MetStopwords met_stopwords;
};

// What is left out of a text before its words are looked at, and whether sentences end with lines.
struct Reading {
  explicit Reading(const IngestOptions& options);

  std::size_t max_word_bytes;
  bool by_lines;
  WordIndex stopwords;
};

// Adds what tells a block from others.
void Identify(std::string_view text, std::size_t number, CorpusIdentity& identity);

// The files by the name of the first, for messages.
std::string NamesOf(const IngestOptions& options);

// The sizes of the files, as far as they have any. Throws Error{kNoInput}.
std::uint64_t CorpusBytes(const IngestOptions& options);

// What this rank's workers left out of their text.
struct LeftOut {
  PassedOverText passed_over;
  std::uint64_t long_tokens = 0;
  std::uint64_t stop_tokens = 0;
  std::size_t stopwords = 0;  // there are
  MetStopwords met;
};

LeftOut LeftOutOf(const Reading& reading, std::span<const Share> shares);

// Adds what all ranks left out, and which stop words none of them met. Collective.
void AddLeftOut(Replicas& replicas, LeftOut own, PruneReport& report);

// Calls body(reading, share, number, words) for every block of the files that is this rank's, on
// all workers, each with a share; words(on_word, on_line_end) goes through the block's text by the
// rules. `number` is that among the blocks of all ranks.
template <typename Body>
std::vector<Share> ForEachBlockOfFiles(const IngestOptions& options, const BlockShare& own,
                                       const Reading& reading, IngestProgress& progress,
                                       const std::stop_token& stop, const Body& body) {
  std::vector<Share> shares(ThreadCount(options.threads));
  BlockReader reader(options.corpus, BlockBytes(options), options.take_binary);
  RunWorkers(shares.size(), [&](std::size_t worker) {
    Share& share = shares[worker];
    TextBlock block;
    Normalizer normalizer(options.text);
    while (!stop.stop_requested() && reader.Next(block)) {
      if (const auto number = own.NumberOf(block.number)) {
        Identify(block.text, *number, share.identity);
        if (block.offset == 0) share.text_starts.push_back(ToBlock(*number));
        const std::string_view text = normalizer.Apply(block);
        body(reading, share, ToBlock(*number), [&](const auto& on_word, const auto& on_line_end) {
          Tokenize(text, on_word, on_line_end);
        });
      }
      progress.bytes_done.store(reader.bytes_read(), std::memory_order_relaxed);
    }
    share.passed_over = normalizer.passed_over();
  });
  return shares;
}

// The same for sentences that the caller hands in. Only this thread asks for them.
template <typename Body>
std::vector<Share> ForEachBlockOfSentences(const IngestOptions& options, const BlockShare& own,
                                           const Reading& reading, IngestProgress& progress,
                                           const std::stop_token& stop, const Body& body) {
  std::vector<Share> shares(ThreadCount(options.threads));
  shares[0].text_starts.push_back(ToBlock(*own.NumberOf(0)));
  SentenceFeed feed(*options.sentences, BlockBytes(options), shares.size());
  const auto work = [&](Share& share) {
    SentenceBlock block;
    while (!stop.stop_requested() && feed.Next(block)) {
      const std::size_t number = *own.NumberOf(block.number());
      Identify(block.bytes(), number, share.identity);
      body(reading, share, ToBlock(number), [&](const auto& on_word, const auto& on_line_end) {
        block.ForEachWord(on_word, on_line_end);
      });
      progress.bytes_done.fetch_add(block.bytes().size(), std::memory_order_relaxed);
    }
  };
  RunWorkers(shares.size(), [&](std::size_t worker) {
    try {
      work(shares[worker]);
    } catch (...) {
      feed.Close();
      throw;
    }
    if (stop.stop_requested()) feed.Close();
  });
  return shares;
}

// The one or the other, for this rank alone. Throws what reading does, and Interrupted when `stop`
// is requested.
template <typename Body>
std::vector<Share> ForEachOwnBlock(const IngestOptions& options, const BlockShare& own,
                                   IngestProgress& progress, const std::stop_token& stop,
                                   LeftOut& left_out, const Body& body) {
  progress.bytes_total = CorpusBytes(options);
  const Reading reading(options);
  std::vector<Share> shares =
      options.sentences == nullptr
          ? ForEachBlockOfFiles(options, own, reading, progress, stop, body)
          : ForEachBlockOfSentences(options, own, reading, progress, stop, body);
  if (stop.stop_requested()) throw Interrupted("stopped while the text was read");
  left_out = LeftOutOf(reading, shares);
  return shares;
}

// The same on all ranks: what one of them throws, all do. Adds what all left out. Collective.
template <typename Body>
std::vector<Share> ForEachBlock(const IngestOptions& options, Replicas& replicas,
                                IngestProgress& progress, const std::stop_token& stop,
                                PruneReport& report, const Body& body) {
  std::vector<Share> shares;
  LeftOut left_out;
  RequireSameText(options, replicas);
  RunTogether(replicas, [&] {
    const BlockShare own = ShareOf(options, replicas);
    shares = ForEachOwnBlock(options, own, progress, stop, left_out, body);
  });
  AddLeftOut(replicas, std::move(left_out), report);
  return shares;
}

// The words of a block, and the ends of lines if these are sentences, as ids: a word as what to_id
// makes of it; kUnknown if it is to be left out, which `share` counts.
template <typename Words, typename ToId>
void EncodeWords(const Words& words, const Reading& reading, const ToId& to_id, Share& share,
                 std::vector<WordId>& ids) {
  const bool has_stopwords = !reading.stopwords.empty();
  const auto encode = [&](std::string_view word) {
    const bool fits = word.size() <= reading.max_word_bytes;
    const auto stopped = fits && has_stopwords ? reading.stopwords.Find(word) : std::nullopt;
    if (stopped) share.met_stopwords.Add(*stopped);
    share.long_tokens += fits ? 0 : 1;
    share.stop_tokens += stopped ? 1 : 0;
    ids.push_back(fits && !stopped ? to_id(word) : kUnknown);
  };
  const auto end_line = [&] {
    if (reading.by_lines) ids.push_back(kLineEnd);
  };
  ids.clear();
  words(encode, end_line);
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

}  // namespace hogvec

#endif  // HOGVEC_INGEST_READING_H_

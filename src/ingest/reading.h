#ifndef HOGVEC_INGEST_READING_H_
#define HOGVEC_INGEST_READING_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

#include "base/workers.h"
#include "corpus/block_reader.h"
#include "corpus/normalizer.h"
#include "corpus/tokenizer.h"
#include "ingest/ingest.h"
#include "ingest/sentence_blocks.h"
#include "ingest/sentence_feed.h"
#include "ingest/stopwords.h"
#include "vocabulary/word_counter.h"

namespace hogvec {

// Bytes of text per block: those of the options, or the default.
std::size_t BlockBytes(const IngestOptions& options);

// Stands for a word that the vocabulary does not have.
inline constexpr WordId kUnknown = ToWordId(kMaxWords);

// What one worker read: its own count of words, and the blocks that it put into the store with its
// own numbers for them.
struct Share {
  WordCounter counter;
  std::vector<std::size_t> blocks;
  std::vector<std::size_t> text_starts;  // its blocks that begin texts
  std::vector<WordId> ids;               // of the block in hand
  CorpusIdentity identity;               // its part of it
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

// Adds what the shares left out, and which stop words none of them met.
void AddLeftOut(const Reading& reading, std::span<const Share> shares, PruneReport& report);

// Calls body(reading, share, number, words) for every block of the files, on all workers, each with
// a share; words(on_word, on_line_end) goes through the block's text by the rules.
template <typename Body>
std::vector<Share> ForEachBlockOfFiles(const IngestOptions& options, const Reading& reading,
                                       IngestProgress& progress, const std::stop_token& stop,
                                       const Body& body) {
  std::vector<Share> shares(ThreadCount(options.threads));
  BlockReader reader(options.corpus, BlockBytes(options), options.take_binary);
  RunWorkers(shares.size(), [&](std::size_t worker) {
    Share& share = shares[worker];
    TextBlock block;
    Normalizer normalizer(options.text);
    while (!stop.stop_requested() && reader.Next(block)) {
      Identify(block.text, block.number, share.identity);
      if (block.offset == 0) share.text_starts.push_back(block.number);
      const std::string_view text = normalizer.Apply(block);
      body(reading, share, block.number, [&](const auto& on_word, const auto& on_line_end) {
        Tokenize(text, on_word, on_line_end);
      });
      progress.bytes_done.store(reader.bytes_read(), std::memory_order_relaxed);
    }
    share.passed_over = normalizer.passed_over();
  });
  return shares;
}

// The same for sentences that the caller hands in. Only this thread asks for them.
template <typename Body>
std::vector<Share> ForEachBlockOfSentences(const IngestOptions& options, const Reading& reading,
                                           IngestProgress& progress, const std::stop_token& stop,
                                           const Body& body) {
  std::vector<Share> shares(ThreadCount(options.threads));
  shares[0].text_starts.push_back(0);
  SentenceFeed feed(*options.sentences, BlockBytes(options), shares.size());
  const auto work = [&](Share& share) {
    SentenceBlock block;
    while (!stop.stop_requested() && feed.Next(block)) {
      Identify(block.bytes(), block.number(), share.identity);
      body(reading, share, block.number(), [&](const auto& on_word, const auto& on_line_end) {
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

// The one or the other. Throws what reading does, and Interrupted when `stop` is requested.
template <typename Body>
std::vector<Share> ForEachBlock(const IngestOptions& options, IngestProgress& progress,
                                const std::stop_token& stop, PruneReport& report,
                                const Body& body) {
  const Reading reading(options);
  std::vector<Share> shares = options.sentences == nullptr
                                  ? ForEachBlockOfFiles(options, reading, progress, stop, body)
                                  : ForEachBlockOfSentences(options, reading, progress, stop, body);
  if (stop.stop_requested()) throw Interrupted("stopped while the text was read");
  AddLeftOut(reading, shares, report);
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

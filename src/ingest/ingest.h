#ifndef HOGVEC_INGEST_INGEST_H_
#define HOGVEC_INGEST_INGEST_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <stop_token>

#include "hogvec/train.h"
#include "hogvec/vocabulary.h"
#include "tokens/token_store.h"

namespace hogvec {

// What tells one corpus from another.
struct CorpusIdentity {
  std::uint64_t fingerprint = 0;  // the sum of its blocks' XXH3, each seeded with its number
  std::uint64_t bytes = 0;
  std::uint64_t tokens = 0;  // of the vocabulary's words
  std::uint64_t lines = 0;   // with such a word, or sentences that are counted; a line longer than
                             // a block counts once per piece

  bool operator==(const CorpusIdentity&) const = default;
};

// A text as ids of a vocabulary that was known beforehand.
struct EncodedText {
  TokenStore tokens;
  CorpusIdentity identity;
  PruneReport prune;  // only what was left out of the text
};

// A corpus that was read: its words, and the text as their ids.
struct Corpus {
  Vocabulary vocabulary;
  PruneReport prune;
  CorpusIdentity identity;
  std::shared_ptr<const TokenStore> tokens;  // which a KeptText may hold as well
};

// How far reading has got, for another thread to look at.
struct IngestProgress {
  std::atomic<std::uint64_t> bytes_done = 0;
  std::atomic<std::uint64_t> bytes_total = 0;  // 0 where nobody knows
};

// Bytes of ids that are kept in memory: what the options say, or a quarter of the machine's memory.
std::uint64_t TokenBudget(const IngestOptions& options);

// Reads the corpus once, files in parallel, and hashes every word once: each worker counts and
// numbers the words of its blocks by itself; when all is counted, the vocabulary is pruned, and the
// ids are translated. With options.read_vocab the words are known beforehand and only looked up.
//
// Every line is stored as ids of the vocabulary, without unknown words and without lines that have
// no known word. Blocks are cut the same way for any number of threads; sentences of a number of
// words do not even depend on the blocks.
//
// Throws Error{kNoInput}, Error{kIo}; Error{kMalformed} if the text has no words, or none that the
// vocabulary keeps; Interrupted when `stop` is requested.
//
// The words of `base`, if given, are in the vocabulary too, and its counts are added.
Corpus Ingest(const IngestOptions& options, IngestProgress& progress,
              const std::stop_token& stop = {}, const Vocabulary* base = nullptr);

// Reads a text whose words are known beforehand, whatever the options say of them. Throws the same.
EncodedText Encode(const IngestOptions& options, const Vocabulary& vocabulary,
                   IngestProgress& progress, const std::stop_token& stop = {});

}  // namespace hogvec

#endif  // HOGVEC_INGEST_INGEST_H_

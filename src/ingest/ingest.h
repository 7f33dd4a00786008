#ifndef HOGVEC_INGEST_INGEST_H_
#define HOGVEC_INGEST_INGEST_H_

#include <atomic>
#include <cstdint>
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
  std::uint64_t lines = 0;  // with such a word, or sentences that are counted; a line longer than a
                            // block counts once per piece

  bool operator==(const CorpusIdentity&) const = default;
};

// What reading a corpus tells of it, beside its tokens.
struct IngestedCorpus {
  Vocabulary vocabulary;
  PruneReport prune;
  CorpusIdentity identity;
};

// How far reading has got, for another thread to look at.
struct IngestProgress {
  std::atomic<std::uint64_t> bytes_done = 0;
  std::atomic<std::uint64_t> bytes_total = 0;
};

// Reads the corpus once, in parallel, and hashes every word once: each worker counts and numbers
// the words of its blocks by itself; when all is counted, the vocabulary is cut, and the ids are
// put into its terms. With options.read_vocab the words are known beforehand and only looked up.
//
// Every line comes to `tokens` as ids of the vocabulary; words that it does not have are gone, and
// so are lines without a word. Blocks are cut the same way for any number of threads; sentences of
// so many words do not even depend on how.
//
// Throws Error{kNoInput}, Error{kIo}; Error{kMalformed} if the text has no words, or none that the
// vocabulary keeps; Interrupted when `stop` is requested.
//
// With `stays`, its words are in the vocabulary too, and its counts are added.
IngestedCorpus Ingest(const IngestOptions& options, TokenStore& tokens, IngestProgress& progress,
                      const std::stop_token& stop = {}, const Vocabulary* stays = nullptr);

// The same with words that are known beforehand, whatever the options say of them.
IngestedCorpus IngestKnown(const IngestOptions& options, Vocabulary vocabulary, TokenStore& tokens,
                           IngestProgress& progress, const std::stop_token& stop = {});

}  // namespace hogvec

#endif  // HOGVEC_INGEST_INGEST_H_

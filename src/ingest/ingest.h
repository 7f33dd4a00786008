#ifndef HOGVEC_INGEST_INGEST_H_
#define HOGVEC_INGEST_INGEST_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <vector>

#include "hogvec/replicas.h"
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

// Which blocks of a text this rank holds; all of them if it is the only one. Blocks have one number
// among those of all ranks.
struct BlocksHeld {
  std::vector<std::uint32_t> blocks = {};  // ascending; perhaps none
  std::size_t block_count = 0;             // one more than the highest number on any rank
  std::uint64_t own_tokens = 0;            // of these blocks
};

// A text as ids of a vocabulary that was known beforehand. All but the blocks is that of all ranks.
struct EncodedText : BlocksHeld {
  CorpusIdentity identity = {};
  PruneReport prune = {};  // only what was left out of the text
  TokenStore tokens;       // this rank's blocks, by their numbers
};

// A corpus that was read: its words, and the text as their ids. The same.
struct Corpus : BlocksHeld {
  Vocabulary vocabulary = {};
  PruneReport prune = {};
  CorpusIdentity identity = {};
  std::shared_ptr<const TokenStore> tokens = {};  // which a KeptText may hold as well
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
// Of several ranks each stores its share of the blocks (ingest/block_share.h). All get the same
// vocabulary, report and identity: those of one process that reads it all, if they share a corpus.
// Collective; what one rank throws, all do.
//
// Throws Error{kNoInput}, Error{kIo}; Error{kMalformed} if the text has no words, or none that the
// vocabulary keeps; Error{kUsage} for standard input that ranks would have to share; Interrupted
// when `stop` is requested.
//
// The words of `base`, if given, are in the vocabulary too, and its counts are added.
Corpus Ingest(const IngestOptions& options, Replicas& replicas, IngestProgress& progress,
              const std::stop_token& stop = {}, const Vocabulary* base = nullptr);

// Reads a text whose words are known beforehand, whatever the options say of them. Throws the same.
// Collective.
EncodedText Encode(const IngestOptions& options, const Vocabulary& vocabulary, Replicas& replicas,
                   IngestProgress& progress, const std::stop_token& stop = {});

}  // namespace hogvec

#endif  // HOGVEC_INGEST_INGEST_H_

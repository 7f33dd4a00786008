#ifndef HOGVEC_INGEST_COMPLETE_H_
#define HOGVEC_INGEST_COMPLETE_H_

#include <cstddef>
#include <span>

#include "hogvec/replicas.h"
#include "ingest/ingest.h"
#include "ingest/reading.h"
#include "tokens/token_store.h"

namespace hogvec {

// What tells one corpus from another, as far as these shares have read it.
CorpusIdentity AddUp(std::span<const Share> shares);

// Throws Error{kMalformed} if the text has no tokens of a vocabulary of `words` words.
void RequireTokens(const IngestOptions& options, std::uint64_t tokens, std::size_t words);

// A text that all ranks have read.
struct CompleteText {
  BlocksHeld held;
  CorpusIdentity identity;
};

// What is left to do when all blocks are stored as ids of a vocabulary of `words` words: adds up
// what the ranks have read, and ends sentences of a number of words. Throws Error{kMalformed} if
// the text has none of the words, Error{kIo}. Collective.
CompleteText Complete(const IngestOptions& options, Replicas& replicas,
                      std::span<const Share> shares, std::size_t words, TokenStore& tokens);

}  // namespace hogvec

#endif  // HOGVEC_INGEST_COMPLETE_H_

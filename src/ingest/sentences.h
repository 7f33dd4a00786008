#ifndef HOGVEC_INGEST_SENTENCES_H_
#define HOGVEC_INGEST_SENTENCES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hogvec/corpus.h"
#include "tokens/token_store.h"

namespace hogvec {

// Whether sentences are so many words, as word2vec.c has them, instead of lines or whole texts.
constexpr bool AreCounted(std::size_t sentence) {
  return sentence != TextRules::kLines && sentence != TextRules::kFiles;
}

// How many sentences may end among `words` words, wherever the first begins, if they are counted.
constexpr std::size_t RoomForEnds(std::size_t sentence, std::size_t words) {
  return AreCounted(sentence) ? words / sentence + 1 : 0;
}

// Ends a sentence after every `sentence` words of each text: counted on from block to block, so
// that it does not matter how a text was cut. The blocks hold words only, with room for
// RoomForEnds(); `text_starts` are the numbers of the blocks that begin texts, in order. Returns
// the number of sentences.
//
// Takes a number per block of memory. Throws Error{kIo}.
std::uint64_t EndSentences(std::size_t sentence, const std::vector<std::size_t>& text_starts,
                           std::size_t threads, TokenStore& tokens);

}  // namespace hogvec

#endif  // HOGVEC_INGEST_SENTENCES_H_

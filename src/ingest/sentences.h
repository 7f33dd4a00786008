#ifndef HOGVEC_INGEST_SENTENCES_H_
#define HOGVEC_INGEST_SENTENCES_H_

#include <cstddef>
#include <cstdint>
#include <span>

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

// A block as far as counting goes. Plain, so that ranks can tell each other.
struct BlockWords {
  std::uint32_t block = 0;
  std::uint32_t words = 0;
  std::uint32_t begins_text = 0;  // 1 if it does
};

// Ends a sentence after every `sentence` words of each text: counted on from block to block, so
// that it does not matter how a text was cut. `counted` are all blocks of the texts, ascending;
// those among them that are in `own` are in the store, and hold words only, with room for
// RoomForEnds(). Returns the number of sentences of the texts.
//
// Takes a number per block of memory. Throws Error{kIo}.
std::uint64_t EndSentences(std::size_t sentence, std::span<const BlockWords> counted,
                           std::span<const std::uint32_t> own, std::size_t threads,
                           TokenStore& tokens);

}  // namespace hogvec

#endif  // HOGVEC_INGEST_SENTENCES_H_

#ifndef HOGVEC_PHRASES_JOINER_H_
#define HOGVEC_PHRASES_JOINER_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/block_reader.h"
#include "corpus/normalizer.h"
#include "phrases/lexicon.h"

namespace hogvec {

struct JoinedCounts {
  std::uint64_t words = 0;   // of the text, before joining
  std::uint64_t joined = 0;  // number of joins
};

// Joins the words of blocks. Keeps a reference to the book; for one thread at a time.
class Joiner {
 public:
  Joiner(const PhraseBook& book, std::string_view joiner, const TextRules& rules)
      : book_(book), joiner_(joiner), normalizer_(rules) {}

  struct Joined {
    std::string text;  // of the block, with the separator before its first word
    JoinedCounts counts;
    // What the next word may be joined to. Its connectors are not in `text` yet: their separators
    // depend on that word.
    Opening last;
    bool certain = true;  // whether it is known what the first word may be joined to, or guessed
  };

  // Joins a block, given the text that precedes it on its line. Which words are joined stays open
  // if every two words of that text are a phrase; then the result is not certain.
  Joined Join(const TextBlock& block);

  // Joins a block whose first word may be joined to `before`.
  Joined Join(const TextBlock& block, Opening before);

 private:
  WordId IdOf(std::string_view word) const;
  bool AreJoined(const Opening& first, WordId last) const;

  const PhraseBook& book_;
  const std::string joiner_;
  Normalizer normalizer_;
};

// Appends the connectors of an opening to a text that ends with its word.
void AppendBetween(const Opening& opening, std::string_view separator, std::string& text);

}  // namespace hogvec

#endif  // HOGVEC_PHRASES_JOINER_H_

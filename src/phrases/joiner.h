#ifndef HOGVEC_PHRASES_JOINER_H_
#define HOGVEC_PHRASES_JOINER_H_

#include <tsl/robin_set.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/block_reader.h"
#include "corpus/normalizer.h"
#include "corpus/tokenizer.h"
#include "hogvec/vocabulary.h"
#include "phrases/pair_counter.h"

namespace hogvec {

// No word: a rare one, a line end, or the edge of a text.
inline constexpr WordId kGap = ToWordId(kMaxWords);

// The pairs of words that become one.
using Phrases = tsl::robin_set<WordPair, PairHash>;

// Calls on_pair(before, id, word) for each word of a text, with kGap for what is no frequent word,
// and on_line_end(). `before` is what stands before the text on its line.
template <typename OnPair, typename OnLineEnd>
void ForEachPair(const Vocabulary& words, WordId before, std::string_view text,
                 const OnPair& on_pair, const OnLineEnd& on_line_end) {
  const auto on_word = [&](std::string_view word) {
    const WordId id = words.Find(word).value_or(kGap);
    on_pair(std::exchange(before, id), id, word);
  };
  Tokenize(text, on_word, [&] {
    before = kGap;
    on_line_end();
  });
}

// The last word before a block on its line.
WordId LastWordBefore(const Vocabulary& words, const TextBlock& block, Normalizer& normalizer);

// Joins the words of blocks. Refers to the words and the phrases; for one thread at a time.
class Joiner {
 public:
  Joiner(const Vocabulary& words, const Phrases& phrases, std::string_view joiner,
         const TextRules& rules)
      : words_(words), phrases_(phrases), joiner_(joiner), normalizer_(rules) {}

  struct Joined {
    std::string text;          // of the block, with what parts its first word from the one before
    std::uint64_t joined = 0;  // words, to the one before each
    WordId last = kGap;        // which the next word may be joined to
    bool certain = true;       // whether the first word may be joined; else that is a guess
  };

  // A block as what is known to precede it on its line has it. That leaves open which words are
  // joined if every two of them are a phrase; then the result is not certain.
  Joined Join(const TextBlock& block);

  // A block whose first word may be joined to `before`.
  Joined Join(const TextBlock& block, WordId before);

 private:
  bool AreJoined(WordId first, WordId second) const {
    return first != kGap && second != kGap && phrases_.contains(ToPair(first, second));
  }

  const Vocabulary& words_;
  const Phrases& phrases_;
  const std::string joiner_;
  Normalizer normalizer_;
};

}  // namespace hogvec

#endif  // HOGVEC_PHRASES_JOINER_H_

#ifndef HOGVEC_PHRASES_LEXICON_H_
#define HOGVEC_PHRASES_LEXICON_H_

#include <tsl/robin_map.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/block_reader.h"
#include "corpus/tokenizer.h"
#include "hogvec/vocabulary.h"
#include "hogvec/word_index.h"
#include "phrases/pair_counter.h"

namespace hogvec {

// The maximum number of connectors within a phrase. The text that precedes a block reaches back far
// enough to include the word before that many.
inline constexpr std::size_t kMostConnectors = 10;
static_assert(kMostConnectors + 2 <= TextBlock::kWordsBefore);

// The words that phrases consist of.
struct Lexicon {
  Vocabulary words;      // that may begin and end a phrase
  WordIndex connectors;  // words that occur only within phrases
  Vocabulary betweens;   // what may occur within one: connectors, separated by spaces
};

// The pairs of words that become one, and how often they occur.
using Phrases = tsl::robin_map<WordPair, std::uint64_t, PairHash>;

// The phrases of one pass over a text.
struct PhraseBook {
  Lexicon lexicon;
  Phrases phrases;
};

// A word that may begin a phrase, and the connectors after it so far.
class Opening {
 public:
  explicit Opening(WordId word = kGap) : word_(word) {}

  WordId word() const { return word_; }
  const std::string& between() const { return between_; }  // separated by spaces

  // Adds a connector; false if no phrase can result, as it has no first word or is too long.
  bool Take(std::string_view connector);

  // Begins again, with `word`.
  void Restart(WordId word);

  bool operator==(const Opening&) const = default;

 private:
  WordId word_;
  std::string between_;
  std::size_t connectors_ = 0;
};

// The pair for a phrase from `opening` to `last`, if that can be one.
std::optional<WordPair> PairOf(const Lexicon& lexicon, const Opening& opening, WordId last);

// Follows a text, starting with `opening`, which afterwards holds what is open at the end. Calls
// on_word(opening, id) for each word that is not a connector, with id = id_of(word); the next
// phrase may begin with the word it returns.
template <typename IdOf, typename OnWord>
void FollowOpenings(const WordIndex& connectors, std::string_view text, Opening& opening,
                    const IdOf& id_of, const OnWord& on_word) {
  const auto take = [&](std::string_view word) {
    if (connectors.empty() || !connectors.Find(word)) {
      opening.Restart(on_word(std::as_const(opening), id_of(word)));
    } else if (!opening.Take(word)) {
      opening.Restart(kGap);
    }
  };
  Tokenize(text, take, [&] { opening.Restart(kGap); });
}

}  // namespace hogvec

#endif  // HOGVEC_PHRASES_LEXICON_H_

#ifndef HOGVEC_VOCABULARY_WORD_COUNTER_H_
#define HOGVEC_VOCABULARY_WORD_COUNTER_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "hogvec/vocabulary.h"
#include "hogvec/word_index.h"

namespace hogvec {

// Counts words and numbers them in the order of their first appearance. Each worker has its own, so
// counting needs no locks; the counters are merged at the end.
class WordCounter {
 public:
  // Counts `word` `times` times and returns its number in this counter.
  WordId Count(std::string_view word, std::uint64_t times = 1);

  // Adds the counts of `other`: exact, however the text was divided between the two.
  void Add(const WordCounter& other);

  const WordIndex& words() const { return words_; }
  std::span<const std::uint64_t> counts() const { return counts_; }

 private:
  WordIndex words_;
  std::vector<std::uint64_t> counts_;
};

// The vocabulary of the words that `prune` keeps, and a report of what it kept and dropped. The
// words of `stays`, if any, are always kept and their counts added, and max_vocab does not apply;
// the report covers only what was counted.
Vocabulary PruneToVocabulary(const WordCounter& counted, const PruneOptions& prune,
                             PruneReport& report, const Vocabulary* stays = nullptr);

}  // namespace hogvec

#endif  // HOGVEC_VOCABULARY_WORD_COUNTER_H_

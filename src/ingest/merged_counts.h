#ifndef HOGVEC_INGEST_MERGED_COUNTS_H_
#define HOGVEC_INGEST_MERGED_COUNTS_H_

#include <cstdint>

#include "hogvec/replicas.h"
#include "hogvec/vocabulary.h"
#include "vocabulary/word_counter.h"

namespace hogvec {

// The words of all ranks' texts, but for some that the vocabulary surely drops.
struct MergedCounts {
  WordCounter words;
  std::uint64_t dropped_words = 0;  // that are not among `words`
  std::uint64_t dropped_tokens = 0;
  std::uint64_t most_dropped = 0;  // how often the most frequent of these occurs

  // Whether the texts have no words at all.
  bool empty() const { return words.words().empty() && dropped_words == 0; }

  // How often the most frequent word occurs; 0 without words.
  std::uint64_t Most() const;
};

// Merges what each rank has counted. Each owns the words that hash to it: it adds up their counts,
// drops the rare ones, and tells the rest to all. So no rank needs memory for all ranks' rare
// words, which are most words of a large text. The words of `stays` are not dropped. One rank by
// itself keeps its counter as it is. Collective; all ranks get the same.
MergedCounts MergeCounts(Replicas& replicas, WordCounter own, const PruneOptions& prune,
                         const Vocabulary* stays = nullptr);

// As PruneToVocabulary() for the words of all ranks.
Vocabulary PruneMerged(const MergedCounts& merged, const PruneOptions& prune, PruneReport& report,
                       const Vocabulary* stays = nullptr);

}  // namespace hogvec

#endif  // HOGVEC_INGEST_MERGED_COUNTS_H_

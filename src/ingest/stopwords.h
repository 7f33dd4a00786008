#ifndef HOGVEC_INGEST_STOPWORDS_H_
#define HOGVEC_INGEST_STOPWORDS_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "hogvec/corpus.h"
#include "hogvec/replicas.h"
#include "hogvec/vocabulary.h"
#include "hogvec/word_index.h"

namespace hogvec {

// The words that the rules leave out of a text, from their list; none without one, or of /dev/null.
// Throws what ReadWordList throws.
WordIndex ReadStopwords(const TextRules& rules);

// Which of the words of a list a text has, by their numbers there.
class MetStopwords {
 public:
  void Add(WordId word);
  void Add(const MetStopwords& others);
  std::size_t count() const;

  // Adds those that other ranks have met of the same list. Collective.
  void AddOthers(Replicas& replicas);

 private:
  void Add(std::span<const std::uint8_t> met);

  std::vector<std::uint8_t> met_;  // 1 for each that was met; those past its end were not
};

// Throws Error{kNotFound} if there is a list, and the whole text that `report` is of has none of
// its words.
void RequireStopwords(const std::filesystem::path& list, const PruneReport& report);

}  // namespace hogvec

#endif  // HOGVEC_INGEST_STOPWORDS_H_

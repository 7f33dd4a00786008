#include "vocabulary/word_counter.h"

namespace hogvec {

WordId WordCounter::Count(std::string_view word, std::uint64_t times) {
  const WordId id = words_.FindOrAdd(word);
  if (ToIndex(id) == counts_.size()) counts_.push_back(0);
  counts_[ToIndex(id)] += times;
  return id;
}

void WordCounter::Add(const WordCounter& other) {
  for (std::size_t i = 0; i < other.words_.size(); ++i) {
    Count(other.words_[ToWordId(i)], other.counts_[i]);
  }
}

}  // namespace hogvec

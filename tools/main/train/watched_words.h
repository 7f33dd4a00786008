#ifndef HOGVEC_MAIN_TRAIN_WATCHED_WORDS_H_
#define HOGVEC_MAIN_TRAIN_WATCHED_WORDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "hogvec/vocabulary.h"

namespace hogvec {

// The words of a vocabulary whose neighbours a report follows, by falling frequency if they were
// sampled, else as they were named.
struct WatchedWords {
  std::vector<WordId> ids;
  std::vector<std::string> not_found;  // named, but not in the vocabulary
};

// Those that are named; if none is, a sample of frequent, middling and rarer words, which depends
// on the seed and the size of the vocabulary alone.
WatchedWords ChooseWords(const Vocabulary& vocabulary, const std::vector<std::string>& named,
                         std::uint64_t seed);

}  // namespace hogvec

#endif  // HOGVEC_MAIN_TRAIN_WATCHED_WORDS_H_

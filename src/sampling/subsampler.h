#ifndef HOGVEC_SAMPLING_SUBSAMPLER_H_
#define HOGVEC_SAMPLING_SUBSAMPLER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/random.h"
#include "hogvec/word_id.h"

namespace hogvec {

// Decides which tokens are trained: frequent words carry little information about their neighbours,
// so each of their tokens is kept with probability min(1, sqrt(t/f) + t/f), where f is the word's
// share of the text and t the threshold. This is word2vec.c's formula; the paper (Mikolov et al.
// 2013) lacks the second term.
//
// Immutable; safe to share.
class Subsampler {
 public:
  // `counts` has the words' counts by id; a threshold of 0 keeps every token.
  Subsampler(std::span<const std::uint64_t> counts, double threshold);

  static double KeepProbability(double share, double threshold);

  // Whether this token of `word` is kept.
  bool Keep(WordId word, Random& random) const {
    return random.Bits32() <= thresholds_[ToIndex(word)];
  }

 private:
  // A token is kept if 32 random bits are not above this, so probability 1 is exact.
  std::vector<std::uint32_t> thresholds_;
};

}  // namespace hogvec

#endif  // HOGVEC_SAMPLING_SUBSAMPLER_H_

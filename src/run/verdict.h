#ifndef HOGVEC_RUN_VERDICT_H_
#define HOGVEC_RUN_VERDICT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hogvec/train.h"
#include "training/trainer.h"

namespace hogvec {

// What a run came to, as far as it tells whether anything was learned.
struct TrainedPairs {
  std::uint64_t tokens = 0;   // of the corpus
  std::uint64_t lines = 0;    // of the corpus, with a word
  std::uint64_t trained = 0;  // tokens, over all epochs of this process
  std::uint64_t pairs = 0;    // of a context and a centre word, likewise
  std::uint64_t losses = 0;   // pairs whose loss was taken, in earlier processes too
  double loss = 0;            // mean of the last epoch
};

// Why not one pair of words was trained, and what to give; nothing if one was. Rows that are still
// random must not be taken for vectors.
std::optional<std::string> LackOfPairs(const TrainedPairs& run, const TrainOptions& options);

// Warnings about vectors that are hardly trained, or worse than random ones; a line each.
std::vector<std::string> DoubtsOf(const TrainedPairs& run, const TrainOptions& options);

// Throws Error{kMalformed} for a run that is over and had no pairs, or, if that is accepted, warns
// of it; and warns of each doubt.
void RequireLearned(const TrainSummary& summary, const Trainer& trainer, TrainObserver& observer,
                    bool accept_no_pairs);

}  // namespace hogvec

#endif  // HOGVEC_RUN_VERDICT_H_

#ifndef HOGVEC_FIT_SUBWORDS_H_
#define HOGVEC_FIT_SUBWORDS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>

#include "hogvec/embedding_table.h"
#include "hogvec/subwords.h"
#include "hogvec/word_index.h"

namespace hogvec {

// How n-gram vectors are fitted to the vectors of words.
struct FitOptions {
  NgramOptions ngrams = {};
  // Weight of the squared length of the n-gram vectors: the smaller, the closer words are fitted,
  // and the more an unseen word depends on what single words have in common with it.
  double lambda = 0.01;
  // A word that occurs less often than this weighs less, in proportion. 0: all weigh the same, as
  // they do where counts are unknown.
  double full_count = 50;
  // A fit ends when its residual is this part of what it was for n-gram vectors of zeros, or after
  // this many iterations.
  double tolerance = 0.02;
  std::size_t iterations = 50;
  // The share of the words that are hidden from a first fit to measure how well it does, at most
  // `most_held_out` of them. 0: none, which takes a quarter less time.
  double held_out = 0.05;
  std::size_t most_held_out = 1000;
  std::size_t threads = 0;  // 0: one per core
  std::uint64_t seed = 1;   // of the choice of words that are hidden
};

// Throws Error{kUsage}, naming the option, for one that is out of range: as CheckOptions does for
// NgramOptions; lambda and full_count must be finite, lambda above 0, the share from 0 to 0.5, the
// tolerance from 0 to 1, and there must be an iteration.
void CheckOptions(const FitOptions& options);

// How well words are guessed that were hidden from a fit.
struct HeldOutFit {
  std::size_t words = 0;  // that were hidden
  double cosine = 0;      // mean, of their fitted vector with their own
  double constant = 0;    // mean, of the mean of all vectors with their own
  double among_ten = 0;   // share of them that are among the ten words nearest to their fitted one
};

struct FitReport {
  std::size_t words = 0;       // that were fitted
  std::size_t left_out = 0;    // without n-grams or weight, or longer than 255 bytes
  std::size_t ngrams = 0;      // buckets that have a vector
  std::size_t iterations = 0;  // the most that any dimension took in the last fit
  double explained = 0;        // share of the words' squared lengths, weighted, that is fitted
  std::optional<HeldOutFit> held_out = {};
};

struct FittedSubwords {
  Subwords subwords;
  FitReport report;
};

// How far a fit is.
struct FitProgress {
  enum class Phase { kListing, kFitting, kChecking };  // n-grams; vectors; the hidden words
  Phase phase = Phase::kListing;
  double share = 0;         // of the fitting, 0..1
  double seconds_left = 0;  // of it, at the speed so far; 0 while that is unknown
};

// Is informed of the progress of a fit, about twice a second and at the end of each phase, by one
// thread at a time and never after FitSubwords() has returned. What it throws stops the fit, and
// comes out of FitSubwords().
class FitObserver {
 public:
  virtual ~FitObserver() = default;
  virtual void OnProgress(const FitProgress&) {}
};

// Fits n-gram vectors to finished vectors of words, by anybody, so that words that are not among
// them get one, too: the z that minimise the sum over the words of
//   c |x - mean of z over the word's n-grams|^2, with c = min(1, count / full_count),
// plus lambda |z|^2, by conjugate gradients, each dimension on its own. The vectors of the words
// are not changed. Buckets of n-grams that no word has get no vector, and those that stand in the
// same words share one.
//
// `rows` has a row for each word, and `counts` is empty or has a count for each. The result is the
// same for any number of threads. Takes memory for the lists (25 bytes for each n-gram of each
// word), for the n-gram vectors, and 256 bytes per thread for each n-gram that several words have:
// beside 75,154 vectors of 100 dimensions, which are 34 MB, 180 MB on two threads.
//
// Without a word that has n-grams the result is empty. Throws Error{kUsage} as CheckOptions does
// and for rows or counts that do not match the words, or are not finite; Error{kResource} if
// memory runs out; Interrupted if `stop` was requested; and what the observer throws.
FittedSubwords FitSubwords(const WordIndex& words, const EmbeddingTable& rows,
                           std::span<const std::uint64_t> counts, const FitOptions& options,
                           const std::stop_token& stop = {});
FittedSubwords FitSubwords(const WordIndex& words, const EmbeddingTable& rows,
                           std::span<const std::uint64_t> counts, const FitOptions& options,
                           const std::stop_token& stop, FitObserver& observer);

}  // namespace hogvec

#endif  // HOGVEC_FIT_SUBWORDS_H_

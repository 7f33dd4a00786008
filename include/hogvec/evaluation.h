#ifndef HOGVEC_EVALUATION_H_
#define HOGVEC_EVALUATION_H_

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "hogvec/neighbours.h"

namespace hogvec {

// Right answers among the questions of one section whose four words are all known.
struct SectionScore {
  std::string name;
  std::size_t right = 0;
  std::size_t covered = 0;
  std::size_t skipped = 0;  // questions with an unknown word
};

// Asks every analogy of a file in the layout of questions-words.txt (`: section` lines, then four
// words per line) by 3CosAdd. Throws Error{kNoInput}, or Error{kMalformed} with the line.
std::vector<SectionScore> ScoreAnalogies(const NeighbourSearch& search,
                                         const std::filesystem::path& questions);

// Rank agreement of a file of judged pairs (`word word score` per line, lines of `#` skipped) with
// the cosines.
struct PairScore {
  double spearman = 0;  // -1..1; 0 if fewer than two pairs are covered, NaN if a cosine is
  std::size_t covered = 0;
  std::size_t skipped = 0;
};
PairScore ScorePairs(const NeighbourSearch& search, const std::filesystem::path& pairs);

// Spearman's rank correlation: Pearson's correlation of the ranks, equal values sharing their mean
// rank. 0 if either side does not vary, NaN if a value is NaN. Both spans have the same size.
double SpearmanCorrelation(std::span<const double> a, std::span<const double> b);

}  // namespace hogvec

#endif  // HOGVEC_EVALUATION_H_

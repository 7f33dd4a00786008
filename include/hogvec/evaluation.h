#ifndef HOGVEC_EVALUATION_H_
#define HOGVEC_EVALUATION_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/neighbours.h"

namespace hogvec {

// Words of test sets are looked up as gensim does it: spellings that differ in case alone are one
// word, which has the vector of the first of them, and only the words that the search is restricted
// to (AnswerRange::top) are known.

// How many words, the most frequent ones, gensim judges vectors by: its restrict_vocab.
inline constexpr std::size_t kJudgedWords = 300'000;

// How a test set is read.
struct TestSetOptions {
  bool case_sensitive = false;  // look words up as they are written
  bool lenient = false;         // pass over lines that can't be made out, and count them
};

// Right answers among the questions of one section whose four words are all known.
struct SectionScore {
  std::string name;
  std::size_t right = 0;
  std::size_t covered = 0;
  std::size_t skipped = 0;      // questions with an unknown word
  std::size_t passed_over = 0;  // lines that are no question, by a lenient reading

  // By the sets' habit of naming sections of grammar "gram...".
  bool is_syntactic() const { return name.find("gram") != std::string::npos; }
};

enum class AnalogyRule { kSum, kProduct };  // 3CosAdd, 3CosMul

// Asks every analogy of a file in the layout of questions-words.txt (`: section` lines, then four
// words per line). Throws Error{kNoInput}, or Error{kMalformed} with the line, unless lenient.
std::vector<SectionScore> ScoreAnalogies(const NeighbourSearch& search,
                                         const std::filesystem::path& questions,
                                         AnalogyRule rule = AnalogyRule::kSum,
                                         const TestSetOptions& options = {});

// A figure, and between which bounds 95 % of it lies when the pairs are drawn anew (bootstrap).
struct Estimate {
  double value = 0, low = 0, high = 0;
};

// Agreement of a file of judged pairs with the cosines.
struct PairScore {
  // Spearman's correlation and Pearson's, -1..1, NaN if a cosine is; nothing where fewer than two
  // pairs are covered.
  std::optional<Estimate> rank = {}, linear = {};
  std::size_t covered = 0;
  std::size_t skipped = 0;      // pairs with an unknown word
  std::size_t passed_over = 0;  // lines that are no pair, by a lenient reading
};

// Reads test sets as they are published: two words in a line and then a score, parted by tabs,
// semicolons, commas or blanks, perhaps below a line of titles, with further columns. Throws
// Error{kNoInput}, or Error{kMalformed} with the line, unless lenient, and for a file without
// pairs.
PairScore ScorePairs(const NeighbourSearch& search, const std::filesystem::path& pairs,
                     const TestSetOptions& options = {});

// Spearman's rank correlation: Pearson's correlation of the ranks, equal values sharing their mean
// rank. 0 if either side does not vary, NaN if a value is NaN. Both spans have the same size.
double SpearmanCorrelation(std::span<const double> a, std::span<const double> b);
double PearsonCorrelation(std::span<const double> a, std::span<const double> b);

// How far two models of perhaps different texts or seeds name the same neighbours.
struct Agreement {
  struct Band {
    std::size_t first = 0, last = 0;  // words by their place in the first model, [first, last)
    double overlap = 0;               // mean share of the `neighbours` nearest that are the same
  };
  struct Change {
    std::string word;
    double similarity = 0;  // of its two vectors, when one model has been turned to fit the other
  };
  std::size_t words = 0;  // that both have, of the first ones
  double overlap = 0;
  std::vector<Band> bands = {};      // tenths of the words, the most frequent first
  std::vector<Change> changed = {};  // those that changed most, the most first
};

struct AgreementOptions {
  std::size_t top = 20000;  // words of the first model
  std::size_t neighbours = 10;
  std::size_t changed = 20;
  std::size_t threads = 0;
};

// Compares among the words that both models have. For `changed` the second is turned onto the first
// by the orthogonal Procrustes rotation (Hamilton et al. 2016); vectors of different lengths can't
// be, and then it stays empty. Throws Error{kNotFound} if fewer than two words are common.
Agreement CompareModels(const WordVectors& first, const WordVectors& second,
                        const AgreementOptions& options = {});

}  // namespace hogvec

#endif  // HOGVEC_EVALUATION_H_

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

// Words of test sets are looked up as in gensim: spellings that differ only in case are one word,
// which has the vector of the first of them, and only the words that the search is restricted to
// (AnswerRange::top) are known. A word that the vectors do not have at all is unseen if they came
// with n-gram vectors, some of which it has: it can be asked about, but is never an answer.

// gensim's restrict_vocab: the number of most frequent words used for scoring.
inline constexpr std::size_t kJudgedWords = 300'000;

// How a test set is read.
struct TestSetOptions {
  bool case_sensitive = false;  // look words up as they are written
  bool lenient = false;         // skip and count malformed lines
  bool known_only = false;      // skip and count what has unseen words
};

// Correct answers among the questions of one section whose fourth word is known and whose others
// are known or unseen.
struct SectionScore {
  std::string name;
  std::size_t right = 0;
  std::size_t covered = 0;
  std::size_t skipped = 0;      // questions with an unknown word
  std::size_t passed_over = 0;  // malformed lines, skipped if lenient
  std::size_t unseen = 0;       // questions with an unseen word, among those covered

  // By the test sets' convention of naming grammatical sections "gram...".
  bool is_syntactic() const { return name.find("gram") != std::string::npos; }
};

enum class AnalogyRule { kSum, kProduct };  // 3CosAdd, 3CosMul

// Answers every analogy of a file in the layout of questions-words.txt (`: section` lines, then
// four words per line). Throws Error{kNoInput}, or, unless lenient, Error{kMalformed} with the
// line.
std::vector<SectionScore> ScoreAnalogies(const NeighbourSearch& search,
                                         const std::filesystem::path& questions,
                                         AnalogyRule rule = AnalogyRule::kSum,
                                         const TestSetOptions& options = {});

// A value with its 95 % confidence interval by bootstrap over the pairs.
struct Estimate {
  double value = 0, low = 0, high = 0;
};

// Correlation of people's ratings of word pairs with the cosines.
struct PairScore {
  // Spearman's and Pearson's correlation, -1..1, NaN if a cosine is NaN; nullopt if fewer than two
  // pairs are covered.
  std::optional<Estimate> rank = {}, linear = {};
  std::size_t covered = 0;
  std::size_t skipped = 0;      // pairs with an unknown word
  std::size_t passed_over = 0;  // malformed lines, skipped if lenient
  std::size_t unseen = 0;       // pairs with an unseen word, among those covered
};

// Reads test sets in the formats in which they are published: each line has two words and then a
// score, separated by tabs, semicolons, commas or spaces, with or without a header line and further
// columns. Throws Error{kNoInput}; Error{kMalformed} with the line, unless lenient, and for a file
// without pairs.
PairScore ScorePairs(const NeighbourSearch& search, const std::filesystem::path& pairs,
                     const TestSetOptions& options = {});

// Spearman's rank correlation: Pearson's correlation of the ranks, with equal values sharing their
// mean rank. 0 if either side is constant, NaN if a value is NaN. Both spans must have the same
// size.
double SpearmanCorrelation(std::span<const double> a, std::span<const double> b);
double PearsonCorrelation(std::span<const double> a, std::span<const double> b);

// How far two models, perhaps of different texts or seeds, agree on the nearest neighbours.
struct Agreement {
  struct Band {
    std::size_t first = 0, last = 0;  // ids of words in the first model, [first, last)
    double overlap = 0;               // mean share of the nearest neighbours that are the same
  };
  struct Change {
    std::string word;
    double similarity = 0;  // cosine of its two vectors after rotating one model onto the other
  };
  std::size_t words = 0;  // in both models, among the first `top`
  double overlap = 0;
  std::vector<Band> bands = {};      // tenths of the words, most frequent first
  std::vector<Change> changed = {};  // the words that changed most, largest change first
};

struct AgreementOptions {
  std::size_t top = 20000;  // words of the first model
  std::size_t neighbours = 10;
  std::size_t changed = 20;
  std::size_t threads = 0;
};

// Compares the words that both models have. For `changed` the second model is rotated onto the
// first by orthogonal Procrustes analysis (Hamilton et al. 2016); if the dimensions differ that is
// impossible, and `changed` is empty. Throws Error{kNotFound} if fewer than two words are common.
Agreement CompareModels(const WordVectors& first, const WordVectors& second,
                        const AgreementOptions& options = {});

}  // namespace hogvec

#endif  // HOGVEC_EVALUATION_H_

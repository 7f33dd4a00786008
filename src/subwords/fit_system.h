#ifndef HOGVEC_SUBWORDS_FIT_SYSTEM_H_
#define HOGVEC_SUBWORDS_FIT_SYSTEM_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/row_share.h"
#include "subwords/word_rows.h"

namespace hogvec {

// Least squares for the vectors z of n-grams: the sum over words of c |x - mean of z|^2, plus
// lambda |z|^2. It says which unknowns a word has, and with which coefficients; x is of no concern.
//
// Buckets that stand in the same words have equal z, so each such class is one unknown, v = z / t.
// The scale t is chosen so that all unknowns have the same curvature (Jacobi's preconditioner).
//
// What only one word has, its own class, is no unknown. If r is what the word's other n-grams leave
// of x, the best z for its m own ones is c r / n / (c m / n^2 + lambda), and what it costs is
// c' r^2 with c' = c lambda / (c m / n^2 + lambda). So the word weighs c' instead of c.
class FitSystem {
 public:
  // `weights` has the c of each word, for the choice of t alone.
  FitSystem(const WordRows& rows, std::span<const float> weights, double lambda);

  std::size_t words() const { return words_.size(); }
  std::size_t unknowns() const { return scales_.size(); }

  // The unknowns of a word and their coefficients. It is safe to read kAhead shares beyond.
  static constexpr std::size_t kAhead = 24;
  std::span<const RowShare> Of(std::size_t word) const {
    const std::size_t begin = words_[word].begin;
    return {shares_.data() + begin, EndOf(word) - begin};
  }

  float Scale(std::size_t unknown) const { return scales_[unknown]; }       // t
  float Penalty(std::size_t unknown) const { return penalties_[unknown]; }  // lambda m t^2
  bool HasNgrams(std::size_t word) const { return words_[word].per_ngram > 0; }

  // The c' of each word, for its c.
  std::vector<float> Reduced(std::span<const float> weights) const;

  // What r is multiplied by to give the z of the word's own class, if its weight is c.
  float OwnFactor(std::size_t word, float c) const;
  // The share of the word's n-grams that are in its own class.
  float OwnShare(std::size_t word) const { return words_[word].own * words_[word].per_ngram; }

  // Where vectors of n-grams go in a table: the row of each unknown, of each word's own class (or
  // kNone), and of each bucket.
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::size_t table_rows() const { return table_rows_; }
  std::uint32_t RowOf(std::size_t unknown) const { return unknown_rows_[unknown]; }
  std::uint32_t OwnRow(std::size_t word) const { return words_[word].own_row; }
  std::vector<std::uint32_t> RowsOfBuckets(const WordRows& rows) const;

 private:
  struct Word {
    std::uint64_t begin = 0;        // in shares_
    float per_ngram = 0;            // 1 / n; 0 if it has none
    float own = 0;                  // m
    std::uint32_t own_row = kNone;  // in the table
  };

  std::size_t EndOf(std::size_t word) const {
    return word + 1 < words_.size() ? words_[word + 1].begin : share_count_;
  }

  void NumberRows(const WordRows& rows);
  void ListShares(const WordRows& rows);
  void ChooseScales(std::span<const float> weights);

  double lambda_;
  std::vector<Word> words_;
  std::vector<RowShare> shares_;  // of all words, one after the other, and kAhead more
  std::size_t share_count_ = 0;
  std::vector<std::uint32_t> unknown_of_row_;  // of WordRows; kNone for a word's own
  std::vector<std::uint32_t> row_of_row_;      // the table's row of WordRows' one
  std::vector<std::uint32_t> unknown_rows_;
  std::vector<float> members_;  // how many buckets an unknown stands for
  std::vector<float> scales_, penalties_;
  std::size_t table_rows_ = 0;
};

}  // namespace hogvec

#endif  // HOGVEC_SUBWORDS_FIT_SYSTEM_H_

#include "subwords/fit_system.h"

#include <cmath>

namespace hogvec {

FitSystem::FitSystem(const WordRows& rows, std::span<const float> weights, double lambda)
    : lambda_(lambda), words_(rows.words()) {
  NumberRows(rows);
  ListShares(rows);
  ChooseScales(weights);
}

// Rows in which no bucket has a part, as those of words without n-grams, are left out.
void FitSystem::NumberRows(const WordRows& rows) {
  std::vector<std::uint8_t> is_own(rows.rows());
  for (std::size_t i = 0; i < words_.size(); ++i) is_own[rows.Of(ToWordId(i))[0].row] = 1;
  unknown_of_row_.assign(rows.rows(), kNone);
  row_of_row_.assign(rows.rows(), kNone);
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    if (is_own[row] != 0 && rows.Members(row) == 1) continue;
    row_of_row_[row] = static_cast<std::uint32_t>(table_rows_++);
    if (is_own[row] != 0) continue;
    unknown_of_row_[row] = static_cast<std::uint32_t>(members_.size());
    members_.push_back(static_cast<float>(rows.Members(row)));
    unknown_rows_.push_back(row_of_row_[row]);
  }
}

void FitSystem::ListShares(const WordRows& rows) {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const auto shares = rows.Of(ToWordId(i));
    Word& word = words_[i];
    word.begin = shares_.size();
    const float ngrams = std::round(1.0f / rows.Scale(ToWordId(i))) - 1;
    if (ngrams == 0) continue;
    word.per_ngram = 1.0f / ngrams;
    word.own = static_cast<float>(rows.Members(shares[0].row) - 1);
    word.own_row = row_of_row_[shares[0].row];
    for (const RowShare& share : shares.subspan(1)) {
      const std::uint32_t unknown = unknown_of_row_[share.row];
      const float part = share.gain * word.per_ngram;
      // One that stands in the word several times is listed one after the other.
      const bool repeats = shares_.size() > word.begin && shares_.back().row == unknown;
      if (repeats) {
        shares_.back().gain += part;
      } else {
        shares_.push_back({unknown, part});
      }
    }
  }
  share_count_ = shares_.size();
  shares_.resize(share_count_ + kAhead);
}

void FitSystem::ChooseScales(std::span<const float> weights) {
  const std::vector<float> reduced = Reduced(weights);
  std::vector<double> curvatures;
  for (const float members : members_) curvatures.push_back(lambda_ * members);
  for (std::size_t i = 0; i < words_.size(); ++i) {
    for (const RowShare& share : Of(i)) {
      curvatures[share.row] += double{reduced[i]} * share.gain * share.gain;
    }
  }
  for (std::size_t i = 0; i < curvatures.size(); ++i) {
    scales_.push_back(static_cast<float>(1 / std::sqrt(curvatures[i])));
    penalties_.push_back(static_cast<float>(lambda_ * members_[i] / curvatures[i]));
  }
  for (std::size_t i = 0; i < share_count_; ++i) shares_[i].gain *= scales_[shares_[i].row];
}

std::vector<float> FitSystem::Reduced(std::span<const float> weights) const {
  std::vector<float> reduced(words_.size());
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const double per_ngram = words_[i].per_ngram, c = weights[i];
    if (per_ngram == 0) continue;
    const double own = c * words_[i].own * per_ngram * per_ngram;
    reduced[i] = static_cast<float>(c * lambda_ / (own + lambda_));
  }
  return reduced;
}

float FitSystem::OwnFactor(std::size_t word, float c) const {
  const double per_ngram = words_[word].per_ngram;
  const double own = c * words_[word].own * per_ngram * per_ngram;
  return static_cast<float>(c * per_ngram / (own + lambda_));
}

std::vector<std::uint32_t> FitSystem::RowsOfBuckets(const WordRows& rows) const {
  std::vector<std::uint32_t> out;
  out.reserve(rows.buckets().size());
  for (const std::uint32_t row : rows.rows_of_buckets()) out.push_back(row_of_row_[row]);
  return out;
}

}  // namespace hogvec

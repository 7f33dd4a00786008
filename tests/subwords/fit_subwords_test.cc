#include "hogvec/fit_subwords.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/random.h"
#include "hogvec/error.h"

namespace hogvec {
namespace {

constexpr NgramOptions kFew{.min_n = 2, .max_n = 3, .buckets = 60};

FitOptions Exactly(const NgramOptions& ngrams = kFew) {
  return {.ngrams = ngrams, .tolerance = 1e-7, .iterations = 500, .held_out = 0};
}

struct Given {
  WordIndex words;
  EmbeddingTable rows;
  std::vector<std::uint64_t> counts;
};

// Words of a few letters, in random order, with random vectors and counts.
Given Drawn(std::size_t words, std::size_t dim) {
  Given given;
  Random random(1, RandomPurpose::kTest);
  while (given.words.size() < words) {
    std::string word;
    for (std::uint32_t left = 1 + random.Below(6); left > 0; --left) {
      word += static_cast<char>('a' + random.Below(4));
    }
    given.words.FindOrAdd(word);
  }
  given.rows = EmbeddingTable(words, dim);
  for (std::size_t i = 0; i < words; ++i) {
    for (float& value : given.rows.Row(ToWordId(i))) value = random.UnitFloat() - 0.3f;
    given.counts.push_back(1 + random.Below(100));
  }
  return given;
}

std::vector<double> WeightsOf(const Given& given, const FitOptions& options) {
  std::vector<double> weights;
  for (const std::uint64_t count : given.counts) {
    weights.push_back(std::min(1.0, static_cast<double>(count) / options.full_count));
  }
  weights.resize(given.words.size(), 1.0);
  return weights;
}

// The z of each bucket, solved for as a dense system, a column for each dimension.
Eigen::MatrixXd Solved(const Given& given, const FitOptions& options) {
  const auto words = static_cast<Eigen::Index>(given.words.size());
  Eigen::MatrixXd a = Eigen::MatrixXd::Zero(words, options.ngrams.buckets);
  Eigen::MatrixXd x(words, static_cast<Eigen::Index>(given.rows.dim()));
  const std::vector<double> weights = WeightsOf(given, options);
  Eigen::VectorXd c(words);
  for (Eigen::Index i = 0; i < words; ++i) {
    const WordId word = ToWordId(static_cast<std::size_t>(i));
    std::vector<std::uint32_t> buckets;
    AppendBuckets(given.words[word], options.ngrams, buckets);
    for (const std::uint32_t bucket : buckets)
      a(i, bucket) += 1.0 / static_cast<double>(buckets.size());
    const auto row = given.rows.Row(word);
    for (Eigen::Index j = 0; j < x.cols(); ++j) x(i, j) = double{row[static_cast<std::size_t>(j)]};
    c(i) = buckets.empty() ? 0 : weights[ToIndex(word)];
  }
  const Eigen::RowVectorXd mean = c.transpose() * x / c.sum();
  const Eigen::MatrixXd normal = a.transpose() * c.asDiagonal() * a +
                                 options.lambda * Eigen::MatrixXd::Identity(a.cols(), a.cols());
  const Eigen::MatrixXd z =
      normal.ldlt().solve(a.transpose() * c.asDiagonal() * (x.rowwise() - mean));
  return z.rowwise() + mean;
}

void ExpectSolved(const Given& given, const FitOptions& options) {
  const Eigen::MatrixXd solved = Solved(given, options);
  const FittedSubwords fitted = FitSubwords(given.words, given.rows, given.counts, options);
  const auto& subwords = fitted.subwords;
  ASSERT_GT(subwords.buckets().size(), 0u);
  for (std::size_t i = 0; i < subwords.buckets().size(); ++i) {
    const auto row = subwords.table().Row(ToRowId(subwords.rows()[i]));
    for (std::size_t j = 0; j < row.size(); ++j) {
      EXPECT_NEAR(row[j], solved(subwords.buckets()[i], static_cast<Eigen::Index>(j)), 1e-4);
    }
  }
}

TEST(FitSubwords, SolvesTheLeastSquares) {
  ExpectSolved(Drawn(80, 5), Exactly());
  ExpectSolved(Drawn(80, 20), Exactly({.min_n = 3, .max_n = 6, .buckets = 500}));
}

TEST(FitSubwords, TakesAllWordsForEqualWithoutCounts) {
  Given given = Drawn(50, 3);
  given.counts.clear();
  ExpectSolved(given, Exactly());
}

}  // namespace
}  // namespace hogvec

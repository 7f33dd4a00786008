#include "hogvec/fit_subwords.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "hogvec/error.h"
#include "subwords/drawn_words.h"

namespace hogvec {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::FloatNear;
using ::testing::Pointwise;

constexpr NgramOptions kFew{.min_n = 2, .max_n = 3, .buckets = 60};

FitOptions Exactly(const NgramOptions& ngrams = kFew) {
  return {.ngrams = ngrams, .tolerance = 1e-7, .iterations = 500, .held_out = 0};
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
  const Eigen::MatrixXd normal = a.transpose() * c.asDiagonal() * a +
                                 options.lambda * Eigen::MatrixXd::Identity(a.cols(), a.cols());
  const Eigen::MatrixXd z = normal.ldlt().solve(a.transpose() * c.asDiagonal() * x);
  return z;
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

// The vectors of all buckets, one after the other.
std::vector<float> AllValues(const Subwords& subwords) {
  std::vector<float> values;
  for (const std::uint32_t row : subwords.rows()) {
    const auto vector = subwords.table().Row(ToRowId(row));
    values.insert(values.end(), vector.begin(), vector.end());
  }
  return values;
}

TEST(FitSubwords, IsTheSameForAnyNumberOfThreads) {
  const Given given = Drawn(200, 70);  // five panels
  FitOptions options{.ngrams = kFew, .held_out = 0.1, .threads = 1};
  const FittedSubwords one = FitSubwords(given.words, given.rows, given.counts, options);
  options.threads = 3;
  const FittedSubwords three = FitSubwords(given.words, given.rows, given.counts, options);
  EXPECT_EQ(AllValues(one.subwords), AllValues(three.subwords));
  EXPECT_EQ(one.report.held_out->cosine, three.report.held_out->cosine);
  EXPECT_EQ(one.report.explained, three.report.explained);
}

TEST(FitSubwords, IsTheSameAfterWordsWereHidden) {
  const Given given = Drawn(200, 5);
  FitOptions options = Exactly();
  const auto without =
      AllValues(FitSubwords(given.words, given.rows, given.counts, options).subwords);
  options.held_out = 0.2;
  const FittedSubwords with = FitSubwords(given.words, given.rows, given.counts, options);
  EXPECT_THAT(AllValues(with.subwords), Pointwise(FloatNear(1e-4f), without));
  EXPECT_EQ(with.report.held_out->words, 40u);
}

// The cosine of a word's vector with what a fit to all other words makes of it.
double CosineWithout(const Given& given, std::size_t hidden, FitOptions options) {
  Given others;
  for (std::size_t i = 0; i < given.words.size(); ++i) {
    if (i == hidden) continue;
    others.words.FindOrAdd(given.words[ToWordId(i)]);
    others.counts.push_back(given.counts[i]);
  }
  others.rows = EmbeddingTable(others.words.size(), given.rows.dim());
  for (std::size_t i = 0; i < others.words.size(); ++i) {
    std::ranges::copy(given.rows.Row(ToWordId(i < hidden ? i : i + 1)),
                      others.rows.Row(ToWordId(i)).begin());
  }
  options.held_out = 0;
  const auto fitted = FitSubwords(others.words, others.rows, others.counts, options);
  Eigen::VectorXf guess(static_cast<Eigen::Index>(given.rows.dim()));
  fitted.subwords.view().Compose(given.words[ToWordId(hidden)], {guess.data(), given.rows.dim()});
  const Eigen::Map<const Eigen::VectorXf> own(given.rows.Address(ToWordId(hidden)), guess.size());
  return static_cast<double>(guess.normalized().dot(own.normalized()));
}

TEST(FitSubwords, GuessesHiddenWordsAsIfTheyWereNotThere) {
  Given given = Drawn(60, 5);
  const FitOptions options{.ngrams = kFew, .tolerance = 1e-7, .iterations = 500, .held_out = 0.02};
  const FittedSubwords fitted = FitSubwords(given.words, given.rows, given.counts, options);
  ASSERT_EQ(fitted.report.held_out->words, 1u);
  // One word was hidden, and it is not said which: that of the same cosine.
  double nearest = 1;
  for (std::size_t hidden = 0; hidden < given.words.size(); ++hidden) {
    nearest = std::min(
        nearest, std::abs(CosineWithout(given, hidden, options) - fitted.report.held_out->cosine));
  }
  EXPECT_LT(nearest, 1e-5);
}

TEST(FitSubwords, ReportsWhatItFitted) {
  Given given = Drawn(60, 3);
  given.counts[7] = 0;
  const FittedSubwords fitted = FitSubwords(given.words, given.rows, given.counts, Exactly());
  EXPECT_EQ(fitted.report.words, 59u);
  EXPECT_EQ(fitted.report.left_out, 1u);
  EXPECT_EQ(fitted.report.ngrams, fitted.subwords.buckets().size());
  EXPECT_GT(fitted.report.explained, 0.3);
  EXPECT_LT(fitted.report.explained, 1);
  EXPECT_FALSE(fitted.report.held_out);
}

// What is made of n-grams is guessed well, and near to itself.
TEST(FitSubwords, FindsVectorsThatAreMadeOfNgrams) {
  Given given = Drawn(800, 16);
  Random random(2, RandomPurpose::kTest);
  EmbeddingTable ngrams(kFew.buckets, 16);
  for (std::size_t i = 0; i < ngrams.rows(); ++i) {
    for (float& value : ngrams.Row(ToRowId(i))) value = random.UnitFloat() - 0.5f;
  }
  std::vector<std::uint32_t> buckets(kFew.buckets);
  std::iota(buckets.begin(), buckets.end(), 0);
  const Subwords truth(kFew, buckets, buckets, std::move(ngrams));
  for (std::size_t i = 0; i < given.words.size(); ++i) {
    truth.view().Compose(given.words[ToWordId(i)], given.rows.Row(ToWordId(i)));
  }
  const FitOptions options{.ngrams = kFew, .lambda = 1e-3, .full_count = 0, .held_out = 0.1};
  const FitReport report = FitSubwords(given.words, given.rows, {}, options).report;
  EXPECT_EQ(report.held_out->words, 80u);
  EXPECT_GT(report.held_out->cosine, 0.99);
  EXPECT_LT(report.held_out->constant, 0.5);
  EXPECT_GT(report.held_out->among_ten, 0.99);
  EXPECT_GT(report.explained, 0.99);
}

Given OfWords(const std::vector<std::string>& words) {
  Given given;
  for (const std::string& word : words) given.words.FindOrAdd(word);
  given.rows = EmbeddingTable(words.size(), 2);
  for (std::size_t i = 0; i < words.size(); ++i) {
    given.rows.Row(ToWordId(i))[0] = static_cast<float>(i) + 1;
    given.rows.Row(ToWordId(i))[1] = 1;
  }
  return given;
}

constexpr FitOptions kHardlyPenalized{.lambda = 1e-7, .tolerance = 1e-6};

TEST(FitSubwords, OfOneWordIsItsVector) {
  const Given given = OfWords({"banana"});
  const FittedSubwords fitted = FitSubwords(given.words, given.rows, {}, kHardlyPenalized);
  std::array<float, 2> vector{};
  EXPECT_GT(fitted.subwords.view().Compose("banana", vector), 0u);
  EXPECT_THAT(vector, ElementsAre(FloatNear(1, 1e-5f), FloatNear(1, 1e-5f)));
  EXPECT_FALSE(fitted.report.held_out);  // nothing would be left
}

TEST(FitSubwords, GivesWordsOfTheSameNgramsTheirMean) {
  // The n-grams of one character do not tell these apart.
  const Given given = OfWords({"abc", "bca", "cab"});
  FitOptions options = kHardlyPenalized;
  options.ngrams = {.min_n = 1, .max_n = 1, .buckets = 1000};
  const FittedSubwords fitted = FitSubwords(given.words, given.rows, {}, options);
  std::array<float, 2> vector{};
  EXPECT_EQ(fitted.subwords.view().Compose("acb", vector), 3u);
  EXPECT_THAT(vector, ElementsAre(FloatNear(2, 1e-5f), FloatNear(1, 1e-5f)));
}

TEST(FitSubwords, LeavesOutWordsWithoutNgramsAndLongOnes) {
  const Given given = OfWords({"</s>", "", std::string(256, 'x'), "abc"});
  const FittedSubwords fitted = FitSubwords(given.words, given.rows, {}, kHardlyPenalized);
  EXPECT_EQ(fitted.report.words, 1u);
  EXPECT_EQ(fitted.report.left_out, 3u);
  std::array<float, 2> vector{};
  EXPECT_EQ(fitted.subwords.view().Compose("xxxxx", vector), 0u);
  EXPECT_GT(fitted.subwords.view().Compose("abc", vector), 0u);
  EXPECT_THAT(vector, ElementsAre(FloatNear(4, 1e-5f), FloatNear(1, 1e-5f)));
}

TEST(FitSubwords, IsEmptyWithoutNgrams) {
  for (const std::vector<std::string>& words : {std::vector<std::string>{}, {"</s>", ""}, {"ab"}}) {
    const Given given = OfWords(words);
    FitOptions options;
    options.ngrams.min_n = options.ngrams.max_n = 9;
    const FittedSubwords fitted = FitSubwords(given.words, given.rows, {}, options);
    EXPECT_EQ(fitted.report.words, 0u);
    EXPECT_TRUE(fitted.subwords.buckets().empty());
  }
}

TEST(FitSubwords, TakesZerosForWhatTheyAre) {
  Given given = Drawn(30, 4);
  given.rows = EmbeddingTable(30, 4);
  const FitOptions options{.ngrams = kFew, .held_out = 0.2};
  const FittedSubwords fitted = FitSubwords(given.words, given.rows, given.counts, options);
  EXPECT_THAT(AllValues(fitted.subwords), Each(0));
  EXPECT_EQ(fitted.report.held_out->cosine, 0);
  EXPECT_EQ(fitted.report.explained, 0);
}

TEST(FitSubwords, RefusesWhatDoesNotMatchTheWords) {
  Given given = Drawn(10, 2);
  EXPECT_THROW(FitSubwords(given.words, EmbeddingTable(9, 2), {}, {}), Error);
  const std::vector<std::uint64_t> counts(9);
  EXPECT_THROW(FitSubwords(given.words, given.rows, counts, {}), Error);
  EXPECT_THROW(FitSubwords(given.words, given.rows, {}, {.lambda = 0}), Error);
  given.rows.Row(WordId{3})[1] = std::numeric_limits<float>::infinity();
  EXPECT_THROW(FitSubwords(given.words, given.rows, {}, {}), Error);
}

}  // namespace
}  // namespace hogvec

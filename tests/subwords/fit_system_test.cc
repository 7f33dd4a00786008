#include "subwords/fit_system.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "subwords/drawn_words.h"
#include "subwords/fitted_panel.h"

namespace hogvec {
namespace {

constexpr double kLambda = 0.1;
constexpr NgramOptions kFew{.min_n = 2, .max_n = 4, .buckets = 300};

// The vectors of all buckets, ascending, with rows merged or not.
EmbeddingTable Fitted(const Given& given, WordRows::Merging merging) {
  const WordRows rows(given.words, kFew, merging);
  const std::vector<float> weights(given.words.size(), 1.0f);
  const FitSystem system(rows, weights, kLambda);
  const FitWeights fit{weights, system.Reduced(weights)};
  FittedPanel panel(system, given.rows, 0);
  panel.Begin(fit);
  for (int steps = 0; steps < 200 && panel.Step(fit.reduced, 1e-6);) ++steps;
  EmbeddingTable table(system.table_rows(), given.rows.dim());
  panel.Write(fit, table);
  EmbeddingTable vectors(rows.buckets().size(), given.rows.dim());
  const auto row_of = system.RowsOfBuckets(rows);
  for (std::size_t i = 0; i < row_of.size(); ++i) {
    std::ranges::copy(table.Row(ToRowId(row_of[i])), vectors.Row(ToRowId(i)).begin());
  }
  return vectors;
}

TEST(FitSystem, HasTheSameSolutionWhetherRowsAreMergedOrNot) {
  const Given given = Drawn(60, 7);
  const EmbeddingTable merged = Fitted(given, WordRows::Merging::kMerged);
  const EmbeddingTable apart = Fitted(given, WordRows::Merging::kApart);
  ASSERT_EQ(merged.rows(), apart.rows());
  for (std::size_t i = 0; i < merged.rows(); ++i) {
    for (std::size_t j = 0; j < 7; ++j) {
      EXPECT_NEAR(merged.Row(ToRowId(i))[j], apart.Row(ToRowId(i))[j], 1e-4);
    }
  }
}

TEST(FitSystem, HasUnknownsForWhatSeveralWordsHave) {
  WordIndex words;
  for (const char* word : {"cat", "cats", "dog", "</s>"}) words.FindOrAdd(word);
  const NgramOptions trigrams{.min_n = 3, .max_n = 3};
  const WordRows rows(words, trigrams);
  const std::vector<float> weights = {1, 1, 1, 0};
  const FitSystem system(rows, weights, kLambda);
  EXPECT_EQ(system.unknowns(), 1u);  // <ca and cat, which come together
  ASSERT_EQ(system.Of(0).size(), 1u);
  EXPECT_FLOAT_EQ(system.Of(0)[0].gain, 2.0f / 3 * system.Scale(0));
  EXPECT_FLOAT_EQ(system.Of(1)[0].gain, 2.0f / 4 * system.Scale(0));
  EXPECT_TRUE(system.Of(2).empty());
  EXPECT_FLOAT_EQ(system.OwnShare(0), 1.0f / 3);  // at>
  EXPECT_FLOAT_EQ(system.OwnShare(1), 2.0f / 4);
  EXPECT_FLOAT_EQ(system.OwnShare(2), 1);
  EXPECT_FALSE(system.HasNgrams(3));
  EXPECT_EQ(system.OwnRow(3), FitSystem::kNone);
  EXPECT_EQ(system.table_rows(), 4u);
  // Without its own n-gram, a word has that much less to say.
  EXPECT_NEAR(system.Reduced(weights)[0], kLambda / (1.0 / 9 + kLambda), 1e-6);
  EXPECT_EQ(system.Reduced(weights)[3], 0);
}

}  // namespace
}  // namespace hogvec

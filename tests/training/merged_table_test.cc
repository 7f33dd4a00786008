#include "training/merged_table.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "support/training.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatNear;
using testing::RowsOf;

EmbeddingTable TableOf(const std::vector<std::vector<float>>& rows) {
  EmbeddingTable table(rows.size(), rows[0].size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::ranges::copy(rows[i], table.Row(ToRowId(i)).begin());
  }
  return table;
}

void RowOfWord(const EmbeddingTable& base, WordId word, std::span<float> out) {
  std::ranges::copy(base.Row(word), out.begin());
}

TEST(MergedTable, StartsFromTheRowsAsTheyAre) {
  EmbeddingTable rows = TableOf({{1, 2}, {3, 4}});
  MergedTable table(rows, {1, 1}, std::vector<float>{1, 1}, RowOfWord, {}, 0);
  rows.Row(RowId{0})[0] = 9;
  EXPECT_THAT(RowsOf(table.base()), ElementsAre(1, 2, 3, 4));
  EXPECT_EQ(&table.rows(), &rows);
}

TEST(MergedTable, TakesItsRowsAsMergedWhereTrainingStands) {
  EmbeddingTable rows = TableOf({{1, 2}, {3, 4}});
  MergedTable table(rows, {2, 0}, std::vector<float>{2, 0}, RowOfWord, {.least = 0.5}, 7);
  EXPECT_EQ(table.schedule().travelled(), 7);
  EXPECT_EQ(table.schedule().Moved(RowId{0}), 0);
  table.schedule().Advance(10, 0.1);
  EXPECT_DOUBLE_EQ(table.schedule().Moved(RowId{0}), 2);
  EXPECT_EQ(table.schedule().Moved(RowId{1}), 0);
}

// The second moment of the words' vectors, weighted by their terms: by hand it has (1, 0) with
// (3 * 4) / 4 = 3, and (0, 1) with 1 / 4.
TEST(MergedTable, FindsWhereItsWordsAgreeByTheirTerms) {
  EmbeddingTable rows = TableOf({{2, 0}, {0, 1}, {0, 50}});
  MergedTable table(rows, {3, 1, 0}, std::vector<float>{3, 1, 0}, RowOfWord, {}, 0);
  const CommonDirection common = table.FindCommon();
  EXPECT_THAT(common.direction, ElementsAre(FloatNear(1, 1e-3f), FloatNear(0, 1e-2f)));
  EXPECT_NEAR(common.along, 3, 1e-3);
  EXPECT_NEAR(common.across, 0.25, 1e-3);
}

TEST(MergedTable, FindsThemInTheBaseThatRanksShare) {
  EmbeddingTable rows = TableOf({{2, 0}, {0, 1}});
  MergedTable table(rows, {1, 1}, std::vector<float>{1, 1}, RowOfWord, {}, 0);
  rows.Row(RowId{1})[1] = 100;
  EXPECT_NEAR(table.FindCommon().direction[0], 1, 1e-2);
  table.base().Row(RowId{1})[1] = 100;
  EXPECT_NEAR(table.FindCommon().direction[1], 1, 1e-2);
}

// One word, whose vector is the sum of two rows; there are more rows than words.
TEST(MergedTable, AsksForTheVectorsOfWords) {
  EmbeddingTable rows = TableOf({{2, 0}, {0, 2}, {7, 7}});
  const auto sum_of_two = [](const EmbeddingTable& base, WordId word, std::span<float> out) {
    EXPECT_EQ(word, WordId{0});
    for (std::size_t k = 0; k < 2; ++k) out[k] = base.Row(RowId{0})[k] + base.Row(RowId{1})[k];
  };
  MergedTable table(rows, {1, 1, 1}, std::vector<float>{1}, sum_of_two, {}, 0);
  const CommonDirection common = table.FindCommon();
  EXPECT_NEAR(common.along, 8, 1e-3);
  EXPECT_NEAR(common.direction[0], common.direction[1], 1e-2);
}

TEST(MergedTable, LooksOnFromTheDirectionThatItTook) {
  EmbeddingTable rows = TableOf({{2, 0}});
  MergedTable table(rows, {1}, std::vector<float>{1}, RowOfWord, {}, 0);
  table.Take({.direction = {-1, 0}, .along = 1, .across = 0});
  EXPECT_EQ(table.common().along, 1);
  EXPECT_NEAR(table.FindCommon().direction[0], -1, 1e-3) << "on the side of the former one";
}

// The heaviest stand for all.
TEST(MergedTable, LeavesLightWordsOutWhereThereAreMany) {
  const std::size_t words = kWordsForDirection + 100;
  EmbeddingTable rows(words, 2);
  std::vector<float> terms(words, 2);
  for (std::size_t i = 0; i < words; ++i) {
    const bool light = i < 100;
    if (light) terms[i] = 1;
    rows.Row(ToRowId(i))[light ? 0 : 1] = light ? 1000.0f : 1.0f;
  }
  MergedTable table(rows, terms, terms, RowOfWord, {}, 0);
  const CommonDirection common = table.FindCommon();
  EXPECT_NEAR(common.direction[1], 1, 1e-2);
  EXPECT_NEAR(common.along, 1, 1e-2);
}

}  // namespace
}  // namespace hogvec

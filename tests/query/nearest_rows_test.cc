#include <gmock/gmock.h>

#include <algorithm>
#include <random>
#include <string>

#include "hogvec/neighbours.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

EmbeddingTable RandomTable(std::size_t rows, std::size_t dim) {
  std::mt19937 random(7);
  std::normal_distribution<float> normal;
  EmbeddingTable table(rows, dim);
  for (std::size_t row = 0; row < rows; ++row) {
    for (float& value : table.Row(ToWordId(row)))
      value = normal(random) * static_cast<float>(row + 1);
  }
  return table;
}

// The same table with words, for the search that is known to be right.
WordVectors Named(const EmbeddingTable& table) {
  WordVectors vectors{{}, EmbeddingTable(table.rows(), table.dim())};
  for (std::size_t row = 0; row < table.rows(); ++row) {
    vectors.words.FindOrAdd(std::to_string(row));
    std::ranges::copy(table.Row(ToWordId(row)), vectors.table.Row(ToWordId(row)).begin());
  }
  return vectors;
}

TEST(NearestRows, AgreesWithNeighbourSearchForAnyNumberOfThreads) {
  const EmbeddingTable table = RandomTable(1'000, 33);
  const NeighbourSearch search(Named(table));
  const WordId words[] = {WordId{0}, WordId{239}, WordId{240}, WordId{999}, WordId{5}};
  for (const std::size_t threads : {1, 2, 3, 8}) {
    const auto answers = NearestRows(table, words, 10, threads);
    ASSERT_EQ(answers.size(), 5u);
    for (std::size_t i = 0; i < 5; ++i) {
      const auto expected = search.Nearest(words[i], 10);
      ASSERT_EQ(answers[i].size(), expected.size());
      for (std::size_t k = 0; k < expected.size(); ++k) {
        EXPECT_EQ(answers[i][k].id, expected[k].id);
        EXPECT_NEAR(answers[i][k].similarity, expected[k].similarity, 1e-5);
      }
    }
  }
}

TEST(NearestRows, LeavesTheTableAsItIs) {
  const EmbeddingTable table = RandomTable(50, 8);
  const std::vector<float> before(table.Row(WordId{49}).begin(), table.Row(WordId{49}).end());
  const WordId words[] = {WordId{49}};
  NearestRows(table, words, 3);
  EXPECT_TRUE(std::ranges::equal(table.Row(WordId{49}), before));
}

TEST(NearestRows, FindsRowsOfZerosSimilarToNothing) {
  EmbeddingTable table(3, 4);
  table.Row(WordId{0})[0] = 2;
  table.Row(WordId{1})[0] = 5;
  const WordId words[] = {WordId{0}, WordId{2}};
  const auto answers = NearestRows(table, words, 5);
  EXPECT_THAT(answers[0], ElementsAre(::testing::FieldsAre(WordId{1}, ::testing::FloatEq(1)),
                                      ::testing::FieldsAre(WordId{2}, 0.f)));
  EXPECT_THAT(answers[1], ElementsAre(::testing::FieldsAre(WordId{0}, 0.f),
                                      ::testing::FieldsAre(WordId{1}, 0.f)));
}

TEST(NearestRows, AnswersNothingForNoWords) {
  EXPECT_THAT(NearestRows(RandomTable(5, 4), {}, 3), IsEmpty());
}

}  // namespace
}  // namespace hogvec

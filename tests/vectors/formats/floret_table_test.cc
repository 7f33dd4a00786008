#include "vectors/formats/floret_table.h"

#include <gmock/gmock.h>

#include <array>
#include <cmath>
#include <string>

#include "base/random.h"
#include "vectors/vector_files.h"

namespace hogvec {
namespace {

// The table in floret's README, first three columns, and vectors that floret made of it.
constexpr std::array<std::array<double, 3>, 10> kTable = {{{-2.2611, 3.9302, 2.6676},
                                                           {-3.12, -1.7981, 10.7},
                                                           {9.5689, 5.6721, -8.4832},
                                                           {3.6268, 4.2759, -1.7007},
                                                           {-11.683, -7.7068, 2.1102},
                                                           {-4.3024, 8.0241, 2.0714},
                                                           {8.3574, -5.225, 8.6529},
                                                           {-10.01, 3.3894, -4.4487},
                                                           {-5.4576, 7.1019, -8.8259},
                                                           {8.0678, -4.4142, 3.6236}}};

struct Composed {
  const char* word;
  std::array<double, 3> vector;
};

TEST(FloretRows, AreFlorets) {
  FloretRows rows({.min_n = 2, .max_n = 3}, 10, 2);
  for (const auto& [word, vector] :
       {Composed{",", {-5.7814, 2.6918, 0.57029}}, Composed{"der", {0.08224, 2.6601, -1.173}},
        Composed{"und", {2.1558, 1.8606, -1.382}}}) {
    std::vector<std::uint32_t> list;
    rows.Append(word, list);
    for (std::size_t j = 0; j < 3; ++j) {
      double mean = 0;
      for (const std::uint32_t row : list)
        mean += kTable[row][j] / static_cast<double>(list.size());
      EXPECT_NEAR(mean, vector[j], 2e-4) << word;
    }
  }
}

// Two hashes for the whole word and for each of its five n-grams.
TEST(FloretRows, AreOfTheWholeWordFirst) {
  FloretRows rows({.min_n = 3, .max_n = 4}, 1000, 2);
  std::vector<std::uint32_t> all, whole;
  rows.Append("cat", all);
  rows.AppendOf("<cat>", whole);
  EXPECT_EQ(all.size(), 12u);
  EXPECT_TRUE(std::equal(whole.begin(), whole.end(), all.begin()));
}

// Words with n-grams in common, and rows for all of these that nobody trained.
WordVectors Example() {
  constexpr std::size_t kWords = 500, kDim = 8;
  WordVectors vectors{.words = {}, .table = {kWords, kDim}};
  Random random(1, RandomPurpose::kInitialRows, 0);
  for (std::size_t i = 0; i < kWords; ++i) {
    const WordId id = vectors.words.FindOrAdd("word" + std::to_string(i * i));
    for (float& value : vectors.table.Row(id)) value = random.UnitFloat() - 0.5f;
  }
  vectors.subwords.emplace(NgramOptions{.min_n = 3, .max_n = 5, .buckets = 10},
                           std::vector<std::uint32_t>{3}, std::vector<std::uint32_t>{0},
                           EmbeddingTable(1, kDim));
  return vectors;
}

double CosineOf(std::span<const float> a, std::span<const double> b) {
  double product = 0, a_square = 0, b_square = 0;
  for (std::size_t j = 0; j < a.size(); ++j) {
    product += double{a[j]} * b[j];
    a_square += double{a[j]} * double{a[j]};
    b_square += b[j] * b[j];
  }
  return product / std::sqrt(a_square * b_square);
}

// A table of 50,000 rows has room for 500 words, whatever their n-grams are.
TEST(FloretTable, ComesNearTheKnownWords) {
  const WordVectors vectors = Example();
  const EmbeddingTable table = MakeFloretTable(
      {.words = vectors.words, .table = vectors.table, .subwords = &*vectors.subwords});
  ASSERT_EQ(table.rows(), kFloretRows);
  FloretRows rows(vectors.subwords->options(), kFloretRows, kFloretHashes);
  double sum = 0;
  for (std::size_t i = 0; i < vectors.words.size(); ++i) {
    std::vector<std::uint32_t> list;
    rows.Append(vectors.words[ToWordId(i)], list);
    std::vector<double> mean(table.dim());
    for (const std::uint32_t row : list) {
      for (std::size_t j = 0; j < mean.size(); ++j) mean[j] += double{table.Row(ToRowId(row))[j]};
    }
    sum += CosineOf(vectors.table.Row(ToWordId(i)), mean);
  }
  EXPECT_GT(sum / static_cast<double>(vectors.words.size()), 0.95);
}

}  // namespace
}  // namespace hogvec

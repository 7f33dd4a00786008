#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "base/random.h"
#include "hogvec/error.h"
#include "hogvec/evaluation.h"

namespace hogvec {
namespace {

using ::testing::Each;
using ::testing::Field;
using ::testing::SizeIs;

WordVectors RandomModel(std::size_t words, std::size_t dim) {
  WordVectors vectors{{}, EmbeddingTable(words, dim)};
  Random random(1, RandomPurpose::kTest);
  for (std::size_t word = 0; word < words; ++word) {
    const WordId id = vectors.words.FindOrAdd("w" + std::to_string(word));
    std::ranges::generate(vectors.table.Row(id), [&] { return random.UnitFloat() - 0.5f; });
  }
  return vectors;
}

void TurnPlane(std::span<float> row, std::size_t i, std::size_t j, float angle) {
  const float x = row[i], y = row[j];
  row[i] = std::cos(angle) * x - std::sin(angle) * y;
  row[j] = std::sin(angle) * x + std::cos(angle) * y;
}

// Mirrored, and turned in the plane of every two neighbouring axes.
WordVectors Turned(const WordVectors& vectors) {
  const std::size_t words = vectors.table.rows(), dim = vectors.table.dim();
  WordVectors turned{vectors.words, EmbeddingTable(words, dim)};
  for (std::size_t word = 0; word < words; ++word) {
    const auto row = turned.table.Row(ToWordId(word));
    std::ranges::copy(vectors.table.Row(ToWordId(word)), row.begin());
    row[0] = -row[0];
    for (std::size_t axis = 0; axis + 1 < dim; ++axis) TurnPlane(row, axis, axis + 1, 0.7f);
  }
  return turned;
}

auto AllTheSame() {
  return Each(Field(&Agreement::Change::similarity, ::testing::DoubleNear(1, 1e-5)));
}

TEST(CompareModels, FindsNoChangeInAModelThatWasTurned) {
  const WordVectors model = RandomModel(200, 30);
  const Agreement agreement = CompareModels(model, Turned(model), {.threads = 1});
  EXPECT_THAT(agreement.changed, SizeIs(20));
  EXPECT_THAT(agreement.changed, AllTheSame());
  EXPECT_NEAR(agreement.overlap, 1, 1e-9);
}

// The words span only a part of the space then, and so does what their rotation is found from.
TEST(CompareModels, ComparesFewerWordsThanDimensions) {
  for (const std::size_t words : {2, 7, 29}) {
    const WordVectors model = RandomModel(words, 30);
    const Agreement agreement = CompareModels(model, Turned(model), {.threads = 1});
    EXPECT_THAT(agreement.changed, AllTheSame()) << words << " words";
  }
}

TEST(CompareModels, NamesTheWordThatMovedFirst) {
  const WordVectors model = RandomModel(200, 30);
  WordVectors other = Turned(model);
  for (float& value : other.table.Row(*other.words.Find("w57"))) value = -value;
  const Agreement agreement = CompareModels(model, other, {.threads = 1});
  EXPECT_EQ(agreement.changed.front().word, "w57");
  EXPECT_LT(agreement.changed.front().similarity, -0.8);
  EXPECT_GT(agreement.changed[1].similarity, 0.9);
}

TEST(CompareModels, NeedsTwoCommonWords) {
  const WordVectors model = RandomModel(10, 4);
  EXPECT_THROW(CompareModels(model, RandomModel(1, 4)), Error);
}

}  // namespace
}  // namespace hogvec

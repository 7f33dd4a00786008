#include "explore/packed_vectors.h"

#include <gmock/gmock.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "explore/turns.h"
#include "support/explored.h"
#include "support/turned.h"

namespace hogvec::explore {
namespace {

using testing::RandomModel;
using testing::Turned;

template <typename Number>
Number NumberAt(const std::string& bytes, std::size_t at) {
  Number number;
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

// Rows as a reader of the file sees them.
class RowsRead {
 public:
  explicit RowsRead(std::string bytes) : bytes_(std::move(bytes)) {}

  std::string magic() const { return bytes_.substr(0, 4); }
  std::size_t words() const { return NumberAt<std::uint32_t>(bytes_, 4); }
  std::size_t dim() const { return NumberAt<std::uint32_t>(bytes_, 8); }
  bool comparable() const { return NumberAt<std::uint32_t>(bytes_, 12) == 1; }
  std::size_t size() const { return bytes_.size(); }
  float length(std::size_t i) const { return NumberAt<float>(bytes_, 16 + 4 * i); }
  float scale(std::size_t i) const { return NumberAt<float>(bytes_, 16 + 4 * (words() + i)); }

  float value(std::size_t i, std::size_t j) const {
    return scale(i) * NumberAt<std::int8_t>(bytes_, 16 + 8 * words() + i * dim() + j);
  }

  float Dot(std::size_t i, const RowsRead& other, std::size_t k) const {
    float sum = 0;
    for (std::size_t j = 0; j < dim(); ++j) sum += value(i, j) * other.value(k, j);
    return sum;
  }

 private:
  std::string bytes_;
};

// Lists of neighbours as a reader of the file sees them.
class NeighboursRead {
 public:
  explicit NeighboursRead(std::string bytes) : bytes_(std::move(bytes)) {}

  std::string magic() const { return bytes_.substr(0, 4); }
  std::size_t words() const { return NumberAt<std::uint32_t>(bytes_, 4); }
  std::size_t count() const { return NumberAt<std::uint32_t>(bytes_, 8); }
  std::size_t size() const { return bytes_.size(); }

  std::uint32_t id(std::size_t i, std::size_t j) const {
    return Plane(0, i, j) | Plane(1, i, j) << 8 | Plane(2, i, j) << 16;
  }

  double similarity(std::size_t i, std::size_t j) const {
    std::uint32_t drops = 0;
    for (std::size_t k = 0; k <= j; ++k) drops += Plane(3, i, k) | Plane(4, i, k) << 8;
    return 1 - drops / 10000.0;
  }

 private:
  std::uint32_t Plane(std::size_t plane, std::size_t i, std::size_t j) const {
    return NumberAt<std::uint8_t>(bytes_, 16 + (plane * words() + i) * count() + j);
  }

  std::string bytes_;
};

NeighbourSearch SearchOf(WordVectors vectors) { return NeighbourSearch(std::move(vectors), 1); }

TEST(PackedRows, KeepCosinesToAHundredth) {
  const NeighbourSearch search = SearchOf(RandomModel(40, 50));
  const RowsRead rows(PackedRows(search, std::nullopt, true));
  EXPECT_EQ(rows.magic(), "HVR1");
  EXPECT_EQ(rows.words(), 40u);
  EXPECT_EQ(rows.dim(), 50u);
  EXPECT_TRUE(rows.comparable());
  EXPECT_EQ(rows.size(), 16u + 40 * (8 + 50));
  for (std::size_t i = 0; i < 40; ++i) {
    EXPECT_NEAR(rows.Dot(i, rows, 0), search.Similarity(ToWordId(i), WordId{0}), 0.01);
  }
}

TEST(PackedRows, HaveTheLengthsOfTheVectorsAsTheyWere) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const NeighbourSearch search =
      SearchOf(testing::VectorsOf({{"a", {3, 4}}, {"zeros", {0, 0}}, {"none", {1, nan}}}));
  const RowsRead rows(PackedRows(search, std::nullopt, false));
  EXPECT_FALSE(rows.comparable());
  EXPECT_EQ(rows.length(0), 5);
  EXPECT_EQ(rows.length(1), 0);
  EXPECT_EQ(rows.scale(1), 0);
  EXPECT_TRUE(std::isnan(rows.length(2)));
  EXPECT_TRUE(std::isnan(rows.scale(2)));
}

TEST(PackedRows, AreTurnedSoThatTheyCanBeCompared) {
  const WordVectors vectors = RandomModel(60, 12);
  const NeighbourSearch first = SearchOf(Turned(Turned(vectors))),
                        second = SearchOf(Turned(vectors));
  const RowsRead a(PackedRows(first, std::nullopt, true));
  const RowsRead b(PackedRows(second, ModelPair(first, second).turn(), true));
  for (std::size_t i = 0; i < 60; ++i) EXPECT_NEAR(a.Dot(i, b, i), 1, 0.01);
}

TEST(PackedNeighbours, AreThoseThatASearchFinds) {
  const NeighbourSearch search = SearchOf(RandomModel(2500, 6));
  std::vector<std::size_t> progress;
  const NeighboursRead near(
      PackedNeighbours(search, 30, [&](std::size_t done) { progress.push_back(done); }));
  EXPECT_EQ(near.magic(), "HVK1");
  EXPECT_EQ(near.size(), 16u + 2500 * 30 * 5);
  EXPECT_THAT(progress, ::testing::ElementsAre(0, 1000, 2000, 2500));
  for (const std::size_t i : {0, 999, 1000, 2499}) {
    const auto nearest = search.Nearest(ToWordId(i), 30);
    for (std::size_t j = 0; j < 30; ++j) {
      EXPECT_EQ(near.id(i, j), ToIndex(nearest[j].id)) << i << ", " << j;
      EXPECT_NEAR(near.similarity(i, j), nearest[j].similarity, 6e-5) << i << ", " << j;
    }
  }
}

TEST(PackedNeighbours, SayWhereThereAreFewer) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const NeighbourSearch search =
      SearchOf(testing::VectorsOf({{"a", {1, 0}}, {"b", {-1, 0}}, {"none", {nan, 0}}}));
  const NeighboursRead near(PackedNeighbours(search, 2, [](std::size_t) {}));
  EXPECT_EQ(near.id(0, 0), 1u);
  EXPECT_NEAR(near.similarity(0, 0), -1, 1e-9);
  EXPECT_EQ(near.id(0, 1), 0xFFFFFFu);
}

TEST(PackedNeighbours, StopWhenTheyAreTold) {
  const NeighbourSearch search = SearchOf(RandomModel(10, 4));
  EXPECT_THROW(PackedNeighbours(search, 3, [](std::size_t) { throw 1; }), int);
}

}  // namespace
}  // namespace hogvec::explore

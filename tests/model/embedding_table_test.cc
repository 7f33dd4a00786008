#include "hogvec/embedding_table.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

#include "hogvec/error.h"

namespace hogvec {
namespace {

TEST(EmbeddingTable, PadsRowsToCacheLinesOfZeros) {
  for (const std::size_t dim : {1, 15, 16, 17, 100, 300}) {
    EmbeddingTable table(5, dim);
    table.InitializeUniform(1);
    EXPECT_EQ(table.stride() % 16, 0u);
    EXPECT_GE(table.stride(), dim);
    EXPECT_LT(table.stride(), dim + 16);
    for (std::size_t row = 0; row < 5; ++row) {
      const float* address = table.Address(ToRowId(row));
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(address) % EmbeddingTable::kRowAlignment, 0u);
      for (std::size_t k = dim; k < table.stride(); ++k) EXPECT_EQ(address[k], 0);
    }
  }
}

TEST(EmbeddingTable, StartsAsZeros) {
  const EmbeddingTable table(3, 7);
  for (const float value : table.Row(RowId{2})) EXPECT_EQ(value, 0);
}

TEST(EmbeddingTable, DrawsRowsFromSeedAndIdAlone) {
  EmbeddingTable small(10, 20), large(1000, 20), other(10, 20);
  small.InitializeUniform(1);
  large.InitializeUniform(1);
  other.InitializeUniform(2);
  for (std::size_t row = 0; row < 10; ++row) {
    const auto a = small.Row(ToRowId(row)), b = large.Row(ToRowId(row)),
               c = other.Row(ToRowId(row));
    EXPECT_TRUE(std::equal(a.begin(), a.end(), b.begin()));
    EXPECT_FALSE(std::equal(a.begin(), a.end(), c.begin()));
  }
}

TEST(EmbeddingTable, DrawsEvenlyAroundZeroAndNoRowTwice) {
  EmbeddingTable table(20'000, 10);
  table.InitializeUniform(3);
  double sum = 0, squares = 0;
  std::set<std::vector<float>> rows;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto values = table.Row(ToRowId(row));
    rows.emplace(values.begin(), values.end());
    for (const float value : values) {
      EXPECT_GE(value, -0.05f);
      EXPECT_LT(value, 0.05f);
      sum += value;
      squares += double{value} * value;
    }
  }
  EXPECT_EQ(rows.size(), table.rows());
  EXPECT_NEAR(sum / 200'000, 0, 0.0003);
  EXPECT_NEAR(std::sqrt(squares / 200'000), 0.1 / std::sqrt(12.0), 0.0002);
}

TEST(EmbeddingTable, CopiesAnotherAndKeepsMemoryThatIsAsLarge) {
  EmbeddingTable from(5, 3), to(5, 3), small(2, 9), empty;
  from.InitializeUniform(1);
  const float* const before = to.Address(RowId{0});
  for (EmbeddingTable* const table : {&to, &small, &empty}) {
    table->CopyFrom(from);
    ASSERT_EQ(table->rows(), 5);
    ASSERT_EQ(table->dim(), 3);
    for (std::size_t row = 0; row < 5; ++row) {
      EXPECT_TRUE(std::ranges::equal(table->Row(ToRowId(row)), from.Row(ToRowId(row))));
    }
  }
  EXPECT_EQ(to.Address(RowId{0}), before);
  to.CopyFrom(EmbeddingTable());
  EXPECT_EQ(to.rows(), 0);
}

TEST(EmbeddingTable, LooksUpManyRows) {
  EmbeddingTable table(4, 3);
  table.InitializeUniform(1);
  const std::vector<RowId> ids{RowId{2}, RowId{0}, RowId{2}};
  std::vector<float> out(9);
  table.Gather(ids, out);
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t k = 0; k < 3; ++k) EXPECT_EQ(out[3 * i + k], table.Row(ids[i])[k]);
  }
}

TEST(EmbeddingTable, UpdatesJustTheRowsThatAreNamed) {
  EmbeddingTable table(4, 2);
  const std::vector<RowId> ids{RowId{1}, RowId{3}, RowId{1}};
  const std::vector<float> deltas{1, 2, 10, 20, 100, 200};
  table.AddToRows(ids, deltas, 0.5f);
  EXPECT_EQ(table.Row(RowId{1})[0], 50.5f);
  EXPECT_EQ(table.Row(RowId{1})[1], 101);
  EXPECT_EQ(table.Row(RowId{3})[1], 10);
  for (const std::size_t untouched : {0, 2}) {
    for (const float value : table.Row(ToRowId(untouched))) EXPECT_EQ(value, 0);
  }
}

TEST(EmbeddingTable, NamesTheFirstRowThatIsNotFinite) {
  EmbeddingTable table(3, 5);
  EXPECT_EQ(table.FirstNonFinite(), std::nullopt);
  table.Row(RowId{2})[4] = INFINITY;
  EXPECT_EQ(table.FirstNonFinite(), RowId{2});
  table.Row(RowId{1})[0] = NAN;
  EXPECT_EQ(table.FirstNonFinite(), RowId{1});
}

TEST(EmbeddingTable, RefusesSizesThatNoMemoryHolds) {
  for (const std::size_t rows : {std::size_t{1} << 62, std::size_t{1} << 50}) {
    try {
      const EmbeddingTable table(rows, 1000);
      FAIL() << rows;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kResource);
    }
  }
}

TEST(EmbeddingTable, MayBeEmptyAndMoved) {
  EmbeddingTable empty(0, 10);
  EXPECT_EQ(empty.rows(), 0u);
  EmbeddingTable table(2, 2);
  table.Row(RowId{0})[0] = 7;
  EmbeddingTable moved = std::move(table);
  EXPECT_EQ(moved.Row(RowId{0})[0], 7);
}

}  // namespace
}  // namespace hogvec

#include <gtest/gtest.h>

#include <vector>

#include "hogvec/embedding_table.h"
#include "kernel/kernel.h"

namespace hogvec {
namespace {

// Four queries, which are rows themselves, against rows of many numbers and lengths.
void CheckTile(const Kernel& kernel, std::size_t rows, std::size_t dim) {
  EmbeddingTable table(rows, dim);
  table.InitializeUniform(rows);
  const float* queries[kTileQueries];
  for (std::size_t q = 0; q < kTileQueries; ++q) {
    queries[q] = table.Address(ToWordId(rows - 1 - q % rows));
  }
  std::vector<float> found(kTileQueries * rows), expected(rows);
  kernel.dot_tile(queries, table.Address(WordId{0}), table.stride(), dim, rows, found.data());
  for (std::size_t q = 0; q < kTileQueries; ++q) {
    kernel.dot_rows(queries[q], table.Address(WordId{0}), table.stride(), dim, expected);
    for (std::size_t r = 0; r < rows; ++r) {
      EXPECT_NEAR(found[q * rows + r], expected[r], 1e-6)
          << kernel.name << ": " << rows << " rows, dim " << dim;
    }
  }
}

TEST(DotTile, IsFourTimesTheDotOfRows) {
  for (const Kernel& kernel : AvailableKernels()) {
    for (const std::size_t rows : {1, 2, 5, 6, 7, 13, 64}) {
      for (const std::size_t dim : {1, 16, 31, 100, 300}) CheckTile(kernel, rows, dim);
    }
  }
}

}  // namespace
}  // namespace hogvec

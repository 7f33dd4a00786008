#include "model/layers.h"

#include <gtest/gtest.h>

#include "support/training.h"

namespace hogvec {
namespace {

using testing::RowsOf;

TEST(SavedRows, BringBackWhatWasThere) {
  EmbeddingTable input(3, 5), output(3, 5);
  input.InitializeUniform(1);
  output.InitializeUniform(2);
  const std::vector<float> input_rows = RowsOf(input), output_rows = RowsOf(output);
  Layers model{InputLayer(std::move(input)), std::move(output)};
  SavedRows saved;
  EXPECT_TRUE(saved.empty());
  saved.CopyFrom(model);
  EXPECT_FALSE(saved.empty());
  model.input.Address(WordId{1})[0] = 7;
  model.output.Row(RowId{2})[0] = 7;
  saved.MoveTo(model);
  EXPECT_EQ(RowsOf(model.input.rows()), input_rows);
  EXPECT_EQ(RowsOf(model.output), output_rows);
}

}  // namespace
}  // namespace hogvec

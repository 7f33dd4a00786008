#include "model/input_layer.h"

#include <gtest/gtest.h>

#include <limits>

namespace hogvec {
namespace {

TEST(InputLayer, HasARowOfItsOwnForEachWord) {
  EmbeddingTable rows(3, 4);
  rows.InitializeUniform(1);
  const EmbeddingTable same = [] {
    EmbeddingTable table(3, 4);
    table.InitializeUniform(1);
    return table;
  }();
  InputLayer layer(std::move(rows));
  for (std::size_t word = 0; word < 3; ++word) {
    EXPECT_EQ(layer.Address(ToWordId(word))[0], same.Row(ToRowId(word))[0]);
  }
  EXPECT_EQ(layer.word_rows().rows(), 3u);
}

TEST(InputLayer, LearnsAllRowsThatAreNotFrozen) {
  EXPECT_TRUE(InputLayer(EmbeddingTable(2, 1)).AllLearn());
  const InputLayer layer(EmbeddingTable(2, 1), {0, 1});
  EXPECT_FALSE(layer.AllLearn());
  EXPECT_TRUE(layer.Learns(WordId{0}));
  EXPECT_FALSE(layer.Learns(WordId{1}));
}

TEST(InputLayer, FindsTheFirstWordThatIsNotFinite) {
  InputLayer layer(EmbeddingTable(3, 2));
  EXPECT_FALSE(layer.FirstNonFinite());
  layer.Address(WordId{2})[1] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(layer.FirstNonFinite(), WordId{2});
  layer.Address(WordId{1})[0] = std::numeric_limits<float>::infinity();
  EXPECT_EQ(layer.FirstNonFinite(), WordId{1});
}

}  // namespace
}  // namespace hogvec

#include "model/step_inputs.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>

namespace hogvec {
namespace {

InputLayer LayerOf(std::vector<std::uint8_t> frozen) {
  EmbeddingTable rows(4, 20);
  rows.InitializeUniform(1);
  return InputLayer(std::move(rows), std::move(frozen));
}

// What a step does: it changes every input where it stands.
void AddOneToAll(std::span<float* const> inputs) {
  for (float* input : inputs) input[0] += 1;
}

TEST(StepInputs, AreTheRowsOfWordsThatLearn) {
  InputLayer layer = LayerOf({});
  StepInputs inputs(layer, 3);
  const auto taken = inputs.Take(std::array{WordId{2}, WordId{0}, WordId{2}});
  ASSERT_EQ(taken.size(), 3u);
  EXPECT_EQ(taken[0], layer.Address(WordId{2}));
  EXPECT_EQ(taken[1], layer.Address(WordId{0}));
  EXPECT_EQ(taken[2], taken[0]);
}

TEST(StepInputs, AreCopiesOfFrozenRowsWhichNeverChange) {
  InputLayer layer = LayerOf({0, 1, 0, 1});
  StepInputs inputs(layer, 4);
  const float frozen = layer.Address(WordId{1})[0], learns = layer.Address(WordId{2})[0];
  const auto taken = inputs.Take(std::array{WordId{1}, WordId{2}, WordId{3}, WordId{1}});
  EXPECT_EQ(taken[0][0], frozen);
  EXPECT_NE(taken[0], taken[3]) << "a step may not see what another of its inputs gains";
  for (const float* input : taken) {
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(input) % EmbeddingTable::kRowAlignment, 0u);
  }
  AddOneToAll(taken);
  EXPECT_EQ(layer.Address(WordId{1})[0], frozen);
  EXPECT_EQ(layer.Address(WordId{2})[0], learns + 1);
  EXPECT_EQ(inputs.Take(std::array{WordId{1}})[0][0], frozen) << "copied anew";
}

}  // namespace
}  // namespace hogvec

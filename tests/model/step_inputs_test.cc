#include "model/step_inputs.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

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

// Positions 0, 1, ... of so many words.
std::vector<std::uint32_t> AllOf(std::span<const WordId> words) {
  std::vector<std::uint32_t> positions(words.size());
  std::iota(positions.begin(), positions.end(), 0u);
  return positions;
}

TEST(StepInputs, AreTheRowsOfWordsThatLearn) {
  InputLayer layer = LayerOf({});
  StepInputs inputs(layer, FindKernel(""), 3);
  const std::array words{WordId{2}, WordId{0}, WordId{2}};
  inputs.Begin(words);
  inputs.Reach(0, 3);
  const auto taken = inputs.Take(AllOf(words));
  ASSERT_EQ(taken.size(), 3u);
  EXPECT_EQ(taken[0], layer.Address(WordId{2}));
  EXPECT_EQ(taken[1], layer.Address(WordId{0}));
  EXPECT_EQ(taken[2], taken[0]);
}

TEST(StepInputs, AreCopiesOfFrozenRowsWhichNeverChange) {
  InputLayer layer = LayerOf({0, 1, 0, 1});
  StepInputs inputs(layer, FindKernel(""), 4);
  const float frozen = layer.Address(WordId{1})[0], learns = layer.Address(WordId{2})[0];
  const std::array words{WordId{1}, WordId{2}, WordId{3}, WordId{1}};
  inputs.Begin(words);
  const auto taken = inputs.Take(AllOf(words));
  EXPECT_EQ(taken[0][0], frozen);
  EXPECT_NE(taken[0], taken[3]) << "a step may not see what another of its inputs gains";
  for (const float* input : taken) {
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(input) % EmbeddingTable::kRowAlignment, 0u);
  }
  AddOneToAll(taken);
  EXPECT_EQ(layer.Address(WordId{1})[0], frozen);
  EXPECT_EQ(layer.Address(WordId{2})[0], learns + 1);
  EXPECT_EQ(inputs.Take(std::array{0u})[0][0], frozen) << "copied anew";
}

}  // namespace
}  // namespace hogvec

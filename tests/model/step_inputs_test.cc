#include "model/step_inputs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>
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

TEST(StepInputs, OfAllPositionsAreTheRowsOfTheirWords) {
  InputLayer layer = LayerOf({});
  StepInputs inputs(layer, FindKernel(""), 3);
  const std::array words{WordId{2}, WordId{0}, WordId{2}, WordId{3}, WordId{1}};
  inputs.Begin(words);
  for (std::size_t begin = 0; begin + 3 <= words.size(); ++begin) {
    inputs.Reach(begin, begin + 3);
    const auto taken = inputs.TakeAll(begin, begin + 3);
    ASSERT_EQ(taken.size(), 3u);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(taken[i], layer.Address(words[begin + i]));
  }
  EXPECT_TRUE(inputs.TakeAll(2, 2).empty());
  const std::array next{WordId{1}, WordId{3}};  // a shorter block after a longer one
  inputs.Begin(next);
  const auto taken = inputs.TakeAll(0, 2);
  ASSERT_EQ(taken.size(), 2u);
  EXPECT_EQ(taken[0], layer.Address(WordId{1}));
  EXPECT_EQ(taken[1], layer.Address(WordId{3}));
}

TEST(StepInputs, OfAllPositionsAreCopiesWhereWordsAreFrozen) {
  InputLayer layer = LayerOf({0, 1, 0, 1});
  StepInputs inputs(layer, FindKernel(""), 3);
  const std::array words{WordId{0}, WordId{1}, WordId{2}, WordId{1}};
  const float frozen = layer.Address(WordId{1})[0], learns = layer.Address(WordId{2})[0];
  inputs.Begin(words);
  const auto taken = inputs.TakeAll(1, 4);
  ASSERT_EQ(taken.size(), 3u);
  EXPECT_EQ(taken[1], layer.Address(WordId{2}));
  EXPECT_NE(taken[0], taken[2]) << "a copy each";
  for (const std::size_t i : {0u, 2u}) {
    EXPECT_NE(taken[i], layer.Address(WordId{1}));
    EXPECT_EQ(taken[i][0], frozen);
  }
  AddOneToAll(taken);
  EXPECT_EQ(layer.Address(WordId{1})[0], frozen);
  EXPECT_EQ(layer.Address(WordId{2})[0], learns + 1);
  EXPECT_EQ(inputs.TakeAll(1, 2)[0][0], frozen) << "copied anew";
}

// The n-grams of a word give its input, and gain what it gains.
TEST(StepInputs, OfAllPositionsAreCopiesOfTheMeansOfTheirRows) {
  constexpr NgramOptions kFew{.min_n = 2, .max_n = 3, .buckets = 50};
  WordIndex index;
  for (const char* word : {"banana", "ban", "x"}) index.FindOrAdd(word);
  WordRows lists(index, kFew, WordRows::Merging::kMerged, {});
  EmbeddingTable rows(lists.rows(), 20);
  rows.InitializeUniform(1);
  InputLayer layer(std::move(lists), std::move(rows));
  StepInputs inputs(layer, FindKernel(""), 3);
  const std::array words{WordId{1}, WordId{0}, WordId{2}, WordId{0}};
  inputs.Begin(words);
  inputs.Reach(1, 4);
  const auto all = inputs.TakeAll(1, 4);
  const std::vector<float*> taken(all.begin(), all.end());
  const auto alone = inputs.Take(std::array{1u, 2u, 3u});
  EXPECT_TRUE(std::ranges::equal(taken, alone)) << "as by position";
  const float before = layer.rows().Row(RowId{layer.lists()->Of(WordId{0})[0].row})[0];
  AddOneToAll(alone);
  inputs.Finish();
  EXPECT_GT(layer.rows().Row(RowId{layer.lists()->Of(WordId{0})[0].row})[0], before + 0.05f);
}

}  // namespace
}  // namespace hogvec

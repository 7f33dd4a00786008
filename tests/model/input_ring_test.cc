#include "model/input_ring.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "hogvec/kernels.h"

namespace hogvec {
namespace {

constexpr NgramOptions kFew{.min_n = 2, .max_n = 3, .buckets = 50};
constexpr std::size_t kDim = 20;

WordIndex SomeWords() {
  WordIndex words;
  for (const char* word : {"banana", "ban", "nab", "x"}) words.FindOrAdd(word);
  return words;
}

InputLayer LayerOf(std::vector<std::uint8_t> frozen = {}) {
  WordRows lists(SomeWords(), kFew, WordRows::Merging::kMerged, frozen);
  EmbeddingTable rows(lists.rows(), kDim);
  rows.InitializeUniform(1);
  return {std::move(lists), std::move(rows), std::move(frozen)};
}

std::vector<float> MeanOf(InputLayer& layer, WordId word) {
  std::vector<float> mean(kDim);
  for (const RowShare& share : layer.lists()->Of(word)) {
    for (std::size_t k = 0; k < kDim; ++k) {
      mean[k] += layer.rows().Row(RowId{share.row})[k] * layer.lists()->Scale(word);
    }
  }
  return mean;
}

class InputRingTest : public ::testing::TestWithParam<std::string_view> {
 protected:
  const Kernel& kernel() const { return FindKernel(GetParam()); }
};

TEST_P(InputRingTest, HandsOutMeansOfRows) {
  InputLayer layer = LayerOf();
  InputRing ring(layer, kernel(), 3);
  const std::array words{WordId{0}, WordId{2}, WordId{3}};
  ring.Begin(words);
  ring.Reach(0, 3);
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::vector<float> mean = MeanOf(layer, words[at]);
    for (std::size_t k = 0; k < kDim; ++k) EXPECT_NEAR(ring.At(at)[k], mean[k], 1e-7);
  }
}

// A row gains what the copy gained, once for each time that it stands in the word, and as often
// again as it has members.
TEST_P(InputRingTest, GivesTheRowsWhatTheirWordsGained) {
  InputLayer layer = LayerOf();
  const std::vector<float> before(
      layer.rows().Address(RowId{0}),
      layer.rows().Address(RowId{0}) + layer.rows().rows() * layer.rows().stride());
  InputRing ring(layer, kernel(), 2);
  const std::array words{WordId{0}, WordId{1}};
  ring.Begin(words);
  ring.Reach(0, 2);
  ring.At(0)[3] += 0.5f;
  ring.Reach(1, 2);
  ring.Finish();
  std::vector<float> gains(layer.rows().rows());
  for (const RowShare& share : layer.lists()->Of(WordId{0})) gains[share.row] += 0.5f * share.gain;
  for (std::size_t row = 0; row < gains.size(); ++row) {
    for (std::size_t k = 0; k < layer.rows().stride(); ++k) {
      const float gain = layer.rows().Address(ToRowId(row))[k] - before[row * layer.stride() + k];
      EXPECT_NEAR(gain, k == 3 ? gains[row] : 0, 1e-6) << row << " " << k;
    }
  }
}

TEST_P(InputRingTest, ReusesSlotsOfWordsThatLeft) {
  InputLayer layer = LayerOf();
  InputRing ring(layer, kernel(), 2);
  const std::vector<WordId> words(9, WordId{1});
  ring.Begin(words);
  const std::size_t own = layer.lists()->Of(WordId{1})[0].row;
  const float before = layer.rows().Row(ToRowId(own))[0];
  for (std::size_t at = 0; at < words.size(); ++at) {
    ring.Reach(at, at + 1);
    ring.At(at)[0] += 1;
  }
  ring.Finish();
  EXPECT_NEAR(layer.rows().Row(ToRowId(own))[0] - before, 9 * layer.lists()->Of(WordId{1})[0].gain,
              1e-5);
}

TEST_P(InputRingTest, LeavesFrozenWordsAsTheyAre) {
  InputLayer layer = LayerOf({1, 0, 0, 0});
  InputRing ring(layer, kernel(), 2);
  const std::array words{WordId{0}, WordId{1}};
  const std::vector<float> before = MeanOf(layer, WordId{0});
  ring.Begin(words);
  ring.Reach(0, 2);
  ring.At(0)[0] += 1;
  ring.At(1)[0] += 1;
  ring.Finish();
  EXPECT_EQ(MeanOf(layer, WordId{0}), before);
  EXPECT_GT(layer.rows().Row(RowId{layer.lists()->Of(WordId{1})[0].row})[0], 0.9f);
}

std::vector<std::string_view> Kernels() { return KernelNames(); }

INSTANTIATE_TEST_SUITE_P(Kernels, InputRingTest, ::testing::ValuesIn(Kernels()));

}  // namespace
}  // namespace hogvec

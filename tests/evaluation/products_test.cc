#include "evaluation/products.h"

#include <gtest/gtest.h>

#include <string>

#include "base/random.h"

namespace hogvec {
namespace {

constexpr std::size_t kWords = 1500;  // more than one block of rows
constexpr std::size_t kDim = 13;

NeighbourSearch RandomWords(std::size_t threads) {
  Random random(7, RandomPurpose::kTest);
  WordVectors vectors{{}, EmbeddingTable(kWords, kDim)};
  for (std::size_t i = 0; i < kWords; ++i) {
    const WordId id = vectors.words.FindOrAdd("w" + std::to_string(i));
    for (float& value : vectors.table.Row(id)) {
      value = static_cast<float>(random.Below(2001)) / 1000 - 1;
    }
  }
  return NeighbourSearch(std::move(vectors), threads);
}

std::vector<Analogy> RandomAnalogies(std::size_t count) {
  Random random(8, RandomPurpose::kTest);
  std::vector<Analogy> analogies(count);
  for (Analogy& analogy : analogies) {
    for (WordId& id : analogy) id = ToWordId(random.Below(kWords));
  }
  return analogies;
}

// Against the rule asked one by one, which computes in double: the same word, or one as good.
void ExpectTheSame(const NeighbourSearch& search, std::span<const Analogy> analogies) {
  const auto found = AnswersByProduct(search, analogies);
  ASSERT_EQ(found.size(), analogies.size());
  for (std::size_t i = 0; i < analogies.size(); ++i) {
    const auto [a, b, c] = analogies[i];
    const auto expected = search.AnalogyByProduct(a, b, c, 2);
    ASSERT_TRUE(found[i]);
    const bool close =
        expected.size() == 2 && expected[0].similarity - expected[1].similarity < 1e-5f;
    EXPECT_TRUE(*found[i] == expected[0].id || (close && *found[i] == expected[1].id)) << i;
  }
}

TEST(AnswersByProduct, AreThoseOfTheRule) {
  const auto analogies = RandomAnalogies(200);
  for (const std::size_t threads : {1u, 3u}) ExpectTheSame(RandomWords(threads), analogies);
}

TEST(AnswersByProduct, KeepToTheRange) {
  NeighbourSearch search = RandomWords(2);
  const auto analogies = RandomAnalogies(50);
  search.Restrict({.top = 700});
  ExpectTheSame(search, analogies);
  std::vector<std::uint8_t> allowed(kWords, 0);
  for (std::size_t i = 0; i < kWords; i += 7) allowed[i] = 1;
  search.Restrict({.allowed = allowed});
  ExpectTheSame(search, analogies);
}

TEST(AnswersByProduct, MayBeNone) {
  NeighbourSearch search = RandomWords(1);
  search.Restrict({.allowed = std::vector<std::uint8_t>(kWords, 0)});
  EXPECT_FALSE(AnswersByProduct(search, RandomAnalogies(1))[0]);
  EXPECT_TRUE(AnswersByProduct(search, {}).empty());
}

}  // namespace
}  // namespace hogvec

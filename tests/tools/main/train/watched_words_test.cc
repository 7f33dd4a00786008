#include "main/train/watched_words.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Vocabulary WordsOf(std::size_t size) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < size; ++i) words.push_back("w" + std::to_string(i));
  std::vector<std::pair<std::string_view, std::uint64_t>> counted;
  for (std::size_t i = 0; i < size; ++i) counted.emplace_back(words[i], 10 * size - i);
  return Vocabulary(counted);
}

TEST(ChooseWords, TakesThoseThatAreNamedInTheirOrder) {
  const WatchedWords watched = ChooseWords(WordsOf(100), {"w7", "w1000", "w3"}, 1);
  EXPECT_THAT(watched.ids, ElementsAre(WordId{7}, WordId{3}));
  EXPECT_THAT(watched.not_found, ElementsAre("w1000"));
}

TEST(ChooseWords, TakesNoOthersThanThoseThatAreNamed) {
  EXPECT_THAT(ChooseWords(WordsOf(100), {"nowhere"}, 1).ids, IsEmpty());
}

TEST(ChooseWords, SamplesFrequentMiddlingAndRarerWords) {
  const std::size_t size = 100'000;  // bands of ranks 100 to 1,000 to 10,000 to 100,000
  const Vocabulary vocabulary = WordsOf(size);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto ids = ChooseWords(vocabulary, {}, seed).ids;
    ASSERT_EQ(ids.size(), 8u);
    EXPECT_TRUE(std::ranges::is_sorted(ids));
    const auto between = [&](std::size_t low, std::size_t high) {
      return std::ranges::count_if(
          ids, [&](WordId id) { return ToIndex(id) >= low && ToIndex(id) < high; });
    };
    EXPECT_EQ(between(99, 1'000), 3);
    EXPECT_EQ(between(1'000, 10'000), 3);
    EXPECT_EQ(between(10'000, size), 2);
  }
}

TEST(ChooseWords, SamplesTheSameForTheSameSeed) {
  const Vocabulary vocabulary = WordsOf(5'000);
  EXPECT_EQ(ChooseWords(vocabulary, {}, 3).ids, ChooseWords(vocabulary, {}, 3).ids);
  EXPECT_NE(ChooseWords(vocabulary, {}, 3).ids, ChooseWords(vocabulary, {}, 4).ids);
}

TEST(ChooseWords, BearsVocabulariesOfAnySize) {
  for (std::size_t size = 0; size <= 40; ++size) {
    const auto ids = ChooseWords(WordsOf(size), {}, 1).ids;
    EXPECT_LE(ids.size(), std::min<std::size_t>(8, size));
    EXPECT_EQ(ids.empty(), size == 0);
    for (const WordId id : ids) EXPECT_LT(ToIndex(id), size);
  }
}

}  // namespace
}  // namespace hogvec

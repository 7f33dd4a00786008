#include "hogvec/word_index.h"

#include <gtest/gtest.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "base/random.h"
#include "hogvec/word_id.h"

namespace hogvec {
namespace {

std::string RandomWord(Random& random) {
  std::string word(random.Below(random.Below(20) == 0 ? 300 : 6), '\0');
  for (char& c : word) c = static_cast<char>(random.Below(8));
  return word;
}

TEST(WordIndex, AgreesWithAPlainMap) {
  Random random(1, RandomPurpose::kTest);
  WordIndex index;
  std::unordered_map<std::string, std::size_t> map;
  for (int i = 0; i < 50'000; ++i) {
    const std::string word = RandomWord(random);
    const auto [entry, added] = map.emplace(word, map.size());
    EXPECT_EQ(index.Find(word).has_value(), !added);
    EXPECT_EQ(ToIndex(index.FindOrAdd(word)), entry->second);
  }
  ASSERT_EQ(index.size(), map.size());
  for (const auto& [word, id] : map) {
    EXPECT_EQ(index[ToWordId(id)], word);
    EXPECT_EQ(index.Find(word), ToWordId(id));
  }
}

TEST(WordIndex, FindsNothingInNothing) {
  const WordIndex index;
  EXPECT_TRUE(index.empty());
  EXPECT_EQ(index.Find("a"), std::nullopt);
  EXPECT_EQ(index.Find(""), std::nullopt);
}

TEST(WordIndex, TellsWordsApartByEveryByte) {
  WordIndex index;
  const std::vector<std::string> words{"", "a", std::string("a\0", 2), std::string("a\0b", 3), "A"};
  for (std::size_t i = 0; i < words.size(); ++i) {
    EXPECT_EQ(ToIndex(index.FindOrAdd(words[i])), i);
  }
  EXPECT_EQ(index.size(), words.size());
}

TEST(WordIndex, StaysTheSameWhenRoomIsMade) {
  WordIndex index;
  index.FindOrAdd("before");
  index.Reserve(100'000, 1'000'000);
  EXPECT_EQ(index.Find("before"), WordId{0});
  EXPECT_EQ(index.FindOrAdd("after"), WordId{1});
  EXPECT_GT(index.MemoryBytes(), 1'000'000u);
}

TEST(WordIndex, IsCopied) {
  WordIndex index;
  index.FindOrAdd("a");
  WordIndex copy = index;
  copy.FindOrAdd("b");
  EXPECT_EQ(index.size(), 1u);
  EXPECT_EQ(copy.Find("b"), WordId{1});
}

TEST(WordId, KeepsItsMarksApartFromWords) {
  EXPECT_GT(ToIndex(kLineEnd), kMaxWords);
  EXPECT_EQ(ToIndex(ToWordId(12)), 12u);
}

}  // namespace
}  // namespace hogvec

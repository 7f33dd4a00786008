#include "explore/bytes.h"

#include <gmock/gmock.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "explore/some_words.h"

namespace hogvec::explore {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

template <typename Number>
std::vector<Number> NumbersIn(std::string_view bytes, std::size_t at, std::size_t count) {
  std::vector<Number> numbers(count);
  EXPECT_LE(at + count * sizeof(Number), bytes.size());
  if (at + count * sizeof(Number) > bytes.size()) return numbers;
  std::memcpy(numbers.data(), bytes.data() + at, count * sizeof(Number));
  return numbers;
}

// The words of `api/words`, taken apart.
std::vector<std::string> WordsIn(const std::string& bytes) {
  const std::size_t words = NumbersIn<std::uint32_t>(bytes, 4, 1)[0];
  const auto offsets = NumbersIn<std::uint32_t>(bytes, 16 + words * 8, words + 1);
  const std::size_t text = 16 + words * 8 + (words + 1) * 4;
  EXPECT_EQ(text + offsets.back(), bytes.size());
  std::vector<std::string> found;
  for (std::size_t i = 0; i < words; ++i) {
    found.push_back(bytes.substr(text + offsets[i], offsets[i + 1] - offsets[i]));
  }
  return found;
}

TEST(MapBytes, AreAHeadAndFiveLists) {
  const WordMap map = testing::RowOfWords(4);
  const std::string bytes = MapBytes(map, 7);
  ASSERT_EQ(bytes.size(), 32u + 4 * 16);
  EXPECT_EQ(bytes.substr(0, 4), "HVM1");
  EXPECT_THAT(NumbersIn<std::uint32_t>(bytes, 4, 7), ElementsAre(4, 7, 3, 1, 0, 0, 0));
  EXPECT_THAT(NumbersIn<float>(bytes, 32, 4), ElementsAre(0, 0.5f, 1 / 64.0f, 0.5f));
  EXPECT_THAT(NumbersIn<std::uint32_t>(bytes, 64, 4), ElementsAre(100, 101, 102, 103));
  EXPECT_THAT(NumbersIn<std::uint16_t>(bytes, 80, 4), ElementsAre(0, 1, 2, 0));
  EXPECT_THAT(NumbersIn<std::uint8_t>(bytes, 88, 8), ElementsAre(0, 1, 2, 3, 0, 1, 2, 3));
}

TEST(PictureBytes, KnowThePointsOnly) {
  const std::vector<MapPoint> points = {{-1, 1}, {0.5f, 0}};
  const std::string bytes = PictureBytes(points, 2);
  ASSERT_EQ(bytes.size(), 32u + 2 * 16);
  EXPECT_THAT(NumbersIn<std::uint32_t>(bytes, 4, 7), ElementsAre(2, 2, 0, 0, 0, 0, 0));
  EXPECT_THAT(NumbersIn<float>(bytes, 32, 4), ElementsAre(-1, 1, 0.5f, 0));
  EXPECT_THAT(NumbersIn<std::uint8_t>(bytes, 48, 14), Each(0));
  EXPECT_THAT(NumbersIn<std::uint8_t>(bytes, 62, 2), Each(255));
}

TEST(MapBytes, MayBeOfNoWords) {
  EXPECT_EQ(MapBytes({}, 1).size(), 32u);
  EXPECT_EQ(PictureBytes({}, 1).size(), 32u);
  const WordIndex none;
  EXPECT_THAT(WordsIn(WordsBytes(none, {})), ::testing::IsEmpty());
}

TEST(WordsBytes, AreCountsAndText) {
  WordIndex words;
  for (const char* word : {"king", "na\xc3\xafve", ""}) words.FindOrAdd(word);
  const std::uint64_t counts[] = {9'000'000'000, 2, 1};
  const std::string bytes = WordsBytes(words, counts);
  EXPECT_EQ(bytes.substr(0, 4), "HVW1");
  EXPECT_THAT(NumbersIn<std::uint32_t>(bytes, 4, 3), ElementsAre(3, 1, 0));
  EXPECT_THAT(NumbersIn<double>(bytes, 16, 3), ElementsAre(9e9, 2, 1));
  EXPECT_THAT(WordsIn(bytes), ElementsAre("king", "na\xc3\xafve", ""));
  const std::string uncounted = WordsBytes(words, {});
  EXPECT_THAT(NumbersIn<std::uint32_t>(uncounted, 4, 3), ElementsAre(3, 0, 0));
  EXPECT_THAT(NumbersIn<double>(uncounted, 16, 3), Each(0));
}

TEST(WordsBytes, AreUtf8AsInJson) {
  WordIndex words;
  for (const char* word : {"\xff\x1b", "a\xe4\xb8", "\xc3"}) words.FindOrAdd(word);
  EXPECT_THAT(WordsIn(WordsBytes(words, {})),
              ElementsAre("\xef\xbf\xbd\x1b", "a\xef\xbf\xbd", "\xef\xbf\xbd"));
}

TEST(WordsBytes, LongWordsAreCutBetweenCharacters) {
  WordIndex words;
  words.FindOrAdd(std::string(200, 'a'));
  words.FindOrAdd(std::string(10'000, 'b'));
  words.FindOrAdd(std::string(199, 'c') + "\xc3\xaf");
  words.FindOrAdd(std::string(300, '\xff'));
  const auto found = WordsIn(WordsBytes(words, {}));
  EXPECT_EQ(found[0], std::string(200, 'a'));
  EXPECT_EQ(found[1], std::string(200, 'b'));
  EXPECT_EQ(found[2], std::string(199, 'c'));
  EXPECT_EQ(found[3].size(), 198u);
}

TEST(ColumnBytes, AreItsValues) {
  const Column column{"c", {1.5f, std::numeric_limits<float>::quiet_NaN()}};
  const auto values = NumbersIn<float>(ColumnBytes(column), 0, 2);
  EXPECT_EQ(values[0], 1.5f);
  EXPECT_TRUE(std::isnan(values[1]));
}

}  // namespace
}  // namespace hogvec::explore

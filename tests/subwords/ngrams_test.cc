#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "hogvec/error.h"
#include "hogvec/subwords.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<std::string> NgramsOf(std::string_view word, std::size_t min_n, std::size_t max_n) {
  std::string bracketed;
  std::vector<std::string_view> ngrams;
  AppendNgrams(word, {.min_n = min_n, .max_n = max_n}, bracketed, ngrams);
  return {ngrams.begin(), ngrams.end()};
}

std::vector<std::uint32_t> BucketsOf(std::string_view word, const NgramOptions& options = {}) {
  std::vector<std::uint32_t> buckets;
  AppendBuckets(word, options, buckets);
  return buckets;
}

TEST(Ngrams, AreInTheOrderOfTheirStartThenLength) {
  EXPECT_THAT(NgramsOf("cat", 3, 4), ElementsAre("<ca", "<cat", "cat", "cat>", "at>"));
}

TEST(Ngrams, IncludeTheWholeWordIfItFits) {
  EXPECT_THAT(NgramsOf("at", 3, 6), ElementsAre("<at", "<at>", "at>"));
  EXPECT_THAT(NgramsOf("a", 4, 6), IsEmpty());
}

TEST(Ngrams, OfOneCharacterAreNoBrackets) {
  EXPECT_THAT(NgramsOf("ab", 1, 2), ElementsAre("<a", "a", "ab", "b", "b>"));
}

TEST(Ngrams, RepeatAsOftenAsTheyStandInTheWord) {
  EXPECT_THAT(NgramsOf("banana", 3, 3), ElementsAre("<ba", "ban", "ana", "nan", "ana", "na>"));
}

TEST(Ngrams, AreOfCharactersNotBytes) {
  EXPECT_THAT(NgramsOf("\u00FCber", 3, 3), ElementsAre("<\u00FCb", "\u00FCbe", "ber", "er>"));
  EXPECT_THAT(NgramsOf("\u65E5\u672C", 3, 3), ElementsAre("<\u65E5\u672C", "\u65E5\u672C>"));
}

TEST(Ngrams, TakeAnyBytes) {
  // Bytes that continue a character belong to what is before them, be it a bracket.
  EXPECT_THAT(NgramsOf("\x80\x81z", 2, 2), ElementsAre("<\x80\x81z", "z>"));
  EXPECT_THAT(NgramsOf("\xFF", 3, 3), ElementsAre("<\xFF>"));
  EXPECT_THAT(NgramsOf("", 1, 6), ElementsAre("<>"));
}

TEST(Ngrams, OfTheEndOfALineAreNone) { EXPECT_THAT(NgramsOf("</s>", 1, 6), IsEmpty()); }

// fastText's own, which finalfusion's tests have too.
TEST(Ngrams, AreHashedAsByFastText) {
  const auto bucket = [](std::string_view ngram) { return HashOfNgram(ngram) % 2'000'000; };
  EXPECT_EQ(bucket("<the"), 409726u);
  EXPECT_EQ(bucket("\u00FCber"), 904527u);
  EXPECT_EQ(bucket("\u00EF"), 599015u);
  EXPECT_EQ(bucket("\u65E5\u672C"), 387409u);
  EXPECT_EQ(bucket("<\u65E5\u672C\u8A9E>"), 524609u);
  EXPECT_EQ(bucket("ana"), 283141u);
  EXPECT_THAT(BucketsOf("Dani\u00EBl"),
              UnorderedElementsAre(69886, 84537, 338340, 441697, 448390, 468430, 504093, 573175,
                                   749365, 804851, 811506, 991985, 1022467, 1105725, 1249224,
                                   1418443, 1493412, 1880616));
}

TEST(Ngrams, AreManyInALongWord) {
  const std::string word(10'000, 'x');
  EXPECT_EQ(BucketsOf(word).size(), 4u * 10'002 - 2 - 3 - 4 - 5);
}

TEST(NgramOptions, AreChecked) {
  const auto check = [](std::size_t min_n, std::size_t max_n, std::uint32_t buckets) {
    CheckOptions(NgramOptions{min_n, max_n, buckets});
  };
  EXPECT_NO_THROW(check(1, 1, 1));
  EXPECT_NO_THROW(check(255, 255, kMostBuckets));
  EXPECT_THROW(check(0, 6, 1), Error);
  EXPECT_THROW(check(3, 0, 1), Error);
  EXPECT_THROW(check(4, 3, 1), Error);
  EXPECT_THROW(check(3, 256, 1), Error);
  EXPECT_THROW(check(3, 6, 0), Error);
  EXPECT_THROW(check(3, 6, kMostBuckets + 1), Error);
}

}  // namespace
}  // namespace hogvec

#include "subwords/word_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace hogvec {
namespace {

using ::testing::SizeIs;

WordIndex IndexOf(const std::vector<std::string>& words) {
  WordIndex index;
  for (const std::string& word : words) index.FindOrAdd(word);
  return index;
}

constexpr NgramOptions kFew{.min_n = 2, .max_n = 3, .buckets = 50};

// How often each row is met in a word, its members counted.
std::map<std::uint32_t, float> Gains(const WordRows& rows, WordId word) {
  std::map<std::uint32_t, float> gains;
  for (const RowShare& share : rows.Of(word)) gains[share.row] += share.gain;
  return gains;
}

TEST(WordRows, ApartAreTheWordAndItsBuckets) {
  const WordRows rows(IndexOf({"banana"}), {.min_n = 3, .max_n = 3}, WordRows::Merging::kApart);
  EXPECT_EQ(rows.rows(), 6u);                  // the word, <ba ban ana nan na>
  EXPECT_THAT(rows.Of(WordId{0}), SizeIs(7));  // ana twice
  EXPECT_FLOAT_EQ(rows.Scale(WordId{0}), 1.0f / 7);
  EXPECT_EQ(rows.Of(WordId{0})[0].row, 0u);
  EXPECT_THAT(rows.buckets(), SizeIs(5));
}

TEST(WordRows, ThatAlwaysMoveTogetherAreOne) {
  const WordRows rows(IndexOf({"banana"}), {.min_n = 3, .max_n = 3});
  EXPECT_EQ(rows.rows(), 2u);  // what stands in it once, and ana
  ASSERT_THAT(rows.Of(WordId{0}), SizeIs(3));
  EXPECT_EQ(rows.Members(0), 5u);
  EXPECT_EQ(rows.Members(1), 1u);
  EXPECT_EQ(rows.Of(WordId{0})[0].gain, 5);
  EXPECT_EQ(rows.Of(WordId{0})[1].row, 1u);
  EXPECT_EQ(rows.Of(WordId{0})[2].row, 1u);
}

TEST(WordRows, OfLongWordsAreTheirOwnAlone) {
  const WordRows rows(IndexOf({std::string(256, 'x'), "</s>", "ab"}), kFew);
  EXPECT_THAT(rows.Of(WordId{0}), SizeIs(1));
  EXPECT_EQ(rows.Scale(WordId{0}), 1);
  EXPECT_THAT(rows.Of(WordId{1}), SizeIs(1));
  EXPECT_GT(rows.Of(WordId{2}).size(), 0u);
  EXPECT_LT(rows.Scale(WordId{2}), 1);
}

// Summing what members hold and giving each its share is the same as keeping them apart, for any
// words, and in few buckets, where n-grams collide.
RC_GTEST_PROP(WordRows, MergedAreAsThoseApart, ()) {
  const auto drawn = *rc::gen::unique<std::vector<std::string>>(
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("abc"))));
  const WordIndex words = IndexOf(drawn);
  const WordRows apart(words, kFew, WordRows::Merging::kApart), merged(words, kFew);
  RC_ASSERT(merged.rows() <= apart.rows());
  RC_ASSERT(merged.buckets() == apart.buckets());
  std::vector<double> values(apart.rows()), sums(merged.rows());
  const auto merged_row = [&](std::size_t bucket) { return merged.rows_of_buckets()[bucket]; };
  for (std::size_t bucket = 0; bucket < apart.buckets().size(); ++bucket) {
    values[apart.rows_of_buckets()[bucket]] = static_cast<double>(merged_row(bucket) % 7);
    sums[merged_row(bucket)] += static_cast<double>(merged_row(bucket) % 7);
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    const WordId word = ToWordId(i);
    RC_ASSERT(merged.Scale(word) == apart.Scale(word));
    double of_apart = 0, of_merged = 0;
    for (const RowShare& share : apart.Of(word)) of_apart += values[share.row];
    for (const RowShare& share : merged.Of(word)) of_merged += sums[share.row];
    RC_ASSERT(of_apart == of_merged);
    // What all of a row's members gain, the row gains.
    std::map<std::uint32_t, float> of_members;
    const auto gains = Gains(apart, word);
    for (std::size_t bucket = 0; bucket < apart.buckets().size(); ++bucket) {
      const auto gain = gains.find(apart.rows_of_buckets()[bucket]);
      if (gain != gains.end()) of_members[merged_row(bucket)] += gain->second;
    }
    of_members[merged.Of(word)[0].row] += 1;  // the word's own
    RC_ASSERT(of_members == Gains(merged, word));
  }
}

}  // namespace
}  // namespace hogvec

#include "hogvec/subwords.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <utility>
#include <vector>

#include "hogvec/error.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatEq;

constexpr NgramOptions kTrigrams{.min_n = 3, .max_n = 3, .buckets = 1000};

std::uint32_t Bucket(std::string_view ngram) { return HashOfNgram(ngram) % kTrigrams.buckets; }

// Vectors for "<ab" and "ab>": {1, 2} and {3, 6}.
Subwords OfAb(bool only_known = false) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> rows = {{Bucket("<ab"), 0},
                                                               {Bucket("ab>"), 1}};
  std::ranges::sort(rows);
  EmbeddingTable table(2, 2);
  table.Row(RowId{0})[0] = 1;
  table.Row(RowId{0})[1] = 2;
  table.Row(RowId{1})[0] = 3;
  table.Row(RowId{1})[1] = 6;
  return {kTrigrams,
          {rows[0].first, rows[1].first},
          {rows[0].second, rows[1].second},
          std::move(table),
          only_known};
}

TEST(Subwords, ComposeTheMeanOfAllNgrams) {
  const Subwords subwords = OfAb();
  std::array<float, 2> vector{};
  EXPECT_EQ(subwords.view().Compose("ab", vector), 2u);
  EXPECT_THAT(vector, ElementsAre(FloatEq(2), FloatEq(4)));
  EXPECT_EQ(subwords.view().Compose("abab", vector), 2u);  // <ab aba bab ab>
  EXPECT_THAT(vector, ElementsAre(FloatEq(1), FloatEq(2)));
}

TEST(Subwords, MayLeaveUnknownNgramsOutOfTheMean) {
  const Subwords subwords = OfAb(true);
  std::array<float, 2> vector{};
  EXPECT_EQ(subwords.view().Compose("abab", vector), 2u);
  EXPECT_THAT(vector, ElementsAre(FloatEq(2), FloatEq(4)));
}

TEST(Subwords, GiveZerosWhereNoNgramIsKnown) {
  const Subwords subwords = OfAb();
  std::array<float, 2> vector{7, 7};
  EXPECT_EQ(subwords.view().Compose("xyz", vector), 0u);
  EXPECT_THAT(vector, ElementsAre(0, 0));
  EXPECT_EQ(subwords.view().Compose("</s>", vector), 0u);
  EXPECT_EQ(subwords.view().Compose("", vector), 0u);
}

TEST(Subwords, StayWhereTheyAreWhenMoved) {
  Subwords subwords = OfAb();
  const SubwordsView view = subwords.view();
  const Subwords moved = std::move(subwords);
  EXPECT_EQ(view.first, moved.view().first);
  EXPECT_EQ(view.buckets.data(), moved.view().buckets.data());
}

TEST(Subwords, AreChecked) {
  const auto make = [](std::vector<std::uint32_t> buckets, std::vector<std::uint32_t> rows) {
    return Subwords(kTrigrams, std::move(buckets), std::move(rows), EmbeddingTable(1, 2));
  };
  EXPECT_NO_THROW(make({}, {}));
  EXPECT_NO_THROW(make({1, 5, 999}, {0, 0, 0}));
  EXPECT_THROW(make({1}, {}), Error);
  EXPECT_THROW(make({5, 1}, {0, 0}), Error);
  EXPECT_THROW(make({5, 5}, {0, 0}), Error);
  EXPECT_THROW(make({1000}, {0}), Error);
  EXPECT_THROW(make({1}, {1}), Error);
}

}  // namespace
}  // namespace hogvec

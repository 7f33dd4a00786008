#include "hogvec/transform.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "hogvec/error.h"
#include "support/ngrams.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatNear;

WordVectors Example() {
  WordVectors vectors{.words = {}, .table = {3, 2}, .output = {3, 2}, .counts = {30, 20, 10}};
  for (const char* word : {"a", "b", "c"}) {
    const auto id = vectors.words.FindOrAdd(word);
    const auto i = static_cast<float>(ToIndex(id));
    vectors.table.Row(id)[0] = i, vectors.table.Row(id)[1] = 2 * i;
    vectors.output.Row(id)[0] = 10, vectors.output.Row(id)[1] = i;
  }
  return vectors;
}

TEST(Combine, TakesInputOutputSumOrBoth) {
  WordVectors vectors = Example();
  Combine(Combination::kInput, vectors);
  EXPECT_THAT(vectors.table.Row(ToWordId(1)), ElementsAre(1, 2));
  EXPECT_EQ(vectors.output.rows(), 3u);
  Combine(Combination::kSum, vectors);
  EXPECT_THAT(vectors.table.Row(ToWordId(1)), ElementsAre(11, 3));
  vectors = Example();
  Combine(Combination::kOutput, vectors);
  EXPECT_THAT(vectors.table.Row(ToWordId(1)), ElementsAre(10, 1));
  vectors = Example();
  Combine(Combination::kConcat, vectors);
  EXPECT_THAT(vectors.table.Row(ToWordId(1)), ElementsAre(1, 2, 10, 1));
  EXPECT_THROW(Combine(Combination::kSum, vectors), Error) << "the output rows are used up";
}

TEST(Combination, HasNames) {
  for (const auto each :
       {Combination::kInput, Combination::kOutput, Combination::kSum, Combination::kConcat}) {
    EXPECT_EQ(CombinationByName(NameOf(each)), each);
  }
  EXPECT_FALSE(CombinationByName("mean"));
}

TEST(KeepWords, KeepsTheOrderOfTheList) {
  const testing::TempFolder folder;
  WordVectors vectors = Example();
  const ListedWords listed = KeepWords(folder.Write("list", "c \nmissing\n\n\ta\nc\n"), vectors);
  EXPECT_EQ(listed.missing, 1u);
  EXPECT_THAT(listed.first_missing, ElementsAre("missing"));
  EXPECT_EQ(listed.unseen, 0u);
  ASSERT_EQ(vectors.words.size(), 2u);
  EXPECT_EQ(vectors.words[ToWordId(0)], "c");
  EXPECT_THAT(vectors.table.Row(ToWordId(0)), ElementsAre(2, 4));
  EXPECT_THAT(vectors.output.Row(ToWordId(1)), ElementsAre(10, 0));
  EXPECT_THAT(vectors.counts, ElementsAre(10u, 30u));
  for (const auto& [content, kind] :
       {std::pair("none\n", ErrorKind::kNotFound), std::pair("\n", ErrorKind::kMalformed)}) {
    try {
      KeepWords(folder.Write("list", content), vectors);
      FAIL() << content;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), kind);
    }
  }
}

TEST(KeepWords, NamesTheFirstThatAreMissing) {
  const testing::TempFolder folder;
  WordVectors vectors = Example();
  const ListedWords listed = KeepWords(folder.Write("list", "v\nw\na\nx\ny\n"), vectors);
  EXPECT_EQ(listed.missing, 4u);
  EXPECT_THAT(listed.first_missing, ElementsAre("v", "w", "x"));
}

// With vectors for the n-grams of "word".
WordVectors WithNgrams() {
  WordVectors vectors = Example();
  vectors.configuration = {{"lowercase", "true"}};
  vectors.subwords = testing::NgramsOf({{"word", {5, 6}}});
  return vectors;
}

TEST(KeepWords, MakesVectorsFromNgrams) {
  const testing::TempFolder folder;
  const auto list = folder.Write("list", "c\nWord\nxyz\nA\nword\nword\n");
  WordVectors vectors = WithNgrams();
  const ListedWords listed = KeepWords(list, vectors);
  EXPECT_EQ(listed.missing, 1u);
  EXPECT_EQ(listed.unseen, 2u);
  ASSERT_EQ(vectors.words.size(), 4u);
  const std::pair<const char*, std::vector<float>> expected[] = {
      {"c", {2, 4}}, {"Word", {5, 6}}, {"A", {0, 0}}, {"word", {5, 6}}};
  for (std::size_t i = 0; i < std::size(expected); ++i) {
    EXPECT_EQ(vectors.words[ToWordId(i)], expected[i].first);
    EXPECT_THAT(vectors.table.Row(ToWordId(i)),
                ::testing::Pointwise(::testing::FloatEq(), expected[i].second));
  }
  EXPECT_EQ(vectors.output.rows(), 0u);
  EXPECT_TRUE(vectors.counts.empty());
  EXPECT_TRUE(vectors.subwords);
}

TEST(KeepWords, MakesNoneIfOnlyKnownWordsAreWanted) {
  const testing::TempFolder folder;
  const auto list = folder.Write("list", "c\nWord\nA\nword\n");
  WordVectors vectors = WithNgrams();
  const ListedWords listed = KeepWords(list, vectors, true);
  EXPECT_EQ(listed.missing, 3u);
  EXPECT_EQ(listed.unseen, 0u);
  EXPECT_EQ(vectors.words.size(), 1u);
  EXPECT_THAT(vectors.counts, ElementsAre(10u));
}

TEST(LeaveOutUnwritable, KeepsWhatAFormatCanCarry) {
  WordVectors vectors = Example();
  EXPECT_EQ(LeaveOutUnwritable(VectorFormat::kText, vectors).words, 0u);
  vectors.words = {};
  for (const char* word : {"a", "new york", "b"}) vectors.words.FindOrAdd(word);
  const LeftOut left_out = LeaveOutUnwritable(VectorFormat::kText, vectors);
  EXPECT_EQ(left_out.words, 1u);
  EXPECT_EQ(left_out.first, "new york");
  ASSERT_EQ(vectors.words.size(), 2u);
  EXPECT_EQ(vectors.words[ToWordId(1)], "b");
  EXPECT_THAT(vectors.table.Row(ToWordId(1)), ElementsAre(2, 4));
  EXPECT_THAT(vectors.output.Row(ToWordId(1)), ElementsAre(10, 2));
  EXPECT_THAT(vectors.counts, ElementsAre(30u, 10u));
}

TEST(Center, SubtractsTheMean) {
  WordVectors vectors = Example();
  Center(vectors.table);
  EXPECT_THAT(vectors.table.Row(ToWordId(0)), ElementsAre(-1, -2));
  EXPECT_THAT(vectors.table.Row(ToWordId(1)), ElementsAre(0, 0));
}

// All rows lie on one line, which is the first direction; nothing is left without it.
TEST(RemoveComponents, TakesOutTheDirectionOfMostVariance) {
  WordVectors vectors = Example();
  RemoveComponents(1, vectors.table);
  for (std::size_t row = 0; row < 3; ++row) {
    for (const float value : vectors.table.Row(ToWordId(row))) EXPECT_NEAR(value, 0, 1e-6);
  }
  EXPECT_THROW(RemoveComponents(2, vectors.table), Error);
}

TEST(RemoveComponents, LeavesTheOthersAlone) {
  EmbeddingTable table(4, 3);
  const float rows[4][3] = {{100, 1, 0}, {-100, 1, 0}, {0, -1, 2}, {0, -1, -2}};
  for (std::size_t row = 0; row < 4; ++row) {
    std::ranges::copy(rows[row], table.Row(ToWordId(row)).begin());
  }
  RemoveComponents(1, table);
  EXPECT_THAT(table.Row(ToWordId(0)),
              ElementsAre(FloatNear(0, 1e-4f), FloatNear(1, 1e-4f), FloatNear(0, 1e-4f)));
  EXPECT_THAT(table.Row(ToWordId(2)),
              ElementsAre(FloatNear(0, 1e-4f), FloatNear(-1, 1e-4f), FloatNear(2, 1e-4f)));
}

TEST(ScaleRows, MakesLengthOneAndLeavesZeros) {
  WordVectors vectors = Example();
  ScaleRows(vectors.table);
  EXPECT_THAT(vectors.table.Row(ToWordId(0)), ElementsAre(0, 0));
  EXPECT_NEAR(std::hypot(vectors.table.Row(ToWordId(2))[0], vectors.table.Row(ToWordId(2))[1]), 1,
              1e-6);
}

}  // namespace
}  // namespace hogvec

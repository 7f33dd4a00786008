#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "vectors/vector_files.h"

namespace hogvec {
namespace {

using testing::Bytes;
using ::testing::ElementsAre;
using ::testing::Pair;
using testing::Rows;
using testing::TempFolder;
using testing::ToRows;

Rows Read(std::string_view content, std::size_t top = static_cast<std::size_t>(-1)) {
  const TempFolder folder;
  return ToRows(ReadVectors(folder.Write("v", content), {.top = top}));
}

std::string ReadFault(std::string_view content) {
  return testing::MessageOf(content, ErrorKind::kMalformed,
                            [](const auto& path) { ReadVectors(path); });
}

TEST(ReadVectors, HoldsEveryRowUnderItsWord) {
  const TempFolder folder;
  const WordVectors vectors = ReadVectors(folder.Write("v", "2 2\na 1 2\nb 3 4\n"));
  EXPECT_EQ(vectors.words.Find("b"), WordId{1});
  EXPECT_EQ(vectors.table.rows(), 2u);
  EXPECT_THAT(vectors.table.Row(WordId{1}), ElementsAre(3, 4));
}

TEST(ReadVectors, StopsAfterTheFirstRowsIfAsked) {
  EXPECT_THAT(Read("3 2\na 1 2\nb 3 4\nb x\n", 2),
              ElementsAre(Pair("a", ElementsAre(1, 2)), Pair("b", ElementsAre(3, 4))));
  EXPECT_EQ(Read("a 1 2\nb 3 4\n", 1).size(), 1u);
  EXPECT_EQ(Read("1 2\na 1 2\n", 5).size(), 1u);
}

// 3 x 10^5 rows of 8 floats are more than two of the parts that rows are gathered in.
TEST(ReadVectors, GathersRowsOfAnUnknownNumber) {
  constexpr std::size_t kRows = 300'000;
  std::string content;
  for (std::size_t i = 0; i < kRows; ++i) {
    content += "w" + std::to_string(i) + " 1 2 3 4 5 6 7 " + std::to_string(i) + "\n";
  }
  const TempFolder folder;
  const WordVectors vectors = ReadVectors(folder.Write("v", content));
  ASSERT_EQ(vectors.table.rows(), kRows);
  for (std::size_t i = 0; i < kRows; ++i) {
    ASSERT_EQ(vectors.table.Row(ToWordId(i))[7], static_cast<float>(i));
  }
}

TEST(ReadVectors, RefusesAWordThatComesTwice) {
  EXPECT_EQ(ReadFault("3 2\na 1 2\nb 1 2\na 3 4\n"),
            "v:4: the word 'a' occurs a second time; the option 'lenient' skips such rows");
  EXPECT_EQ(ReadFault("a 1 2\nb 1 2\na 3 4\n"),
            "v:3: the word 'a' occurs a second time; the option 'lenient' skips such rows");
  EXPECT_EQ(ReadFault("2 2\na " + Bytes({1, 2}) + "a " + Bytes({1, 2})),
            "v: row 2: the word 'a' occurs a second time; the option 'lenient' skips such rows");
}

TEST(ReadVectors, NamesTheRowWhereAFileHasNoLines) {
  const TempFolder folder;
  const WordVectors vectors = testing::ToVectors({{"a", {1, 2}}, {"b", {3, 4}}});
  const auto path = folder.path() / "v.npy";
  WriteVectors(path, VectorFormat::kNumpy, vectors.words, vectors.table);
  folder.Write("v.vocab.tsv", "a\na\n");
  try {
    ReadVectors(path);
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), ::testing::HasSubstr("v.npy: row 2: the word 'a'"));
  }
}

TEST(ReadVectors, RefusesValuesThatAreNotFinite) {
  const std::string_view hint =
      "expected finite values for 'b', found NaN or infinity; the option 'lenient' skips such "
      "rows, "
      "and an inspection counts them";
  EXPECT_EQ(ReadFault("2 2\na 1 2\nb nan 4\n"), "v:3: " + std::string(hint));
  EXPECT_EQ(ReadFault("a 1 2\nb 3 -inf\n"), "v:2: " + std::string(hint));
  EXPECT_EQ(ReadFault("1 1\nb " + Bytes({std::numeric_limits<float>::infinity()})),
            "v: row 1: " + std::string(hint));
}

}  // namespace
}  // namespace hogvec

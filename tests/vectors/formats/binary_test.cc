#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "vectors/vector_files.h"

namespace hogvec {
namespace {

using testing::Bytes;
using ::testing::ElementsAre;
using ::testing::Pair;
using testing::Rows;
using testing::StreamBytes;
using testing::StreamFault;

const std::vector<float> kOne = {1, -2.5f, 0};
const std::vector<float> kTwo = {1e-40f, 3e38f, 7};
const Rows kRows = {{"a", kOne}, {"b", kTwo}};

TEST(BinaryReader, ReadsRowsParted) {
  EXPECT_EQ(StreamBytes("2 3\na " + Bytes(kOne) + "\nb " + Bytes(kTwo) + "\n"), kRows)
      << "word2vec.c";
  EXPECT_EQ(StreamBytes("2 3\na " + Bytes(kOne) + "b " + Bytes(kTwo)), kRows) << "gensim";
  EXPECT_EQ(StreamBytes("2 3\na " + Bytes(kOne) + "\nb " + Bytes(kTwo)), kRows) << "last newline";
  EXPECT_EQ(StreamBytes("2 3\r\n\na " + Bytes(kOne) + "b " + Bytes(kTwo)), kRows) << "before all";
}

TEST(BinaryReader, TellsDimAndRowsBeforeTheFirstRow) {
  const testing::TempFolder folder;
  const auto reader = OpenVectors(folder.Write("v", "1 3\na " + Bytes(kOne)));
  EXPECT_EQ(reader->format(), VectorFormat::kBinary);
  EXPECT_EQ(reader->dim(), 3u);
  EXPECT_EQ(reader->rows(), 1u);
}

TEST(BinaryReader, TakesAnyBytesButASpaceAsAWord) {
  const std::string word("x\0\xff\n\t", 5);
  EXPECT_THAT(StreamBytes("1 3\n" + word + " " + Bytes(kOne)), ElementsAre(Pair(word, kOne)));
}

TEST(BinaryReader, ReadsWordsUpToOneMebibyte) {
  const std::string longest(std::size_t{1} << 20, 'x');
  EXPECT_THAT(StreamBytes("1 3\n" + longest + " " + Bytes(kTwo)), ElementsAre(Pair(longest, kTwo)));
  EXPECT_EQ(StreamFault("2 3\na " + Bytes(kOne) + longest + "x " + Bytes(kTwo)),
            "v: byte 18: row 2 of 2: expected a word and a space, found none within 1048576 bytes");
}

TEST(BinaryReader, RefusesARowThatEndsEarly) {
  const std::string file = "2 3\nfirst " + Bytes(kOne) + "\nsecond " + Bytes(kTwo);
  EXPECT_EQ(
      StreamFault(file.substr(0, file.size() - 1)),
      "v: byte 30: row 2 of 2, 'second': expected 12 bytes of values, found 11 up to the end");
  EXPECT_EQ(
      StreamFault("2 3\na_long_first_word " + Bytes(kOne) + "\nsec"),
      "v: byte 35: row 2 of 2: expected a word and a space, found the end of the file after 3 "
      "bytes");
}

TEST(BinaryReader, RefusesAnEmptyWord) {
  EXPECT_EQ(
      StreamFault("1 3\n " + Bytes(kOne) + "\n\n"),
      "v: byte 4: row 1 of 1: expected a word, found none; the option 'lenient' skips such rows");
}

TEST(BinaryReader, RefusesBytesBehindTheLastRow) {
  EXPECT_EQ(StreamFault("1 3\na " + Bytes(kOne) + "\nb"),
            "v: byte 19: expected the end of the file after 1 rows, found more bytes; the option "
            "'lenient' reads all rows that are there");
  EXPECT_EQ(StreamFault("1 3\na " + Bytes(kOne) + "\n\n"),
            "v: byte 19: expected the end of the file after 1 rows, found more bytes; the option "
            "'lenient' reads all rows that are there");
}

}  // namespace
}  // namespace hogvec

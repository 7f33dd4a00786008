#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/file.h"
#include "vectors/vector_files.h"

namespace hogvec {
namespace {

using testing::Rows;
using testing::Stream;
using testing::ToVectors;

const std::filesystem::path kGolden = HOGVEC_GOLDEN;

// What all golden files hold, but for the digits that their writers drop.
const Rows kRows = {{"</s>", {0.0625f, -1.5f, 3}},
                    {"the", {0.1f, -2e-5f, 0}},
                    {"\xc3\xa9t\xc3\xa9", {1.0f / 3, -0.0f, 1e-38f}}};

Rows With(float tiny, float third, float tiniest) {
  Rows rows = kRows;
  rows[1].second[1] = tiny;
  rows[2].second[0] = third;
  rows[2].second[2] = tiniest;
  return rows;
}

TEST(Golden, EveryWritersFileIsRead) {
  EXPECT_EQ(Stream(kGolden / "hogvec.txt"), kRows);
  EXPECT_EQ(Stream(kGolden / "hogvec.bin"), kRows);
  EXPECT_EQ(Stream(kGolden / "word2vec_c.txt"), With(-0.00002f, 0.333333f, 0));
  EXPECT_EQ(Stream(kGolden / "word2vec_c.bin"), kRows);
  EXPECT_EQ(Stream(kGolden / "gensim.txt"), kRows);
  EXPECT_EQ(Stream(kGolden / "gensim.bin"), kRows);
  EXPECT_EQ(Stream(kGolden / "fasttext.vec"), With(-2e-5f, 0.33333f, 1e-38f));
  EXPECT_EQ(Stream(kGolden / "glove.txt"), With(-0.00002f, 0.333333f, 0));
}

TEST(Golden, OursAreWrittenByteForByte) {
  const testing::TempFolder folder;
  const auto path = folder.path() / "v";
  const WordVectors vectors = ToVectors(kRows);
  WriteVectors(path, VectorFormat::kText, vectors.words, vectors.table);
  EXPECT_EQ(ReadWholeFile(path), ReadWholeFile(kGolden / "hogvec.txt"));
  WriteVectors(path, VectorFormat::kBinary, vectors.words, vectors.table);
  EXPECT_EQ(ReadWholeFile(path), ReadWholeFile(kGolden / "hogvec.bin"));
}

}  // namespace
}  // namespace hogvec

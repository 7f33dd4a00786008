#include <gtest/gtest.h>

#include "vectors/vector_files.h"

namespace hogvec {
namespace {

using testing::TempFolder;

VectorReport Inspect(std::string_view content) {
  const TempFolder folder;
  return InspectVectors(folder.Write("v", content));
}

TEST(InspectVectors, TellsShapeAndNorms) {
  const VectorReport report = Inspect("3 2\na 3 4\nb 0 0\nc 0 1\n");
  EXPECT_EQ(report.format, VectorFormat::kText);
  EXPECT_EQ(report.rows, 3u);
  EXPECT_EQ(report.dim, 2u);
  EXPECT_EQ(report.min_norm, 0);
  EXPECT_EQ(report.mean_norm, 2);
  EXPECT_EQ(report.max_norm, 5);
  EXPECT_EQ(report.zero_rows, 1u);
}

TEST(InspectVectors, LeavesRowsThatAreNotFiniteOutOfTheNorms) {
  const VectorReport report = Inspect("a 3 4\nb nan inf\nc 1 -inf\n");
  EXPECT_EQ(report.format, VectorFormat::kGlove);
  EXPECT_EQ(report.min_norm, 5);
  EXPECT_EQ(report.mean_norm, 5);
  EXPECT_EQ(report.nonfinite_values, 3u);
  EXPECT_EQ(report.nonfinite_rows, 2u);
  EXPECT_EQ(report.first_nonfinite, "b");
}

TEST(InspectVectors, TellsNoNormsWhereNoRowIsFinite) {
  const VectorReport report = Inspect("1 1\na nan\n");
  EXPECT_EQ(report.min_norm, 0);
  EXPECT_EQ(report.mean_norm, 0);
  EXPECT_EQ(report.max_norm, 0);
}

TEST(InspectVectors, TakesNormsThatAFloatCantHold) {
  EXPECT_NEAR(Inspect("1 2\na 3e38 3e38\n").max_norm, 4.2426e38, 1e34);
  EXPECT_GT(Inspect("1 2\na 1e-45 0\n").min_norm, 0);
}

TEST(InspectVectors, CountsWordsThatComeAgain) {
  const VectorReport report = Inspect("a 1 2\nb 1 2\nb 1 2\na 1 2\nb 1 2\n");
  EXPECT_EQ(report.duplicate_words, 3u);
  EXPECT_EQ(report.first_duplicate, "b");
  EXPECT_EQ(report.first_nonfinite, "");
}

TEST(InspectVectors, CountsNgrams) {
  const TempFolder folder;
  const auto path = folder.path() / "m.safetensors";
  const WordVectors vectors = testing::ToVectors({{"a", {1, 2}}});
  EmbeddingTable table(2, 2);
  table.Row(RowId{1})[0] = 1;
  const Subwords subwords({.min_n = 2, .max_n = 4, .buckets = 50}, {3, 9, 30}, {0, 1, 0},
                          std::move(table));
  WriteVectors(path, {.format = VectorFormat::kSafetensors},
               {.words = vectors.words, .table = vectors.table, .subwords = &subwords});
  const auto report = InspectVectors(path).subwords;
  ASSERT_TRUE(report);
  EXPECT_EQ(report->ngrams, subwords.options());
  EXPECT_EQ(report->buckets, 3u);
  EXPECT_EQ(report->rows, 2u);
  EXPECT_EQ(report->zero_rows, 1u);
  EXPECT_EQ(report->nonfinite_rows, 0u);
  EXPECT_EQ(report->bytes, subwords.MemoryBytes());
  EXPECT_FALSE(Inspect("a 1 2\n").subwords);
}

TEST(InspectVectors, RefusesADamagedFile) {
  EXPECT_EQ(testing::MessageOf("a 1 2\nb 1\n", ErrorKind::kMalformed,
                               [](const auto& path) { InspectVectors(path); }),
            "v:2: expected 2 values, found 1");
}

}  // namespace
}  // namespace hogvec

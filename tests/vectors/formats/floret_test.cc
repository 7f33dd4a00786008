#include "vectors/formats/floret.h"

#include <gmock/gmock.h>

#include <string>

#include "io/file.h"
#include "vectors/formats/floret_table.h"
#include "vectors/vector_files.h"

namespace hogvec {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using testing::TempFolder;

WordVectors Example(std::size_t min_n) {
  WordVectors vectors = testing::ToVectors({{"cat", {0.123456789f, -4}}, {"cats", {3, 4}}});
  EmbeddingTable ngrams(1, 2);
  ngrams.Row(ToRowId(0))[0] = 1;
  vectors.subwords.emplace(NgramOptions{.min_n = min_n, .max_n = 4, .buckets = 10},
                           std::vector<std::uint32_t>{3}, std::vector<std::uint32_t>{0},
                           std::move(ngrams));
  return vectors;
}

void Write(const std::filesystem::path& path, const WordVectors& vectors, int precision = 0) {
  WriteVectors(path, {.format = VectorFormat::kFloret, .precision = precision},
               {.words = vectors.words,
                .table = vectors.table,
                .subwords = vectors.subwords ? &*vectors.subwords : nullptr});
}

std::string Fault(const std::filesystem::path& path, const WordVectors& vectors) {
  try {
    Write(path, vectors);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUsage);
    return error.what();
  }
  return "no error";
}

TEST(Floret, IsATableOfRowsInTheirOrder) {
  const TempFolder folder;
  const auto path = folder.path() / "v.floret";
  const WordVectors vectors = Example(3);
  Write(path, vectors);
  const std::string text = ReadWholeFile(path);
  EXPECT_THAT(text, StartsWith("50000 2 3 4 2 2166136261 < >\n0 "));
  EXPECT_EQ(std::ranges::count(text, '\n'), 50'001);
  EXPECT_THAT(text, ::testing::EndsWith(" \n"));
  FloretRows rows(vectors.subwords->options(), kFloretRows, kFloretHashes);
  std::vector<std::uint32_t> list;
  rows.Append("cat", list);
  const EmbeddingTable table = MakeFloretTable(
      {.words = vectors.words, .table = vectors.table, .subwords = &*vectors.subwords});
  char line[100];
  std::snprintf(line, sizeof(line), "\n%u %.5g %.5g \n", list[0],
                static_cast<double>(table.Row(ToRowId(list[0]))[0]),
                static_cast<double>(table.Row(ToRowId(list[0]))[1]));
  EXPECT_THAT(text, HasSubstr(line));
  EXPECT_EQ(FormatBySuffix(path), VectorFormat::kFloret);
}

TEST(Floret, NeedsNgramsOfTwoCharactersOrMore) {
  const TempFolder folder;
  const auto path = folder.path() / "v.floret";
  WordVectors without = Example(2);
  without.subwords.reset();
  EXPECT_THAT(Fault(path, without), HasSubstr("which these vectors lack"));
  EXPECT_THAT(Fault(path, Example(1)), HasSubstr("at least 2 characters"));
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_EQ(Fault(path, Example(2)), "no error");
}

TEST(Floret, HasNoWordsToRead) {
  const TempFolder folder;
  const auto path = folder.path() / "v.floret";
  Write(path, Example(3));
  EXPECT_THAT(testing::StreamFault(ReadWholeFile(path)), HasSubstr("table of floret's"));
}

}  // namespace
}  // namespace hogvec

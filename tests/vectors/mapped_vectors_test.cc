#include "hogvec/mapped_vectors.h"

#include <gmock/gmock.h>

#include "io/file.h"
#include "vectors/vector_files.h"

namespace hogvec {
namespace {

using testing::Rows;
using testing::TempFolder;

const Rows kRows = {{"the", {1, 2, 3}}, {"of", {4, 5, 6}}, {"a", {7, 8, 9}}, {"and", {0, -1, -2}}};

std::filesystem::path Write(const TempFolder& folder, NumberType type = NumberType::kFloat32) {
  const auto path = folder.path() / "m.safetensors";
  const WordVectors vectors = testing::ToVectors(kRows);
  WriteVectors(path, {.format = VectorFormat::kSafetensors, .type = type},
               {.words = vectors.words, .table = vectors.table});
  return path;
}

TEST(MappedVectors, GivesWordsAndRows) {
  const TempFolder folder;
  const MappedVectors vectors(Write(folder));
  ASSERT_EQ(vectors.size(), kRows.size());
  ASSERT_EQ(vectors.dim(), 3u);
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    EXPECT_EQ(vectors.Word(ToWordId(i)), kRows[i].first);
    EXPECT_TRUE(std::ranges::equal(vectors.Row(ToWordId(i)), kRows[i].second));
    EXPECT_EQ(vectors.Find(kRows[i].first), ToWordId(i));
  }
  for (const char* unknown : {"", "b", "zebra", "an"}) EXPECT_FALSE(vectors.Find(unknown));
}

TEST(MappedVectors, KnowsCountsWhereTheFileDoes) {
  const TempFolder folder;
  EXPECT_TRUE(MappedVectors(Write(folder)).Counts().empty());
  const WordVectors vectors = testing::ToVectors(kRows);
  const std::vector<std::uint64_t> counts{9, 7, 7, 1};
  const auto path = folder.path() / "counted.safetensors";
  WriteVectors(path, {.format = VectorFormat::kSafetensors},
               {.words = vectors.words, .table = vectors.table, .counts = counts});
  EXPECT_EQ(MappedVectors(path).Counts(), counts);
}

TEST(MappedVectors, RefusesWhatItCanNotMap) {
  const TempFolder folder;
  EXPECT_THROW(MappedVectors(folder.path() / "missing"), Error);
  EXPECT_THROW(MappedVectors(folder.Write("empty", "")), Error);
  EXPECT_THROW(MappedVectors(folder.Write("text", "1 1\na 1\n")), Error);
  EXPECT_THROW(MappedVectors(Write(folder, NumberType::kFloat16)), Error);
}

// The checksum is not looked at, so damage may show as other words or rows, but as nothing worse.
TEST(MappedVectors, BearsDamage) {
  const TempFolder folder;
  const std::string whole = ReadWholeFile(Write(folder));
  const auto look = [&](std::string_view content) {
    try {
      const MappedVectors vectors(folder.Write("damaged", content));
      for (const auto& row : kRows) vectors.Find(row.first);
      for (std::size_t i = 0; i < vectors.size(); ++i) {
        vectors.Word(ToWordId(i));
        EXPECT_EQ(vectors.Row(ToWordId(i)).size(), vectors.dim());
      }
      vectors.Counts();
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
    }
  };
  for (std::size_t at = 0; at < whole.size(); ++at) {
    look(std::string_view(whole).substr(0, at));
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
      look(changed);
    }
  }
}

}  // namespace
}  // namespace hogvec

// What is asked of a mapped file, against the same of the file read into memory.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "hogvec/neighbours.h"
#include "io/atomic_file.h"
#include "io/file.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using ::testing::IsEmpty;

constexpr std::size_t kRows = 1003;  // no whole number of blocks, pieces or tiles

WordVectors SomeVectors(std::size_t dim) {
  WordVectors vectors{.words = {}, .table = {kRows, dim}};
  vectors.table.InitializeUniform(dim);
  for (std::size_t i = 0; i < kRows; ++i) vectors.words.FindOrAdd("w" + std::to_string(i));
  return vectors;
}

std::filesystem::path Write(const testing::TempFolder& folder, const WordVectors& vectors,
                            NumberType type = NumberType::kFloat32) {
  const auto path = folder.path() / "m.safetensors";
  WriteVectors(path, {.format = VectorFormat::kSafetensors, .type = type},
               {.words = vectors.words, .table = vectors.table, .counts = vectors.counts});
  return path;
}

void ExpectSame(const std::vector<Neighbour>& a, const std::vector<Neighbour>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].id, b[i].id);
    EXPECT_EQ(a[i].similarity, b[i].similarity);
  }
}

TEST(MappedSearch, AnswersBitForBitAsMemoryDoes) {
  for (const std::size_t dim : {1, 7, 16, 37, 100}) {
    const testing::TempFolder folder;
    const auto path = Write(folder, SomeVectors(dim));
    const NeighbourSearch read(ReadVectors(path), 2), mapped(MappedVectors(path), 2);
    std::vector<Query> queries;
    std::vector<std::array<WordId, 3>> analogies;
    for (std::size_t i = 0; i < 70; ++i) {
      const WordId a = ToWordId(i * 7), b = ToWordId(i * 11 + 1), c = ToWordId(kRows - 1 - i);
      EXPECT_EQ(read.Unit(a), mapped.Unit(a));
      EXPECT_EQ(read.Similarity(a, b), mapped.Similarity(a, b));
      ExpectSame(read.Nearest(a, 10), mapped.Nearest(a, 10));
      queries.push_back(read.AnalogyQuery(a, b, c));
      analogies.push_back({a, b, c});
    }
    const auto sums = read.NearestOfMany(queries, 10),
               mapped_sums = mapped.NearestOfMany(queries, 10);
    const auto products = read.AnalogiesByCosMul(analogies, 10);
    const auto mapped_products = mapped.AnalogiesByCosMul(analogies, 10);
    for (std::size_t i = 0; i < queries.size(); ++i) {
      ExpectSame(sums[i], mapped_sums[i]);
      ExpectSame(products[i], mapped_products[i]);
    }
  }
}

TEST(OpenSearch, OpensEveryFormat) {
  const testing::TempFolder folder;
  WordVectors vectors = SomeVectors(5);
  vectors.counts.assign(kRows, 3);
  const std::filesystem::path text = folder.path() / "v.txt";
  WriteVectors(text, VectorFormat::kText, vectors.words, vectors.table);
  PassedOver passed_over;
  const NeighbourSearch from_text = OpenSearch(text, {}, passed_over);
  const NeighbourSearch mapped = OpenSearch(Write(folder, vectors), {}, passed_over);
  ExpectSame(from_text.Nearest(WordId{5}, 9), mapped.Nearest(WordId{5}, 9));
  EXPECT_THAT(from_text.Counts(), IsEmpty());
  EXPECT_EQ(mapped.Counts(), vectors.counts);
  const NeighbourSearch half =
      OpenSearch(Write(folder, vectors, NumberType::kFloat16), {}, passed_over);
  EXPECT_EQ(half.words().size(), kRows);
  EXPECT_EQ(OpenSearch(text, {.top = 9}, passed_over).words().size(), 9u);
  EXPECT_THROW(OpenSearch(folder.path() / "missing", {}, passed_over), Error);
  EXPECT_THROW(OpenSearch(folder.Write("bad", "1 1\na x\n"), {}, passed_over), Error);
}

// Nobody has looked at the values of a mapped file before it is asked.
TEST(MappedSearch, NeverAnswersWithWhatIsNotFinite) {
  const testing::TempFolder folder;
  WordVectors vectors{.words = {}, .table = {3, 2}};
  const float mark = 12345.678f, nan = NAN;  // what no writer writes is put there afterwards
  const float rows[3][2] = {{1, 0}, {mark, 1}, {1, 1}};
  for (std::size_t i = 0; i < 3; ++i) {
    vectors.words.FindOrAdd("w" + std::to_string(i));
    std::ranges::copy(rows[i], vectors.table.Row(ToWordId(i)).begin());
  }
  const auto path = Write(folder, vectors);
  std::string bytes = ReadWholeFile(path);
  const auto bytes_of = [](const float& value) {
    return std::string_view(reinterpret_cast<const char*>(&value), sizeof value);
  };
  bytes.replace(bytes.find(bytes_of(mark)), sizeof mark, bytes_of(nan));
  WriteWholeFile(path, bytes);
  const NeighbourSearch mapped{MappedVectors(path)};
  const auto found = mapped.Nearest(WordId{0}, 3);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].id, WordId{2});
  EXPECT_THAT(mapped.Nearest(WordId{1}, 3), IsEmpty());
}

}  // namespace
}  // namespace hogvec

#include "vectors/formats/subword_arrays.h"

#include <gmock/gmock.h>

#include <functional>

#include "base/half.h"
#include "hogvec/mapped_vectors.h"
#include "io/file.h"
#include "vectors/formats/safetensors.h"
#include "vectors/vector_files.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using testing::TempFolder;

constexpr NgramOptions kTrigrams{.min_n = 3, .max_n = 3, .buckets = 1000};

std::uint32_t Bucket(std::string_view ngram) { return HashOfNgram(ngram) % kTrigrams.buckets; }

// N-grams of "word" and "cord", two of which share a row; row 1 of the table is nobody's.
WordVectors Example(bool only_known = false) {
  WordVectors vectors = testing::ToVectors({{"word", {1, 2}}, {"a", {3, 4}}});
  std::vector<std::uint32_t> buckets{Bucket("<wo"), Bucket("ord"), Bucket("rd>"), Bucket("<co")};
  std::ranges::sort(buckets);
  EmbeddingTable table(4, 2);
  for (std::size_t i = 0; i < 8; ++i) table.Row(ToRowId(i / 2))[i % 2] = static_cast<float>(i);
  vectors.subwords.emplace(kTrigrams, std::move(buckets), std::vector<std::uint32_t>{3, 0, 3, 2},
                           std::move(table), only_known);
  vectors.configuration = {{"dim", "2"}};
  return vectors;
}

void Write(const std::filesystem::path& path, const WordVectors& vectors,
           NumberType type = NumberType::kFloat32) {
  WriteVectors(path, {.format = VectorFormat::kSafetensors, .type = type},
               {.words = vectors.words,
                .table = vectors.table,
                .counts = vectors.counts,
                .configuration = vectors.configuration,
                .subwords = vectors.subwords ? &*vectors.subwords : nullptr});
}

std::vector<float> Composed(const Subwords& subwords, std::string_view word) {
  std::vector<float> vector(subwords.table().dim());
  subwords.view().Compose(word, vector);
  return vector;
}

TEST(SubwordArrays, ComeBackWithRowsInTheOrderOfTheirUse) {
  const TempFolder folder;
  const auto path = folder.path() / "m.safetensors";
  for (const bool only_known : {false, true}) {
    const WordVectors written = Example(only_known);
    Write(path, written);
    const WordVectors read = ReadVectors(path);
    ASSERT_TRUE(read.subwords);
    EXPECT_EQ(read.subwords->options(), kTrigrams);
    EXPECT_THAT(read.subwords->buckets(), ElementsAreArray(written.subwords->buckets()));
    EXPECT_THAT(read.subwords->rows(), ElementsAre(0, 1, 0, 2));
    EXPECT_EQ(read.subwords->table().rows(), 3u);
    EXPECT_EQ(read.subwords->view().only_known, only_known);
    for (const char* word : {"word", "cord", "words", "sword", "x", ""}) {
      EXPECT_EQ(Composed(*read.subwords, word), Composed(*written.subwords, word)) << word;
    }
    EXPECT_EQ(testing::ToRows(read), testing::ToRows(written));
  }
}

TEST(SubwordArrays, NameTheirRangeAmongTheOptions) {
  const TempFolder folder;
  const auto path = folder.path() / "m.safetensors";
  WordVectors written = Example();
  written.configuration["maxn"] = "6";  // what was asked for; the n-grams are what counts
  Write(path, written);
  const std::map<std::string, std::string> expected{
      {"dim", "2"}, {"minn", "3"}, {"maxn", "3"}, {"buckets", "1000"}};
  EXPECT_EQ(ReadVectors(path).configuration, expected);
  EXPECT_EQ(MappedVectors(path).configuration(), expected);
}

TEST(SubwordArrays, HaveTheTypeOfTheOtherRows) {
  const TempFolder folder;
  const auto path = folder.path() / "m.safetensors";
  WordVectors written = Example();
  EmbeddingTable table(1, 2);
  table.Row(RowId{0})[0] = 0.1f;
  written.subwords.emplace(kTrigrams, std::vector<std::uint32_t>{7}, std::vector<std::uint32_t>{0},
                           std::move(table));
  Write(path, written, NumberType::kFloat16);
  EXPECT_THAT(ReadVectors(path).subwords->table().Row(RowId{0}),
              ElementsAre(FromHalf(ToHalf(0.1f)), 0));
  Write(path, written, NumberType::kBfloat16);
  EXPECT_THAT(ReadVectors(path).subwords->table().Row(RowId{0}),
              ElementsAre(FromBfloat16(ToBfloat16(0.1f)), 0));
}

TEST(SubwordArrays, AreAbsentFromAModelWithoutNgramVectors) {
  const TempFolder folder;
  const auto path = folder.path() / "m.safetensors", plain = folder.path() / "p.safetensors";
  WordVectors vectors = Example();
  vectors.subwords.reset();
  Write(plain, vectors);
  vectors.subwords.emplace(kTrigrams, std::vector<std::uint32_t>(), std::vector<std::uint32_t>(),
                           EmbeddingTable());
  Write(path, vectors);
  EXPECT_EQ(ReadWholeFile(path), ReadWholeFile(plain));
  EXPECT_FALSE(ReadVectors(path).subwords);
}

TEST(SubwordArrays, AreNotWrittenIfTheyCouldNotBeRead) {
  const TempFolder folder;
  const auto path = folder.path() / "m.safetensors";
  const auto refusal = [&](float value, std::size_t dim, NumberType type) {
    WordVectors vectors = Example();
    EmbeddingTable table(1, dim);
    table.Row(RowId{0})[0] = value;
    vectors.subwords.emplace(kTrigrams, std::vector<std::uint32_t>{7},
                             std::vector<std::uint32_t>{0}, std::move(table));
    try {
      Write(path, vectors, type);
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_THAT(refusal(NAN, 2, NumberType::kFloat32),
              HasSubstr("the n-gram of bucket 7 has the value nan, which is not finite"));
  EXPECT_THAT(refusal(1e6, 2, NumberType::kFloat16), HasSubstr("which float16 can't hold"));
  EXPECT_THAT(refusal(1, 3, NumberType::kFloat32), HasSubstr("n-gram vectors of 3 values"));
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_EQ(refusal(1e6, 2, NumberType::kBfloat16), "");
}

// A file of one word whose arrays of n-grams may be wrong.
struct Crafted {
  TensorMetadata metadata{{"hogvec.minn", "3"},
                          {"hogvec.maxn", "6"},
                          {"hogvec.buckets", "100"},
                          {"subword.hash", "fasttext"},
                          {"subword.only_known", "false"}};
  std::vector<std::uint32_t> buckets{3, 99}, rows{1, 0};
  std::vector<std::uint64_t> shape{2, 2};
  ElementType weight_type = ElementType::kF32, bucket_type = ElementType::kU32;
  std::string_view left_out = {};
  float value = 1;

  void WriteTo(const std::filesystem::path& path) const {
    std::vector<TensorInfo> tensors{{kEmbeddingArray, ElementType::kF32, {1, 2}},
                                    {kSubwordWeights, weight_type, shape},
                                    {kSubwordBuckets, bucket_type, {buckets.size()}},
                                    {kSubwordRows, ElementType::kU32, {rows.size()}},
                                    {kWordBytes, ElementType::kU8, {1}},
                                    {kWordOffsets, ElementType::kI64, {2}},
                                    {kWordOrder, ElementType::kU32, {1}}};
    std::erase_if(tensors, [&](const TensorInfo& each) { return each.name == left_out; });
    TensorWriter file(path, metadata, tensors);
    for (const TensorInfo& each : tensors) {
      std::string bytes(each.Bytes(), '\0');
      const auto fill = [&](const auto& values) {
        if (values.empty()) return;
        std::memcpy(bytes.data(), values.data(), std::min(bytes.size(), 4 * values.size()));
      };
      if (each.name == kSubwordBuckets) fill(buckets);
      if (each.name == kSubwordRows) fill(rows);
      if (each.name == kSubwordWeights) fill(std::vector<float>(bytes.size() / 4, value));
      if (each.name == kWordBytes) bytes = "a";
      if (each.name == kWordOffsets) bytes[8] = 1;
      file.Write(bytes);
    }
    file.Finish();
  }
};

// What the reader says, and the mapping's answer to a word is never worse than that.
std::string Fault(const std::function<void(Crafted&)>& change) {
  const TempFolder folder;
  const auto path = folder.path() / "m.safetensors";
  Crafted file;
  change(file);
  file.WriteTo(path);
  try {
    std::vector<float> vector(2);
    MappedVectors(path).Compose("some word", vector);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
  }
  try {
    ReadVectors(path);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
    EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos);
    return std::string(error.what()).substr(path.string().size());
  }
  return {};
}

TEST(SubwordArrays, OfOtherShapesAreRefused) {
  EXPECT_EQ(Fault([](Crafted&) {}), "");
  for (const char* array : {kSubwordWeights, kSubwordBuckets, kSubwordRows}) {
    EXPECT_THAT(Fault([&](Crafted& file) { file.left_out = array; }),
                HasSubstr(std::string("lacks the array '") + array));
  }
  const std::string count = "has not as many rows of n-grams as buckets";
  EXPECT_THAT(Fault([](Crafted& file) { file.buckets.pop_back(); }), HasSubstr(count));
  EXPECT_THAT(Fault([](Crafted& file) { file.rows.push_back(0); }), HasSubstr(count));
  EXPECT_THAT(Fault([](Crafted& file) { file.buckets = file.rows = {}; }), HasSubstr(count));
  EXPECT_THAT(Fault([](Crafted& file) { file.shape = {3, 2}; }), HasSubstr(count));
  EXPECT_THAT(Fault([](Crafted& file) { file.shape = {2, 3}; }), HasSubstr("another length"));
  EXPECT_THAT(Fault([](Crafted& file) { file.shape = {0, 2}; }), HasSubstr("none of rows"));
  EXPECT_THAT(Fault([](Crafted& file) { file.shape = {4}; }), HasSubstr("none of rows"));
  EXPECT_THAT(Fault([](Crafted& file) { file.weight_type = ElementType::kI32; }),
              HasSubstr("none of rows"));
  EXPECT_NE(Fault([](Crafted& file) { file.bucket_type = ElementType::kI32; }), "");
}

TEST(SubwordArrays, OfImpossibleBucketsAndRowsAreRefused) {
  EXPECT_THAT(Fault([](Crafted& file) { file.buckets = {5, 5}; }), HasSubstr("do not rise"));
  EXPECT_THAT(Fault([](Crafted& file) { file.buckets = {6, 5}; }), HasSubstr("do not rise"));
  EXPECT_THAT(Fault([](Crafted& file) {
                file.buckets = {5, 100};
              }),
              HasSubstr("has a bucket 100 of n-grams, where there are 100"));
  EXPECT_THAT(Fault([](Crafted& file) {
                file.rows = {0, 2};
              }),
              HasSubstr("has no row 2 for an n-gram"));
  EXPECT_THAT(Fault([](Crafted& file) { file.value = NAN; }), HasSubstr("not finite"));
}

TEST(SubwordArrays, WithoutSaneOptionsAreRefused) {
  for (const auto& entry : Crafted().metadata) {
    const std::string& key = entry.first;
    EXPECT_THAT(Fault([&](Crafted& file) { file.metadata.erase(key); }),
                HasSubstr("has n-gram vectors, but no '" + key + "'"));
    EXPECT_NE(Fault([&](Crafted& file) { file.metadata[key] = ""; }), "") << key;
  }
  for (const char* number : {"0", "-1", "300", "3.5", "4294967296", "99999999999999999999"}) {
    EXPECT_NE(Fault([&](Crafted& file) { file.metadata["hogvec.minn"] = number; }), "") << number;
    EXPECT_NE(Fault([&](Crafted& file) { file.metadata["hogvec.maxn"] = number; }), "") << number;
  }
  EXPECT_THAT(Fault([](Crafted& file) { file.metadata["hogvec.minn"] = "7"; }),
              HasSubstr("impossible n-grams"));
  for (const char* number : {"0", "99", "2147483649", "4294967296"}) {
    EXPECT_NE(Fault([&](Crafted& file) { file.metadata["hogvec.buckets"] = number; }), "");
  }
  EXPECT_THAT(Fault([](Crafted& file) { file.metadata["subword.hash"] = "murmur"; }),
              HasSubstr("unknown hash"));
}

TEST(SubwordArrays, OfAMappedFileAreCheckedWhenTheyAreUsed) {
  const TempFolder folder;
  const auto path = folder.path() / "m.safetensors";
  Crafted file;
  file.metadata["hogvec.maxn"] = "3";
  file.buckets = {HashOfNgram("<wo") % 100, HashOfNgram("rd>") % 100};
  if (file.buckets[0] > file.buckets[1]) std::swap(file.buckets[0], file.buckets[1]);
  file.rows = {2, 2};
  file.WriteTo(path);
  const MappedVectors mapped(path);
  std::vector<float> vector(2);
  EXPECT_EQ(mapped.Compose("", vector), 0u);
  try {
    mapped.Compose("word", vector);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
    EXPECT_EQ(error.what(), path.string() + ": has no row 2 for an n-gram");
  }
}

}  // namespace
}  // namespace hogvec

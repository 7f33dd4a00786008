// What we write for fastText, and that it comes back.
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <string>

#include "hogvec/model.h"
#include "io/file.h"
#include "vectors/fasttext_files.h"
#include "vectors/formats/fasttext.h"
#include "vectors/vector_files.h"

namespace hogvec {
namespace {

using testing::FastTextFile;
using ::testing::HasSubstr;
using testing::TempFolder;
using testing::ToRows;

// Two words of two values, and rows for buckets 1 and 3 of four.
WordVectors Example(bool only_known = false) {
  WordVectors vectors = testing::ToVectors({{"</s>", {1, 2}}, {"cat", {3, 4}}});
  EmbeddingTable ngrams(2, 2);
  ngrams.Row(ToRowId(0))[0] = 0.5f;
  ngrams.Row(ToRowId(1))[1] = -16;
  vectors.subwords.emplace(NgramOptions{.min_n = 3, .max_n = 4, .buckets = 4},
                           std::vector<std::uint32_t>{1, 3}, std::vector<std::uint32_t>{1, 0},
                           std::move(ngrams), only_known);
  vectors.output = EmbeddingTable(2, 2);
  vectors.output.InitializeUniform(1);
  vectors.counts = {9, 5};
  vectors.configuration = {
      {"window", "6"}, {"epochs", "7"}, {"min-count", "3"}, {"negative", "4"}, {"sample", "0.01"}};
  return vectors;
}

VectorsToWrite ViewOf(const WordVectors& vectors) {
  return {.words = vectors.words,
          .table = vectors.table,
          .output = vectors.output.rows() == 0 ? nullptr : &vectors.output,
          .counts = vectors.counts,
          .configuration = vectors.configuration,
          .subwords = vectors.subwords ? &*vectors.subwords : nullptr};
}

class FastTextWriting : public ::testing::Test {
 protected:
  std::string Written(const VectorsToWrite& vectors) const {
    WriteVectors(path_, {.format = VectorFormat::kFastText}, vectors);
    return ReadWholeFile(path_);
  }

  std::string Fault(const VectorsToWrite& vectors, const std::filesystem::path& path) const {
    try {
      WriteVectors(path, {.format = VectorFormat::kFastText}, vectors);
    } catch (const Error& error) {
      return error.what();
    }
    return "no error";
  }

  TempFolder folder_;
  std::filesystem::path path_ = folder_.path() / "v.bin";
};

// By the tenth number of the header: 1 is CBOW, 2 skip-gram.
TEST_F(FastTextWriting, NamesTheModel) {
  WordVectors vectors = Example();
  constexpr std::size_t kModel = 9 * 4;
  EXPECT_EQ(Written(ViewOf(vectors))[kModel], 2);
  vectors.configuration["model"] = "cbow";
  EXPECT_EQ(Written(ViewOf(vectors))[kModel], 1);
}

// The row of "cat", which has five n-grams, makes up for theirs.
TEST_F(FastTextWriting, IsFastTextsLayoutToTheByte) {
  const WordVectors vectors = Example();
  float first = 6 * 3.0f, second = 6 * 4.0f;
  for (const char* ngram : {"<ca", "<cat", "cat", "cat>", "at>"}) {
    if (HashOfNgram(ngram) % 4 == 1) second += 16;
    if (HashOfNgram(ngram) % 4 == 3) first -= 0.5f;
  }
  FastTextFile file{.sample = 0.01};
  file.input = {1, 2, first, second, 0, 0, 0, -16, 0, 0, 0.5f, 0};
  file.output.clear();
  for (std::size_t i = 0; i < 2; ++i) {
    for (const float value : vectors.output.Row(ToWordId(i))) file.output.push_back(value);
  }
  std::string expected = file.Bytes();
  expected.replace(76, 8, std::string("\x0e\0\0\0\0\0\0\0", 8));  // 14 tokens
  EXPECT_EQ(Written(ViewOf(vectors)), expected);
}

TEST_F(FastTextWriting, FillsInWhatIsNotKnown) {
  const WordVectors vectors = testing::ToVectors({{"a", {1, 2}}, {"b", {3, 4}}});
  FastTextFile file{.buckets = 0, .min_n = 0, .max_n = 0, .entries = {{"a", 1, 0}, {"b", 1, 0}}};
  file.input = {1, 2, 3, 4};
  file.output = {0, 0, 0, 0};
  std::string expected = file.Bytes();
  expected.replace(12, 16, std::string("\x05\0\0\0\x05\0\0\0\x01\0\0\0\x05\0\0\0", 16));
  expected.replace(76, 8, std::string("\x02\0\0\0\0\0\0\0", 8));
  EXPECT_EQ(Written(ViewOf(vectors)), expected);
  EXPECT_EQ(ReadVectors(path_, {.with_output = true}).output.rows(), 0u);
}

// Readers drop words below min-count.
TEST_F(FastTextWriting, HasNoCountBelowItsLeast) {
  WordVectors vectors = Example();
  vectors.counts = {0, 2};
  Written(ViewOf(vectors));
  const WordVectors read = ReadVectors(path_);
  EXPECT_EQ(read.configuration.at("min-count"), "1");
  EXPECT_EQ(read.counts, (std::vector<std::uint64_t>{1, 2}));
}

TEST_F(FastTextWriting, ComesBack) {
  const WordVectors vectors = Example();
  Written(ViewOf(vectors));
  const WordVectors read = ReadVectors(path_, {.with_output = true});
  EXPECT_EQ(ToRows(read), ToRows(vectors));
  EXPECT_EQ(read.counts, vectors.counts);
  ASSERT_TRUE(read.subwords);
  EXPECT_EQ(read.subwords->options(), vectors.subwords->options());
  std::vector<float> mine(2), theirs(2);
  for (const char* word : {"cat", "cats", "concatenate", "x"}) {
    vectors.subwords->view().Compose(word, mine);
    read.subwords->view().Compose(word, theirs);
    EXPECT_EQ(mine, theirs) << word;
  }
}

TEST_F(FastTextWriting, LeavesHolesForRowsOfZeros) {
  WordVectors vectors = Example();
  EmbeddingTable one(1, 2);
  one.Row(ToRowId(0))[0] = 1;
  vectors.subwords.emplace(NgramOptions{.buckets = 50'000'000},
                           std::vector<std::uint32_t>{40'000'000}, std::vector<std::uint32_t>{0},
                           std::move(one));
  WriteVectors(path_, {.format = VectorFormat::kFastText}, ViewOf(vectors));
  struct stat status = {};
  ASSERT_EQ(::stat(path_.c_str(), &status), 0);
  EXPECT_GT(status.st_size, 400'000'000);
  const WordVectors read = ReadVectors(path_);
  EXPECT_THAT(read.subwords->buckets(), ::testing::ElementsAre(40'000'000u));
  EXPECT_EQ(ToRows(read)[0], ToRows(vectors)[0]);
}

TEST_F(FastTextWriting, RefusesWhatItCantHold) {
  WordVectors vectors = Example();
  EXPECT_THAT(Fault(ViewOf(vectors), folder_.path() / "v.ftz"), HasSubstr("is only read"));
  vectors.subwords.emplace(NgramOptions{.buckets = 2'147'483'646}, std::vector<std::uint32_t>{},
                           std::vector<std::uint32_t>{}, EmbeddingTable(0, 2));
  EXPECT_THAT(Fault(ViewOf(vectors), path_), HasSubstr("more than the 2147483647"));
  const WordVectors zero = testing::ToVectors({{std::string("a\0b", 3), {1, 2}}});
  EXPECT_THAT(Fault(ViewOf(zero), path_), HasSubstr("holds a zero byte"));
  WordVectors large = Example();
  large.table.Row(ToWordId(1))[0] = 3e38f;
  EXPECT_THAT(Fault(ViewOf(large), path_), HasSubstr("out of float32's range"));
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(FastTextWriting, IsWhatBinMeansForAModelWithNgrams) {
  Model(Example()).Save(path_);
  EXPECT_EQ(OpenVectors(path_)->format(), VectorFormat::kFastText);
  WordVectors without = Example();
  without.subwords.reset();
  Model(std::move(without)).Save(path_);
  EXPECT_EQ(OpenVectors(path_)->format(), VectorFormat::kBinary);
}

TEST_F(FastTextWriting, SaysThatAllNgramsCount) {
  EXPECT_TRUE(NotCarried(VectorFormat::kFastText, ViewOf(Example())).empty());
  const WordVectors pruned = Example(true);
  EXPECT_EQ(NotCarried(VectorFormat::kFastText, ViewOf(pruned)).size(), 1u);
}

}  // namespace
}  // namespace hogvec

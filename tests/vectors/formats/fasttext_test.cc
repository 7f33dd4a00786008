#include "vectors/formats/fasttext.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <limits>
#include <string>
#include <thread>
#include <vector>

#include "io/byte_sink.h"
#include "vectors/fasttext_files.h"
#include "vectors/vector_files.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using testing::FastTextFile;
using ::testing::HasSubstr;
using testing::QuantisedRows;
using testing::Rows;
using testing::TempFolder;
using testing::ToRows;

WordVectors Read(const FastTextFile& file, const ReadOptions& options = {.with_output = true}) {
  const TempFolder folder;
  const auto path = folder.Write("v", file.Bytes());
  EXPECT_EQ(OpenVectors(path)->format(), VectorFormat::kFastText);
  return ReadVectors(path, options);
}

std::string Fault(const FastTextFile& file) {
  return testing::MessageOf(file.Bytes(), ErrorKind::kMalformed,
                            [](const auto& path) { ReadVectors(path); });
}

std::vector<float> Composed(const WordVectors& vectors, std::string_view word) {
  std::vector<float> values(vectors.table.dim());
  vectors.subwords->view().Compose(word, values);
  return values;
}

// The mean of rows of `file`, by their numbers there.
std::vector<float> MeanOf(const FastTextFile& file, const std::vector<std::size_t>& rows) {
  std::vector<float> mean(static_cast<std::size_t>(file.dim));
  for (const std::size_t row : rows) {
    for (std::size_t j = 0; j < mean.size(); ++j) mean[j] += file.input[row * mean.size() + j];
  }
  for (float& value : mean) value *= 1.0f / static_cast<float>(rows.size());
  return mean;
}

// "<cat>" has five n-grams of three and four characters.
std::vector<std::size_t> RowsOfCat(const FastTextFile& file) {
  std::vector<std::size_t> rows{1};
  for (const char* ngram : {"<ca", "<cat", "cat", "cat>", "at>"}) {
    rows.push_back(2 + HashOfNgram(ngram) % static_cast<std::uint32_t>(file.buckets));
  }
  return rows;
}

TEST(FastText, HandsOutComposedVectors) {
  const FastTextFile file;
  const WordVectors read = Read(file);
  EXPECT_EQ(ToRows(read), (Rows{{"</s>", {1, 2}}, {"cat", MeanOf(file, RowsOfCat(file))}}));
  EXPECT_THAT(read.counts, ElementsAre(9u, 5u));
  EXPECT_THAT(read.output.Row(ToWordId(1)), ElementsAre(9.0f, 10.0f));
}

// Bucket 0 is all zeros: it has no row, and counts in the mean.
TEST(FastText, GivesTheRowsOfNgramsThatAreNotZeros) {
  const FastTextFile file;
  const WordVectors read = Read(file);
  ASSERT_TRUE(read.subwords);
  EXPECT_EQ(read.subwords->options(), (NgramOptions{.min_n = 3, .max_n = 4, .buckets = 4}));
  EXPECT_THAT(read.subwords->buckets(), ElementsAre(1u, 2u, 3u));
  std::vector<std::size_t> rows = RowsOfCat(file);
  rows.erase(rows.begin());
  EXPECT_EQ(Composed(read, "cat"), MeanOf(file, rows));
}

TEST(FastText, TellsTheOptionsThatItWasTrainedWith) {
  EXPECT_EQ(Read({}).configuration, (std::map<std::string, std::string>{{"dim", "2"},
                                                                        {"window", "6"},
                                                                        {"epochs", "7"},
                                                                        {"min-count", "3"},
                                                                        {"negative", "4"},
                                                                        {"sample", "0.0001"},
                                                                        {"subwords", "trained"},
                                                                        {"minn", "3"},
                                                                        {"maxn", "4"},
                                                                        {"buckets", "4"}}));
  EXPECT_EQ(Read({.loss = 1}).configuration.count("negative"), 0u);
  EXPECT_EQ(Read({.model = 1}).configuration.at("model"), "cbow");
  EXPECT_EQ(Read({.max_n = 0}).configuration.count("minn"), 0u);
}

TEST(FastText, HasNoNgramsWhereFastTextMakesNone) {
  for (const FastTextFile& file : {FastTextFile{.max_n = 0}, FastTextFile{.min_n = 5},
                                   FastTextFile{.buckets = 0, .input = {1, 2, 3, 4}}}) {
    const WordVectors read = Read(file);
    EXPECT_FALSE(read.subwords);
    EXPECT_EQ(ToRows(read), (Rows{{"</s>", {1, 2}}, {"cat", {3, 4}}}));
  }
}

TEST(FastText, TakesAMinnOfNoneAsOne) {
  EXPECT_EQ(Read({.min_n = 0}).subwords->options().min_n, 1u);
}

// Their rows belong to labels, and a tree has nodes.
TEST(FastText, OfOtherModelsHasNoOutputRowsOfWords) {
  FastTextFile supervised{.model = 3, .labels = 1};
  supervised.entries.push_back({"__label__a", 3, 1});
  supervised.output = {7, 8};
  for (const FastTextFile& file :
       {supervised, FastTextFile{.loss = 1}, FastTextFile{.output = {}},
        FastTextFile{.output = {0, 0, -0.0f, 0}}, FastTextFile{.has_output = false}}) {
    const WordVectors read = Read(file);
    EXPECT_EQ(read.output.rows(), 0u);
    EXPECT_EQ(ToRows(read)[1], Rows::value_type("cat", MeanOf(file, RowsOfCat(file))));
  }
}

TEST(FastText, OfVersion11HasNoNgramsIfSupervised) {
  FastTextFile file{.version = 11, .model = 3, .labels = 1};
  file.entries.push_back({"__label__a", 3, 1});
  file.output = {7, 8};
  EXPECT_FALSE(Read(file).subwords);
  file.version = 12;
  EXPECT_TRUE(Read(file).subwords);
  EXPECT_TRUE(Read({.version = 11}).subwords);
}

TEST(FastText, SkipsLabelsAmongWords) {
  FastTextFile file{.labels = 1};  // wiki.fr.bin has one
  file.entries.push_back({"__label__", 3, 1});
  EXPECT_EQ(ToRows(Read(file)), ToRows(Read({})));
}

TEST(FastText, FromBeforeItsMagicNumberIsRead) {
  const FastTextFile file{.version = FastTextFile::kNoMagic};
  EXPECT_EQ(ToRows(Read(file)), ToRows(Read({})));
  EXPECT_EQ(Read(file).output.rows(), 2u);
  EXPECT_EQ(
      Fault({.version = FastTextFile::kNoMagic, .rest = "x"}).find("v:1: expected 'rows dim'"), 0u);
}

TEST(FastText, HasNoCountsIfOneIsUnknown) {
  EXPECT_TRUE(Read({.entries = {{"</s>", 0, 0}, {"cat", 5, 0}}}).counts.empty());
}

TEST(FastText, TakesAnyBytesAsWords) {
  const FastTextFile file{.max_n = 0, .entries = {{"\xff", 1, 0}, {"new york\n", 1, 0}}};
  EXPECT_EQ(ToRows(Read(file)), (Rows{{"\xff", {1, 2}}, {"new york\n", {3, 4}}}));
}

TEST(FastText, IsRefusedWithTheReason) {
  EXPECT_EQ(Fault({.version = 13}),
            "v: byte 8: expected a fastText file of version 11 or 12, found 13");
  EXPECT_THAT(Fault({.rest = "xy"}), HasSubstr("expected the end of the file, found 2 more bytes"));
  EXPECT_THAT(Fault({.floret = {2, 1}}), HasSubstr("is a .bin of floret's"));
  EXPECT_THAT(Fault({.entries = {{"a", 1, 0}, {"a", 1, 0}}}), HasSubstr("occurs a second time"));
  EXPECT_THAT(Fault({.entries = {{"a", 1, 0}, {"", 1, 0}}}),
              HasSubstr("expected a word for row 2"));
  EXPECT_THAT(Fault({.entries = {{"a", 1, 0}, {"b", 1, 1}}}), HasSubstr("type 0 of a word"));
  EXPECT_THAT(Fault({.entries = {{"a", 1, 0}, {"b", -1, 0}}}), HasSubstr("the count of a word"));
  EXPECT_THAT(Fault({.entries = {}, .input = {1, 2, 3, 4, 5, 6, 7, 8}, .output = {}}),
              HasSubstr("contains no words"));
  EXPECT_THAT(Fault({.loss = 5}), HasSubstr("a loss from 1 to 4, found 5"));
  EXPECT_THAT(Fault({.max_n = 256}), HasSubstr("maxn from 0 to 255, found 256"));
  EXPECT_THAT(Fault({.sample = std::numeric_limits<double>::infinity()}), HasSubstr("finite"));
  EXPECT_THAT(Fault({.input = {1, 2, 3, 4}}), HasSubstr("expected 6 rows of input, found 2"));
  EXPECT_THAT(Fault({.output = {1, 2}}), HasSubstr("expected 2 rows of output, found 1"));
  EXPECT_THAT(Fault({.pruned = 0}), HasSubstr("expected a quantised input"));
}

TEST(FastText, ReadLenientlyIsReadAllTheSame) {
  const TempFolder folder;
  PassedOver passed_over;
  FastTextFile file{.entries = {{"", 9, 0}, {"cat", 5, 0}}, .rest = "xyz"};
  ReadVectors(folder.Write("v", file.Bytes()), {.lenient = true}, passed_over);
  EXPECT_EQ(passed_over, (PassedOver{.without_word = 1, .bytes_beyond = 3}));
}

// The row of a bucket that no word has is read with the n-grams.
TEST(FastText, RefusesNgramsThatAreNotFinite) {
  FastTextFile file{
      .input = {1, 2, 3, 4, 0, 0, 0, 0, 0, std::numeric_limits<float>::infinity(), 5, 6}};
  EXPECT_THAT(Fault(file), HasSubstr("finite values for the n-grams of bucket 2"));
  const WordVectors read = Read(file, {.lenient = true});
  EXPECT_THAT(read.subwords->buckets(), ElementsAre(3u));
}

TEST(FastText, IsReadFromWhatIsNoOrdinaryFile) {
  const TempFolder folder;
  const FastTextFile file, old{.version = FastTextFile::kNoMagic};
  WriteFile(folder.path() / "v.gz", file.Bytes());
  EXPECT_EQ(ToRows(ReadVectors(folder.path() / "v.gz")), ToRows(Read(file)));
  const auto pipe = folder.path() / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const std::jthread writer([&] { WriteFile(pipe, old.Bytes()); });
  EXPECT_EQ(ToRows(ReadVectors(pipe)), ToRows(Read(file)));
}

// What a row of a quantised matrix says.
std::vector<float> Dequantised(const QuantisedRows& rows, std::size_t row) {
  std::vector<float> values;
  const auto dim = static_cast<std::size_t>(rows.dim), piece = static_cast<std::size_t>(rows.piece);
  const std::size_t count = (dim + piece - 1) / piece;
  for (std::size_t j = 0; j < dim; ++j) {
    const std::size_t of = j / piece, size = std::min(piece, dim - of * piece);
    const std::size_t code = rows.codes[row * count + of];
    const float norm = rows.has_norms ? rows.norms[rows.norm_codes[row]] : 1;
    values.push_back(norm * rows.pieces[of * piece * 256 + code * size + j % piece]);
  }
  return values;
}

TEST(FastTextQuantised, IsDequantised) {
  for (const bool norms : {false, true}) {
    FastTextFile file{.dim = 5,
                      .quantised_input = QuantisedRows::Of(6, 5, norms),
                      .quantised_output = QuantisedRows::Of(2, 5, !norms)};
    FastTextFile dense{.dim = 5, .input = {}, .output = {}};
    for (std::size_t row = 0; row < 6; ++row) {
      const auto values = Dequantised(*file.quantised_input, row);
      dense.input.insert(dense.input.end(), values.begin(), values.end());
    }
    const WordVectors read = Read(file);
    EXPECT_EQ(ToRows(read), ToRows(Read(dense)));
    const auto output = read.output.Row(ToWordId(1));
    EXPECT_EQ(std::vector(output.begin(), output.end()), Dequantised(*file.quantised_output, 1));
  }
}

// Buckets 1 and 3 were kept, in another order; others do not count in a mean.
TEST(FastTextQuantised, HasTheBucketsThatWereKept) {
  FastTextFile file{.dim = 3,
                    .kept = {{3, 0}, {1, 1}},
                    .pruned = 2,
                    .quantised_input = QuantisedRows::Of(4, 3, false),
                    .quantised_output = QuantisedRows::Of(2, 3, false)};
  const WordVectors read = Read(file);
  ASSERT_TRUE(read.subwords->view().only_known);
  EXPECT_THAT(read.subwords->buckets(), ElementsAre(1u, 3u));
  const SubwordsView view = read.subwords->view();
  const auto one = view.Row(*view.Find(1)), three = view.Row(*view.Find(3));
  EXPECT_EQ(std::vector(one.begin(), one.end()), Dequantised(*file.quantised_input, 3));
  EXPECT_EQ(std::vector(three.begin(), three.end()), Dequantised(*file.quantised_input, 2));
  std::vector<float> expected = Dequantised(*file.quantised_input, 1);
  float rows = 1;
  for (const std::size_t row : RowsOfCat(file)) {
    if (row != 3 && row != 5) continue;
    const auto kept = Dequantised(*file.quantised_input, row == 3 ? 3 : 2);
    for (std::size_t j = 0; j < 3; ++j) expected[j] += kept[j];
    ++rows;
  }
  ASSERT_GT(rows, 1);
  for (float& value : expected) value *= 1 / rows;
  EXPECT_EQ(ToRows(read)[1].second, expected);
  file.kept[1] = {3, 1};
  EXPECT_THAT(Fault(file), HasSubstr("the bucket 3 has two places"));
  file.kept[1] = {4, 1};
  EXPECT_THAT(Fault(file), HasSubstr("expected a bucket, found 4"));
  file.kept[1] = {1, 2};
  EXPECT_THAT(Fault(file), HasSubstr("the place of a bucket, found 2"));
}

}  // namespace
}  // namespace hogvec

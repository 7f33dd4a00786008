#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "io/file.h"
#include "vectors/vector_files.h"

namespace hogvec {
namespace {

using testing::Bytes;
using ::testing::HasSubstr;
using testing::Rows;
using testing::TempFolder;
using testing::ToVectors;

void Write(const std::filesystem::path& path, VectorFormat format, const Rows& rows) {
  const WordVectors vectors = ToVectors(rows);
  WriteVectors(path, format, vectors.words, vectors.table);
}

std::string Written(VectorFormat format, const Rows& rows) {
  const TempFolder folder;
  Write(folder.path() / "v", format, rows);
  return ReadWholeFile(folder.path() / "v");
}

// What is said on a word that can't be written over the file "old", which must survive.
std::string WriteFault(VectorFormat format, const std::string& word) {
  const TempFolder folder;
  const auto path = folder.Write("v", "old");
  try {
    Write(path, format, {{"fine", {1, 2}}, {word, {3, 4}}});
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
    EXPECT_EQ(ReadWholeFile(path), "old");
    return std::string(error.what()).substr(path.string().size() + 2);
  }
  return "no error";
}

TEST(WriteVectors, TellsHuggingFaceWhichModelWasTrained) {
  const TempFolder folder;
  const auto vectors = ToVectors({{"a", {1, 2}}});
  const auto card = [&](const std::map<std::string, std::string>& configuration) {
    WriteVectors(folder.path() / "v", {.format = VectorFormat::kHuggingFace},
                 {.words = vectors.words, .table = vectors.table, .configuration = configuration});
    return ReadWholeFile(folder.path() / "v" / "README.md");
  };
  EXPECT_THAT(card({}), HasSubstr("(skip-gram, negative sampling)"));
  EXPECT_THAT(card({{"model", "cbow"}}), HasSubstr("(CBOW, negative sampling)"));
}

TEST(WriteVectors, WritesTextWithTheShortestDigits) {
  EXPECT_EQ(Written(VectorFormat::kText, {{"a", {1, -0.1f, 1e-20f}}, {"b", {0, -0.0f, 16777216}}}),
            "2 3\na 1 -0.1 1e-20\nb 0 -0 16777216\n");
}

TEST(WriteVectors, HasRoomForTheLongestNumbers) {
  constexpr float kMin = std::numeric_limits<float>::min();
  EXPECT_EQ(Written(VectorFormat::kText, {{"a", {-kMin, -kMin, -3.4028235e+38f, -16777216}}}),
            "1 4\na -1.1754944e-38 -1.1754944e-38 -3.4028235e+38 -16777216\n");
}

TEST(WriteVectors, WritesBinaryAsWord2vecDoes) {
  EXPECT_EQ(Written(VectorFormat::kBinary, {{"a", {1, 2}}, {"b", {3, 4}}}),
            "2 2\na " + Bytes({1, 2}) + "\nb " + Bytes({3, 4}) + "\n");
}

TEST(WriteVectors, WritesNoMoreRowsThanThereAreWords) {
  const TempFolder folder;
  WordVectors vectors = ToVectors({{"a", {1}}, {"b", {2}}});
  WordIndex first;
  first.FindOrAdd("a");
  WriteVectors(folder.path() / "v", VectorFormat::kText, first, vectors.table);
  EXPECT_EQ(ReadWholeFile(folder.path() / "v"), "1 1\na 1\n");
}

TEST(WriteVectors, RefusesWordsThatTextCantCarry) {
  EXPECT_EQ(WriteFault(VectorFormat::kText, "new york"),
            "the word 'new york' of row 2 can't be written as text: it holds white space; "
            "safetensors can store any word, and an export with the option 'lenient' leaves such "
            "rows out");
  EXPECT_THAT(WriteFault(VectorFormat::kText, ""), HasSubstr("as text: it is empty; "));
  for (const std::string word : {"a\tb", "a\nb", "a\r", "\v", "\f"}) {
    EXPECT_NE(WriteFault(VectorFormat::kText, word), "no error");
  }
  EXPECT_EQ(WriteFault(VectorFormat::kText, "\xc2\xa0"), "no error");
}

TEST(WriteVectors, RefusesWordsThatBinaryCantCarry) {
  EXPECT_THAT(WriteFault(VectorFormat::kBinary, "a b"),
              HasSubstr("as binary: it holds a space or a newline; "));
  EXPECT_NE(WriteFault(VectorFormat::kBinary, "a\n"), "no error");
  EXPECT_NE(WriteFault(VectorFormat::kBinary, ""), "no error");
  EXPECT_NE(WriteFault(VectorFormat::kBinary, std::string((1 << 20) + 1, 'x')), "no error");
  EXPECT_EQ(WriteFault(VectorFormat::kBinary, "a\tb"), "no error");
}

TEST(WriteVectors, WritesGloveWithWordsThatHoldBlanksAndReadsThemBack) {
  const TempFolder folder;
  const Rows rows{
      {". . .", {1, 2}}, {"the", {3, 4}}, {"at  name@example.org", {5, 6}}, {"95", {7, 8}}};
  Write(folder.path() / "v", VectorFormat::kGlove, rows);
  EXPECT_EQ(testing::Stream(folder.path() / "v"), rows);
}

TEST(WriteVectors, RefusesWordsThatNoReaderOfGloveTakes) {
  EXPECT_THAT(WriteFault(VectorFormat::kGlove, "apollo 11"), HasSubstr("it ends in a number"));
  EXPECT_THAT(WriteFault(VectorFormat::kGlove, "is nan"), HasSubstr("it ends in a number"));
  EXPECT_THAT(WriteFault(VectorFormat::kGlove, " a"), HasSubstr("it begins or ends with a space"));
  EXPECT_THAT(WriteFault(VectorFormat::kGlove, "a "), HasSubstr("it begins or ends with a space"));
  EXPECT_THAT(WriteFault(VectorFormat::kGlove, "a\tb"), HasSubstr("white space that is no space"));
}

TEST(WordFault, IsThatOfEachFormat) {
  using enum VectorFormat;
  for (const auto format : {kNumpy, kProjector, kFvecs}) {
    EXPECT_EQ(WordFault(format, "a\tb"), "holds a tab or the end of a line");
    EXPECT_EQ(WordFault(format, "a b"), "");
  }
  for (const auto format : {kPgvector, kSqlite}) {
    EXPECT_EQ(WordFault(format, "a\xff"), "is not UTF-8");
    EXPECT_EQ(WordFault(format, std::string_view("a\0", 2)), "holds a zero byte");
    EXPECT_EQ(WordFault(format, "a\tb"), "");
  }
  EXPECT_EQ(WordFault(kHuggingFace, "\xff"), "is not UTF-8");
  EXPECT_EQ(WordFault(kHuggingFace, "[UNK]"), "") << "another word stands for unknown ones then";
  EXPECT_EQ(WordFault(kSafetensors, "a\t\n\xff"), "");
  EXPECT_EQ(WordFault(kSafetensors, ""), "is empty");
}

TEST(WriteVectors, RefusesLengthsThatAFormatHasNot) {
  EXPECT_THROW(CheckLength("v", VectorFormat::kGlove, 1), Error);
  EXPECT_NO_THROW(CheckLength("v", VectorFormat::kGlove, 2));
  EXPECT_NO_THROW(CheckLength("v", VectorFormat::kText, 1));
  EXPECT_THROW(CheckLength("v", VectorFormat::kPgvector, 16'001), Error);
  const TempFolder folder;
  EXPECT_THROW(Write(folder.path() / "v", VectorFormat::kGlove, {{"a", {1}}}), Error);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "v"));
}

TEST(WriteVectors, RefusesShapesThatNoReaderTakes) {
  const TempFolder folder;
  EXPECT_THROW(WriteVectors(folder.path() / "v", VectorFormat::kText, {}, {0, 5}), Error);
  EXPECT_THROW(Write(folder.path() / "v", VectorFormat::kText, {{"a", {}}}), Error);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "v"));
}

// What is said on a value of the word "big"; nothing may be written then.
std::string ValueFault(const char* name, NumberType type, float value) {
  const TempFolder folder;
  const WordVectors vectors = ToVectors({{"fine", {1, 2}}, {"big", {-1, value}}});
  try {
    WriteVectors(folder.path() / name,
                 {.format = FormatBySuffix(name).value_or(VectorFormat::kBinary), .type = type},
                 {.words = vectors.words, .table = vectors.table});
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << name;
    return std::string(error.what()).substr((folder.path() / name).string().size() + 2);
  }
  return "no error";
}

TEST(WriteVectors, RefusesValuesThatTheTypeCantHold) {
  using enum NumberType;
  for (const char* name : {"v.npy", "v.safetensors", "hf/"}) {
    EXPECT_EQ(ValueFault(name, kFloat16, 1e6f),
              "the word 'big' has the value 1000000, which float16 can't hold; float32 can");
    EXPECT_EQ(ValueFault(name, kFloat16, -65520),
              "the word 'big' has the value -65520, which float16 can't hold; float32 can");
    EXPECT_EQ(ValueFault(name, kFloat16, 65519), "no error");
    EXPECT_EQ(ValueFault(name, kFloat16, 1e-30f), "no error") << "what is too small becomes 0";
    EXPECT_EQ(ValueFault(name, kFloat32, 3.4e38f), "no error");
  }
  for (const char* name : {"v.safetensors", "hf/"}) {
    EXPECT_EQ(ValueFault(name, kBfloat16, 3.4e38f),
              "the word 'big' has the value 3.4e+38, which bfloat16 can't hold; float32 can");
    EXPECT_EQ(ValueFault(name, kBfloat16, 1e6f), "no error");
  }
}

TEST(WriteVectors, RefusesOutputRowsThatTheTypeCantHold) {
  const TempFolder folder;
  const WordVectors small = ToVectors({{"a", {1}}}), large = ToVectors({{"a", {1e6f}}});
  const VectorsToWrite vectors{.words = small.words, .table = small.table, .output = &large.table};
  const auto write = [&](const char* name, VectorFormat format) {
    WriteVectors(folder.path() / name, {.format = format, .type = NumberType::kFloat16}, vectors);
  };
  EXPECT_THROW(write("v.safetensors", VectorFormat::kSafetensors), Error);
  EXPECT_NO_THROW(write("v.npy", VectorFormat::kNumpy)) << "which has no output rows";
}

TEST(WriteVectors, RefusesValuesThatAreNotFinite) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
  for (const char* name : {"v.txt", "v.bin", "v.glove", "v.safetensors", "v.npy", "v.tsv", "hf/",
                           "v.pgcopy", "v.db", "v.fvecs", "v.fasttext"}) {
    EXPECT_EQ(ValueFault(name, NumberType::kFloat32, -kInfinity),
              "the word 'big' has the value -inf, which is not finite");
    EXPECT_EQ(ValueFault(name, NumberType::kFloat32, kNan),
              "the word 'big' has the value nan, which is not finite");
  }
}

TEST(WriteVectors, RefusesFewerRowsThanWords) {
  const TempFolder folder;
  const auto two = ToVectors({{"a", {1, 2}}, {"b", {3, 4}}}), one = ToVectors({{"a", {1, 2}}});
  const EmbeddingTable wide(2, 3);
  const std::vector<std::uint64_t> counts = {1};
  const auto message = [&](const VectorsToWrite& vectors) -> std::string {
    try {
      WriteVectors(folder.path() / "v", {.format = VectorFormat::kSafetensors}, vectors);
      return "no error";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kUsage);
      return error.what();
    }
  };
  EXPECT_THAT(message({.words = two.words, .table = one.table}), HasSubstr("only 1 rows"));
  EXPECT_THAT(message({.words = two.words, .table = two.table, .output = &one.table}),
              HasSubstr("only 1 output rows"));
  EXPECT_THAT(message({.words = two.words, .table = two.table, .output = &wide}),
              HasSubstr("output rows of 3 values"));
  EXPECT_THAT(message({.words = two.words, .table = two.table, .counts = counts}),
              HasSubstr("only 1 counts"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "v"));
}

TEST(WriteVectors, ReportsAFullDisk) {
  try {
    Write("/dev/full", VectorFormat::kBinary, {{"a", {1}}});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kIo);
  }
}

TEST(WriteVectors, WritesGloveWithoutAFirstLine) {
  EXPECT_EQ(Written(VectorFormat::kGlove, {{"a", {1, 2}}}), "a 1 2\n");
}

TEST(FormatNames, AreSuggestedBySuffixes) {
  EXPECT_EQ(FormatBySuffix("a/b.bin"), VectorFormat::kBinary);
  EXPECT_EQ(FormatBySuffix("a/b.bin", true), VectorFormat::kFastText);
  EXPECT_EQ(FormatBySuffix("b.bin.gz", true), VectorFormat::kFastText);
  EXPECT_EQ(FormatBySuffix("b.txt"), VectorFormat::kText);
  EXPECT_EQ(FormatBySuffix("b.txt", true), VectorFormat::kText);
  EXPECT_EQ(FormatBySuffix("b.txt.gz"), VectorFormat::kText);
  EXPECT_EQ(FormatBySuffix("b.bin.vec"), VectorFormat::kText);
  EXPECT_EQ(FormatBySuffix("b.safetensors"), VectorFormat::kSafetensors);
  EXPECT_EQ(FormatBySuffix("folder/"), VectorFormat::kHuggingFace);
  EXPECT_EQ(FormatBySuffix("bin"), std::nullopt);
  EXPECT_EQ(FormatBySuffix("b.gz"), std::nullopt);
  EXPECT_EQ(FormatBySuffix("b.bin/v"), std::nullopt);
}

}  // namespace
}  // namespace hogvec

// Every format, by the same rules: what is written is read back, with what stands beside it; what
// is cut or changed is refused or read, and never more than that.
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "base/half.h"
#include "io/file.h"
#include "io/tensor_file.h"
#include "vectors/vector_files.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::Rows;
using testing::TempFolder;
using testing::ToRows;

struct Door {
  VectorFormat format;
  const char* name;
  bool counts = false;  // whether it holds them
};

std::ostream& operator<<(std::ostream& out, const Door& door) { return out << door.name; }

const Door kDoors[] = {{VectorFormat::kText, "v.txt"},
                       {VectorFormat::kText, "v.txt.gz"},
                       {VectorFormat::kText, "v.vec.zst"},
                       {VectorFormat::kText, "v.txt.bz2"},
                       {VectorFormat::kBinary, "v.bin.xz"},
                       {VectorFormat::kBinary, "v.bin"},
                       {VectorFormat::kBinary, "v.bin.gz"},
                       {VectorFormat::kGlove, "v.glove"},
                       {VectorFormat::kSafetensors, "v.safetensors", true},
                       {VectorFormat::kNumpy, "v.npy", true},
                       {VectorFormat::kProjector, "v.tsv", true},
                       {VectorFormat::kHuggingFace, "v"},
                       {VectorFormat::kPgvector, "v.pgcopy"},
                       {VectorFormat::kSqlite, "v.db", true},
                       {VectorFormat::kFvecs, "v.fvecs", true},
                       {VectorFormat::kFastText, "v.fasttext", true},
                       {VectorFormat::kFastText, "v.fasttext.gz", true}};

const Rows kRows = {{"the", {0.5f, -0.1f, 3e-8f}},
                    {"caf\xc3\xa9", {1, 2, 3}},
                    {"\"quoted\\", {-0.0f, 1e30f, -7}},
                    {"42", {4, 5, 6}}};

WordVectors Example() {
  WordVectors vectors = testing::ToVectors(kRows);
  vectors.output = EmbeddingTable(kRows.size(), 3);
  vectors.output.InitializeUniform(1);
  vectors.counts = {40, 30, 20, 10};
  vectors.configuration = {{"dim", "3"}, {"lowercase", "true"}};
  return vectors;
}

void Write(const fs::path& path, const WriteOptions& options, const WordVectors& vectors) {
  WriteVectors(path, options,
               {.words = vectors.words,
                .table = vectors.table,
                .output = &vectors.output,
                .counts = vectors.counts,
                .configuration = vectors.configuration});
}

class Doors : public ::testing::TestWithParam<Door> {
 protected:
  fs::path path() const { return folder_.path() / GetParam().name; }

  fs::path WriteExample() const {
    Write(path(), {.format = GetParam().format}, Example());
    return path();
  }

  TempFolder folder_;
};

TEST_P(Doors, GiveBackWhatWasPutIn) {
  WriteExample();
  EXPECT_EQ(OpenVectors(path())->format(), GetParam().format);
  const WordVectors read = ReadVectors(path(), {.with_output = true});
  EXPECT_EQ(ToRows(read), kRows);
  if (GetParam().counts) {
    EXPECT_THAT(read.counts, ElementsAre(40u, 30u, 20u, 10u));
  }
  EXPECT_EQ(InspectVectors(path()).rows, kRows.size());
  EXPECT_EQ(ToRows(ReadVectors(path(), {.top = 2})), Rows(kRows.begin(), kRows.begin() + 2));
}

TEST_P(Doors, SuggestTheirFormat) {
  EXPECT_EQ(FormatByName(FormatName(GetParam().format)), GetParam().format);
  EXPECT_THAT(FormatNames(), HasSubstr(FormatName(GetParam().format)));
  WriteExample();
  EXPECT_EQ(FormatBySuffix(path()), GetParam().format);
  for (const auto& file : FilesOf(path(), GetParam().format)) EXPECT_TRUE(fs::exists(file)) << file;
}

// Every file that belongs to a format, cut after every byte and with every byte changed.
TEST_P(Doors, BearDamage) {
  WriteExample();
  for (const auto& file : FilesOf(path(), GetParam().format)) {
    const std::string whole = ReadWholeFile(file);
    const std::size_t step = whole.size() / 300 + 1;  // a database is mostly empty
    for (std::size_t at = 0; at < whole.size(); at += step) {
      std::string changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ 0x41);
      for (const std::string& content : {whole.substr(0, at), changed}) {
        folder_.Write(fs::relative(file, folder_.path()).native(), content);
        for (const bool lenient : {false, true}) {
          try {
            ReadVectors(path(), {.lenient = lenient, .with_output = true});
          } catch (const Error& error) {
            EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos) << error.what();
            EXPECT_THAT(error.what(), HasSubstr(folder_.path().string()));
          }
        }
      }
    }
    folder_.Write(fs::relative(file, folder_.path()).native(), whole);
  }
  EXPECT_EQ(ToRows(ReadVectors(path())), kRows);
}

TEST_P(Doors, KeepTheOldFileUnlessWhole) {
  WriteExample();
  WordVectors bad = Example();
  bad.words.FindOrAdd("");  // no format has words of nothing
  bad.table = EmbeddingTable(5, 3);
  bad.output = EmbeddingTable(5, 3);
  bad.counts.push_back(1);
  if (GetParam().format == VectorFormat::kSafetensors) return;  // but this one
  EXPECT_THROW(Write(path(), {.format = GetParam().format}, bad), Error);
  EXPECT_EQ(ToRows(ReadVectors(path())), kRows);
}

INSTANTIATE_TEST_SUITE_P(Formats, Doors, ::testing::ValuesIn(kDoors));

TEST(Safetensors, HoldsAllThatTrainingGives) {
  const TempFolder folder;
  const auto path = folder.path() / "m.safetensors";
  const WordVectors written = Example();
  Write(path, {.format = VectorFormat::kSafetensors}, written);
  const WordVectors read = ReadVectors(path, {.with_output = true});
  EXPECT_EQ(read.configuration, written.configuration);
  for (std::size_t row = 0; row < kRows.size(); ++row) {
    EXPECT_TRUE(
        std::ranges::equal(read.output.Row(ToWordId(row)), written.output.Row(ToWordId(row))));
  }
  const VectorReport report = InspectVectors(path);
  EXPECT_TRUE(report.counts && report.output_rows);
  EXPECT_EQ(report.configuration, written.configuration);
}

TEST(Safetensors, StartsItsRowsAtACacheLine) {
  const TempFolder folder;
  const auto path = folder.path() / "m.safetensors";
  Write(path, {.format = VectorFormat::kSafetensors}, Example());
  const std::string bytes = ReadWholeFile(path);
  EXPECT_EQ(
      (8 + static_cast<unsigned char>(bytes[0]) + 256 * static_cast<unsigned char>(bytes[1])) % 64,
      0);
}

TEST(Safetensors, OfOthersIsReadIfItHasWords) {
  const TempFolder folder;
  const auto path = folder.path() / "m.safetensors";
  TensorWriter file(path, {}, {{"embedding.weight", ElementType::kF32, {1, 1}}});
  const float value = 1;
  file.WriteArray(std::span(&value, 1));
  file.Finish();
  try {
    ReadVectors(path);
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("without words"));
  }
}

TEST(HalfNumbers, AreWrittenWhereAFormatHasThem) {
  const TempFolder folder;
  for (const char* name : {"v.safetensors", "v.npy", "hf"}) {
    for (const NumberType type : {NumberType::kFloat16, NumberType::kBfloat16}) {
      const auto path = folder.path() / name;
      const auto format = FormatBySuffix(name).value_or(VectorFormat::kHuggingFace);
      WordVectors vectors = Example();
      vectors.table.Row(ToWordId(2))[1] = 1;  // 1e30 is no half
      const WriteOptions options{.format = format, .type = type};
      if (format == VectorFormat::kNumpy && type == NumberType::kBfloat16) {
        EXPECT_THROW(Write(path, options, vectors), Error);
        continue;
      }
      Write(path, options, vectors);
      const WordVectors read = ReadVectors(path);
      for (std::size_t i = 0; i < 12; ++i) {
        const WordId id = ToWordId(i / 3);
        const float value = vectors.table.Row(id)[i % 3];
        EXPECT_EQ(read.table.Row(id)[i % 3], type == NumberType::kFloat16
                                                 ? FromHalf(ToHalf(value))
                                                 : FromBfloat16(ToBfloat16(value)));
      }
    }
  }
  EXPECT_THROW(Write(folder.path() / "v.txt",
                     {.format = VectorFormat::kText, .type = NumberType::kFloat16}, Example()),
               Error);
}

TEST(Precision, IsOfSignificantDigits) {
  const TempFolder folder;
  const auto path = folder.path() / "v.txt";
  const WordVectors vectors = testing::ToVectors({{"a", {0.123456f, -123456, 1e-9f}}});
  WriteVectors(path, {.format = VectorFormat::kText, .precision = 3},
               {.words = vectors.words, .table = vectors.table});
  EXPECT_EQ(ReadWholeFile(path), "1 3\na 0.123 -1.23e+05 1e-09\n");
}

TEST(Compressed, IsRefusedWhereNobodyReadsIt) {
  const TempFolder folder;
  EXPECT_THROW(Write(folder.path() / "v.npy.gz", {.format = VectorFormat::kNumpy}, Example()),
               Error);
}

TEST(Projector, NamesItsColumnsWhereThereAreTwo) {
  const TempFolder folder;
  const auto path = folder.path() / "v.tsv";
  WordVectors vectors = Example();
  Write(path, {.format = VectorFormat::kProjector}, vectors);
  EXPECT_THAT(ReadWholeFile(folder.path() / "v.metadata.tsv"),
              ::testing::StartsWith("word\tcount\nthe\t40\n"));
  vectors.counts.clear();
  Write(path, {.format = VectorFormat::kProjector}, vectors);
  EXPECT_THAT(ReadWholeFile(folder.path() / "v.metadata.tsv"), ::testing::StartsWith("the\ncaf"));
}

// Blank is what JavaScript's trim() leaves nothing of: the projector drops such lines.
TEST(Projector, HasALabelForEveryWord) {
  const TempFolder folder;
  const auto path = folder.path() / "v.tsv";
  const Rows rows = {{"\u00a0", {1}},     {"\u3000\u2003", {2}}, {"\ufeff", {3}},
                     {"\\xc2\\xa0", {4}}, {"\\xc2\\xa0a", {5}},  {"a\u00a0b", {6}},
                     {"\xff", {7}}};
  const WordVectors vectors = testing::ToVectors(rows);
  WriteVectors(path, VectorFormat::kProjector, vectors.words, vectors.table);
  EXPECT_EQ(ReadWholeFile(folder.path() / "v.metadata.tsv"),
            "\\xc2\\xa0\n\\xe3\\x80\\x80\\xe2\\x80\\x83\n\\xef\\xbb\\xbf\n"
            "\\x5c\\x78\\x63\\x32\\x5c\\x78\\x61\\x30\n\\xc2\\xa0a\na\u00a0b\n\xff\n");
  EXPECT_EQ(ToRows(ReadVectors(path)), rows);
}

// What it does is held by doors/postgresql_test.py.
TEST(Pgvector, HasAScriptThatNamesItsDataInPsqlsQuotes) {
  const TempFolder folder;
  for (const auto& [name, source] :
       {std::pair{"v.pgcopy", "'v.pgcopy'"}, std::pair{"it's.pgcopy", "'it''s.pgcopy'"},
        std::pair{"~v.pgcopy", "'./~v.pgcopy'"},
        std::pair{"v.pgcopy.gz", "PROGRAM 'gzip -dc < ''v.pgcopy.gz'''"},
        std::pair{"it's.pgcopy.zst", "PROGRAM 'zstd -dc < ''it''\\''''s.pgcopy.zst'''"}}) {
    const auto path = folder.path() / name;
    Write(path, {.format = VectorFormat::kPgvector}, Example());
    const std::string sql = ReadWholeFile(FilesOf(path, VectorFormat::kPgvector)[1]);
    EXPECT_THAT(sql, HasSubstr("\n\\set ON_ERROR_STOP on\n"));
    EXPECT_THAT(sql, HasSubstr(std::string("(word, embedding) FROM ") + source + "\nCOMMIT;\n"));
  }
  EXPECT_THROW(Write(folder.path() / "a\nb.pgcopy", {.format = VectorFormat::kPgvector}, Example()),
               Error);
}

TEST(Listed, WordsMustBeAsManyAsRows) {
  const TempFolder folder;
  for (const auto& [format, name] :
       {std::pair{VectorFormat::kNumpy, "v.npy"}, std::pair{VectorFormat::kFvecs, "v.fvecs"}}) {
    const auto path = folder.path() / name;
    Write(path, {.format = format}, Example());
    for (const char* list : {"a\nb\nc\n", "a\nb\nc\nd\ne\n", "a\nb\tx\nc\nd\n", "a\n\nc\nd\n"}) {
      folder.Write(FilesOf(path, format)[1].filename().native(), list);
      EXPECT_THROW(ReadVectors(path), Error) << list;
    }
    fs::remove(FilesOf(path, format)[1]);
    EXPECT_THROW(ReadVectors(path), Error);
  }
}

}  // namespace
}  // namespace hogvec

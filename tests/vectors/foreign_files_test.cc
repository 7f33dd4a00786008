#include "vectors/foreign_files.h"

#include <gmock/gmock.h>
#include <sqlite3.h>

#include "io/file.h"
#include "vectors/formats/sqlite.h"
#include "vectors/vector_files.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;
using testing::TempFolder;

void RunSql(const fs::path& path, const char* sql) {
  sqlite3* database = nullptr;
  sqlite3_open(path.c_str(), &database);
  EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(database);
}

class ForeignFiles : public ::testing::Test {
 protected:
  void Write(const char* name, VectorFormat format, bool overwrite = false) const {
    const WordVectors vectors = testing::ToVectors({{"cat", {1, 2}}, {"dog", {3, 4}}});
    WriteVectors(folder_.path() / name, {.format = format, .overwrite = overwrite},
                 {.words = vectors.words, .table = vectors.table});
  }

  // The name of the first such file, below the folder.
  std::string Foreign(const char* name, VectorFormat format) const {
    const auto file = ForeignFile(folder_.path() / name, format);
    return file ? fs::relative(*file, folder_.path()).string() : "";
  }

  TempFolder folder_;
};

struct Several {
  VectorFormat format;
  const char* name;
};

constexpr Several kSeveral[] = {
    {VectorFormat::kNumpy, "v.npy"},          {VectorFormat::kProjector, "v.tsv"},
    {VectorFormat::kFvecs, "v.fvecs"},        {VectorFormat::kPgvector, "v.pgcopy"},
    {VectorFormat::kPgvector, "v.pgcopy.gz"}, {VectorFormat::kHuggingFace, "hf"},
    {VectorFormat::kSqlite, "v.db"}};

TEST_F(ForeignFiles, AreNoneOfThoseThatWereWrittenBefore) {
  for (const auto& [format, name] : kSeveral) {
    EXPECT_EQ(Foreign(name, format), "");
    Write(name, format);
    EXPECT_EQ(Foreign(name, format), "");
    Write(name, format);
  }
}

// Every file that is not the one named, replaced by somebody's own.
TEST_F(ForeignFiles, AreRefusedAndStay) {
  for (const auto& [format, name] : kSeveral) {
    Write(name, format);
    for (const fs::path& file : FilesOf(folder_.path() / name, format)) {
      if (file == folder_.path() / name) continue;
      const std::string ours = ReadWholeFile(file);
      const std::string below = fs::relative(file, folder_.path()).string();
      folder_.Write(below, "my own notes\n");
      EXPECT_EQ(Foreign(name, format), below);
      try {
        Write(name, format);
        ADD_FAILURE() << below;
      } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::kCannotCreate);
        EXPECT_THAT(error.what(), ::testing::HasSubstr("give the option 'overwrite'"));
      }
      EXPECT_EQ(ReadWholeFile(file), "my own notes\n");
      folder_.Write(below, ours);
    }
    EXPECT_EQ(Foreign(name, format), "");
  }
}

TEST_F(ForeignFiles, AreReplacedIfThatIsAsked) {
  folder_.Write("v.vocab.tsv", "my own notes\n");
  Write("v.npy", VectorFormat::kNumpy, true);
  EXPECT_EQ(ReadWholeFile(folder_.path() / "v.vocab.tsv"), "cat\ndog\n");
}

// A model of ours in a folder is no part of the folder.
TEST_F(ForeignFiles, MayBeFilesOfOurOtherFormats) {
  fs::create_directory(folder_.path() / "hf");
  Write("hf/model.safetensors", VectorFormat::kSafetensors);
  EXPECT_EQ(Foreign("hf", VectorFormat::kHuggingFace), "hf/model.safetensors");
}

TEST_F(ForeignFiles, AreNotWhatIsNamed) {
  folder_.Write("v.npy", "old");
  folder_.Write("v.db", "no database");
  folder_.Write("w.vocab.tsv", "");
  for (const auto& [format, name] :
       {kSeveral[0], kSeveral[6], Several{VectorFormat::kNumpy, "w.npy"}}) {
    EXPECT_EQ(Foreign(name, format), "");
  }
}

TEST_F(ForeignFiles, MayBeTablesOfADatabase) {
  for (const char* sql :
       {"CREATE TABLE users (name)", "CREATE VIEW some AS SELECT word FROM vectors",
        "CREATE INDEX by_count ON vectors (count)", "ALTER TABLE vectors ADD COLUMN note",
        "PRAGMA journal_mode = WAL"}) {
    Write("v.db", VectorFormat::kSqlite, true);
    EXPECT_FALSE(IsForeignDatabase(folder_.path() / "v.db"));
    RunSql(folder_.path() / "v.db", sql);
    EXPECT_TRUE(IsForeignDatabase(folder_.path() / "v.db")) << sql;
  }
  Write("v.db", VectorFormat::kSqlite, true);
  RunSql(folder_.path() / "v.db", "ANALYZE");
  EXPECT_FALSE(IsForeignDatabase(folder_.path() / "v.db")) << "statistics are nobody's";
}

}  // namespace
}  // namespace hogvec

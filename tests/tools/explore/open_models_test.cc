#include "explore/open_models.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "hogvec/error.h"
#include "support/temp_folder.h"

namespace hogvec::explore {
namespace {

using ::testing::HasSubstr;

TEST(OpenModels, ReadsEachFileUnderItsName) {
  const testing::TempFolder folder;
  Settings settings;
  settings.vectors = {folder.Write("a.txt", "2 2\nx 1 0\ny 0 1\n"),
                      folder.Write("b.txt", "1 3\nz 1 2 3\n")};
  const std::vector<Model> models = OpenModels(settings);
  ASSERT_EQ(models.size(), 2u);
  EXPECT_EQ(models[0].name, "a.txt");
  EXPECT_EQ(models[0].search.words().size(), 2u);
  EXPECT_EQ(models[1].search.dim(), 3u);
}

TEST(OpenModels, TakesTheFirstWordsAlone) {
  const testing::TempFolder folder;
  Settings settings;
  settings.vectors = {folder.Write("a.txt", "2 2\nx 1 0\ny 0 1\n")};
  settings.top = 1;
  EXPECT_EQ(OpenModels(settings)[0].search.words().size(), 1u);
}

TEST(OpenModels, SkipsWhatALenientReadingSkips) {
  const testing::TempFolder folder;
  Settings settings;
  settings.vectors = {folder.Write("a.txt", "2 2\nx 1 nan\ny 0 1\n")};
  EXPECT_THROW(OpenModels(settings), Error);
  settings.lenient = true;
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(OpenModels(settings)[0].search.words().size(), 1u);
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr("a.txt: warning: 1 rows"));
}

// A mapped file would end this test with SIGBUS.
TEST(OpenModels, HoldsVectorsWhoseFileIsCutShort) {
  const testing::TempFolder folder;
  WordVectors vectors{{}, EmbeddingTable(5000, 20)};
  for (std::size_t i = 0; i < 5000; ++i) {
    vectors.words.FindOrAdd("w" + std::to_string(i));
    vectors.table.Row(ToWordId(i))[i % 20] = 1;
  }
  Settings settings;
  settings.vectors = {folder.path() / "v.safetensors"};
  WriteVectors(settings.vectors[0], VectorFormat::kSafetensors, vectors.words, vectors.table);
  const std::vector<Model> models = OpenModels(settings);
  std::filesystem::resize_file(settings.vectors[0], 10);
  EXPECT_EQ(models[0].search.Nearest(ToWordId(4999), 3).size(), 3u);
}

}  // namespace
}  // namespace hogvec::explore

#include "main/space.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "hogvec/word_vectors.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using ::testing::HasSubstr;

const Vocabulary& Words() {
  static const Vocabulary words({{"the", 9}, {"cat", 4}, {"sat", 3}});
  return words;
}

TrainSettings Writing(const std::filesystem::path& output) {
  TrainSettings settings;
  settings.output = output;
  return settings;
}

TEST(Space, EstimatesTheVectorsFromAboveAndClosely) {
  const testing::TempFolder folder;
  EmbeddingTable table(3, 300);
  table.InitializeUniform(1);
  for (const char* name : {"v.bin", "v.txt"}) {
    TrainSettings settings = Writing(folder.path() / name);
    settings.train.dim = 300;
    const bool text = settings.output.extension() == ".txt";
    WriteVectors(settings.output, text ? VectorFormat::kText : VectorFormat::kBinary,
                 Words().words(), table);
    const auto size = static_cast<double>(std::filesystem::file_size(settings.output));
    EXPECT_LE(size, VectorBytes(Words(), settings)) << name;
    EXPECT_GE(1.2 * size, VectorBytes(Words(), settings)) << name;
  }
}

TEST(Space, IsRefusedWhereTheDiskIsTooSmall) {
  const testing::TempFolder folder;
  TrainSettings settings = Writing(folder.path() / "not" / "yet" / "v.bin");
  EXPECT_NO_THROW(RequireSpace(Words(), settings));
  settings.train.dim = std::size_t{1} << 50;
  try {
    RequireSpace(Words(), settings);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kIo);
    EXPECT_THAT(error.what(), HasSubstr(folder.path().string() + ": training will write "));
    EXPECT_THAT(error.what(), HasSubstr("MB there, and it has room for"));
  }
  settings.output = "/dev/null";  // takes no room
  EXPECT_NO_THROW(RequireSpace(Words(), settings));
  settings.checkpoint = folder.path() / "kept";
  EXPECT_THROW(RequireSpace(Words(), settings), Error);
}

TEST(Space, IsToldPartByPart) {
  TrainSettings settings = Writing("v.bin");
  settings.checkpoint = "kept";
  settings.ingest.token_memory = 8;
  const std::string text = NeedsText({Vocabulary({{"the", 9}, {"cat", 4}}), {}, 13}, settings);
  for (const char* part : {"memory ", "temporary ", "MB for checkpoints", "MB for the vectors"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
}

TEST(Space, IsThatOfEachRank) {
  const TrainSettings settings = Writing("v.bin");
  const CountedCorpus corpus{Vocabulary({{"the", 9}, {"cat", 4}}), {}, 1'000'000'000};
  EXPECT_THAT(NeedsText(corpus, settings), HasSubstr("memory    4,0"));
  EXPECT_THAT(NeedsText(corpus, settings, 4), HasSubstr("memory    1,0"));
  EXPECT_THAT(NeedsText(corpus, settings, 4), HasSubstr("MB for each rank, of them "));
}

}  // namespace
}  // namespace hogvec

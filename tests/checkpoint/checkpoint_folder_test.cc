#include "checkpoint/checkpoint_folder.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "support/temp_folder.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

void WriteSmall(const std::filesystem::path& path) {
  TensorWriter file(path, {{"name", path.filename().string()}}, {});
  file.Finish();
}

std::vector<std::string> NamesIn(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& path : CheckpointsIn(folder)) names.push_back(path.filename().string());
  return names;
}

TEST(CheckpointFolder, KeepsTheLastTwoNewestFirst) {
  const testing::TempFolder folder;
  CheckpointFolder checkpoints(folder.path() / "new" / "er");
  for (int i = 0; i < 11; ++i) checkpoints.Add(WriteSmall);
  EXPECT_THAT(NamesIn(checkpoints.path()),
              ElementsAre("checkpoint-11.safetensors", "checkpoint-10.safetensors"));
}

TEST(CheckpointFolder, CountsOnFromThoseThatAreThere) {
  const testing::TempFolder folder;
  { CheckpointFolder(folder.path()).Add(WriteSmall); }
  CheckpointFolder(folder.path()).Add(WriteSmall);
  EXPECT_THAT(NamesIn(folder.path()),
              ElementsAre("checkpoint-2.safetensors", "checkpoint-1.safetensors"));
}

TEST(CheckpointFolder, KeepsWhatIsThereWhenWritingFails) {
  const testing::TempFolder folder;
  CheckpointFolder checkpoints(folder.path());
  checkpoints.Add(WriteSmall);
  checkpoints.Add(WriteSmall);
  const auto fail = [](const auto&) { throw Error(ErrorKind::kIo, "full"); };
  EXPECT_THROW(checkpoints.Add(fail), Error);
  EXPECT_THAT(NamesIn(folder.path()),
              ElementsAre("checkpoint-2.safetensors", "checkpoint-1.safetensors"));
}

TEST(CheckpointFolder, IsForOneRunAtATime) {
  const testing::TempFolder folder;
  const CheckpointFolder first(folder.path());
  try {
    const CheckpointFolder second(folder.path());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kBusy);
  }
}

TEST(CheckpointFolder, SweepsUnfinishedFilesAndNothingElse) {
  const testing::TempFolder folder;
  folder.Write(".checkpoint-3.safetensors.Ab12Cd.tmp", "half");
  folder.Write(".notes.tmp", "mine");
  folder.Write("checkpoint-x.safetensors", "mine");
  const CheckpointFolder checkpoints(folder.path());
  EXPECT_FALSE(exists(folder.path() / ".checkpoint-3.safetensors.Ab12Cd.tmp"));
  EXPECT_TRUE(exists(folder.path() / ".notes.tmp"));
  EXPECT_THAT(NamesIn(folder.path()), IsEmpty());
}

TEST(CheckpointFolder, IsGoneWhenClearedUnlessItHoldsMore) {
  const testing::TempFolder folder;
  {
    CheckpointFolder checkpoints(folder.path() / "a");
    checkpoints.Add(WriteSmall);
    checkpoints.Clear();
  }
  EXPECT_FALSE(exists(folder.path() / "a"));
  CheckpointFolder checkpoints(folder.path());
  folder.Write("mine", "");
  checkpoints.Add(WriteSmall);
  checkpoints.Clear();
  EXPECT_TRUE(exists(folder.path() / "mine"));
  EXPECT_THAT(NamesIn(folder.path()), IsEmpty());
}

TEST(CheckpointFolder, CanNotBeAFile) {
  const testing::TempFolder folder;
  const auto file = folder.Write("file", "");
  try {
    const CheckpointFolder checkpoints(file);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kCannotCreate);
  }
}

TEST(OpenNewestCheckpoint, PassesOverDamagedOnesAndNamesThem) {
  const testing::TempFolder folder;
  CheckpointFolder checkpoints(folder.path());
  checkpoints.Add(WriteSmall);
  checkpoints.Add(WriteSmall);
  folder.Write("checkpoint-2.safetensors", "damaged");
  std::vector<std::string> warnings;
  const auto warn = [&](const std::string& line) { warnings.push_back(line); };
  const TensorReader file = OpenNewestCheckpoint(folder.path(), checkpoints.files(), warn);
  EXPECT_EQ(file.Metadata("name"), "checkpoint-1.safetensors");
  EXPECT_THAT(warnings, ElementsAre(HasSubstr("checkpoint-2.safetensors: is cut short")));
  checkpoints.Add(WriteSmall);  // the damaged one goes first
  EXPECT_THAT(NamesIn(folder.path()),
              ElementsAre("checkpoint-3.safetensors", "checkpoint-1.safetensors"));
}

TEST(OpenNewestCheckpoint, SaysIfThereIsNone) {
  const testing::TempFolder folder;
  const auto silent = [](const std::string&) {};
  const auto kind_of = [&] {
    auto files = CheckpointsIn(folder.path());
    try {
      OpenNewestCheckpoint(folder.path(), files, silent);
    } catch (const Error& error) {
      return error.kind();
    }
    return ErrorKind::kInternal;
  };
  EXPECT_EQ(kind_of(), ErrorKind::kNoInput);
  folder.Write("checkpoint-2.safetensors", "damaged");
  EXPECT_EQ(kind_of(), ErrorKind::kMalformed);
  EXPECT_THROW(CheckpointsIn(folder.path() / "absent"), Error);
}

}  // namespace
}  // namespace hogvec

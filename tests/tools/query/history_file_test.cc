#include "query/history_file.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <cstdlib>

#include "io/file.h"
#include "support/temp_folder.h"

namespace hogvec::query {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
namespace fs = std::filesystem;

mode_t ModeOf(const fs::path& path) {
  struct stat status = {};
  EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
  return status.st_mode & 0777;
}

TEST(HistoryFile, KeepsLinesForTheirOwnerOnly) {
  const testing::TempFolder folder;
  const fs::path path = folder.path() / "state" / "hogvec" / "query_history";
  HistoryFile(path).Add("king");
  HistoryFile(path).Add("king - man + woman");
  EXPECT_THAT(HistoryFile(path).Load(), ElementsAre("king", "king - man + woman"));
  EXPECT_EQ(ModeOf(path), 0600u);
  EXPECT_EQ(ModeOf(path.parent_path()), 0700u);
}

TEST(HistoryFile, GrowsToABound) {
  const testing::TempFolder folder;
  std::string many;
  for (std::size_t i = 0; i < 5 * HistoryFile::kMostLines; ++i) many += std::to_string(i) + "\n";
  const fs::path path = folder.Write("history", many);
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  const auto lines = HistoryFile(path).Load();
  ASSERT_EQ(lines.size(), HistoryFile::kMostLines);
  EXPECT_EQ(lines.front(), std::to_string(4 * HistoryFile::kMostLines));
  EXPECT_LT(fs::file_size(path), many.size() / 4);
  EXPECT_EQ(ModeOf(path), 0600u);
  EXPECT_EQ(HistoryFile(path).Load(), lines);
}

TEST(HistoryFile, LeavesOutWhatNobodyTyped) {
  const testing::TempFolder folder;
  const fs::path path =
      folder.Write("history", std::string(100000, 'x').append("\n\n\xff\nking\n"));
  HistoryFile(path).Add(std::string(100000, 'y'));
  HistoryFile(path).Add("");
  EXPECT_THAT(HistoryFile(path).Load(), ElementsAre("king"));
}

TEST(HistoryFile, SaysNothingWhereNothingCanBeKept) {
  const testing::TempFolder folder;
  const fs::path file = folder.Write("file", "");
  ASSERT_EQ(::mkfifo((folder.path() / "pipe").c_str(), 0600), 0);
  for (const fs::path& path : {fs::path(), file / "history", folder.path(), fs::path("/dev/full"),
                               folder.path() / "pipe", fs::path("/proc/none/history")}) {
    HistoryFile(path).Add("king");
    EXPECT_THAT(HistoryFile(path).Load(), IsEmpty()) << path;
  }
}

class UsualPath : public ::testing::Test {
 protected:
  void SetUp() override {
    ::setenv("HOME", "/home/somebody", 1);
    ::unsetenv("XDG_STATE_HOME");
  }
  void TearDown() override { SetUp(); }
};

TEST_F(UsualPath, IsWhereTheSystemKeepsSuchThings) {
  EXPECT_EQ(HistoryFile::UsualPath(), "/home/somebody/.local/state/hogvec/query_history");
  ::setenv("XDG_STATE_HOME", "/state", 1);
  EXPECT_EQ(HistoryFile::UsualPath(), "/state/hogvec/query_history");
}

TEST_F(UsualPath, NeedsAHome) {
  ::setenv("XDG_STATE_HOME", "relative", 1);
  EXPECT_EQ(HistoryFile::UsualPath(), "/home/somebody/.local/state/hogvec/query_history");
  ::setenv("HOME", "", 1);
  EXPECT_EQ(HistoryFile::UsualPath(), fs::path());
}

}  // namespace
}  // namespace hogvec::query

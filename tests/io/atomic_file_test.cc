#include "io/atomic_file.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <iterator>
#include <string>
#include <thread>

#include "support/temp_folder.h"

namespace {

std::atomic<int> umask_calls = 0;

}  // namespace

// Takes the place of the C library's.
extern "C" mode_t umask(mode_t mask) noexcept {
  ++umask_calls;
  return static_cast<mode_t>(::syscall(SYS_umask, mask));
}

namespace hogvec {
namespace {

namespace fs = std::filesystem;
using testing::TempFolder;

class AtomicFileTest : public ::testing::Test {
 protected:
  static void Put(const fs::path& path, std::string_view content) {
    AtomicFile file(path);
    file.Write(content);
    file.Finish();
  }

  std::ptrdiff_t FilesInFolder() const {
    return std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator());
  }

  static mode_t ModeOf(const fs::path& path) {
    struct stat status = {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0);
    return status.st_mode & 07777;
  }

  template <typename Action>
  static void ExpectError(ErrorKind kind, Action action) {
    try {
      action();
      FAIL();
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), kind) << error.what();
    }
  }

  TempFolder folder_;
  fs::path path_ = folder_.path() / "f";
};

TEST_F(AtomicFileTest, AppearsWhenFinished) {
  AtomicFile file(path_);
  file.Write("ab");
  file.Write("c");
  EXPECT_FALSE(fs::exists(path_));
  file.Finish();
  EXPECT_EQ(ReadWholeFile(path_), "abc");
  EXPECT_EQ(FilesInFolder(), 1);
}

TEST_F(AtomicFileTest, HoldsMoreThanItsBuffer) {
  const std::string piece(700'000, 'x');
  AtomicFile file(path_);
  for (int i = 0; i < 5; ++i) file.Write(piece);
  file.Finish();
  EXPECT_EQ(fs::file_size(path_), 3'500'000u);
}

TEST_F(AtomicFileTest, LeavesTheOldFileWithoutFinish) {
  folder_.Write("f", "old");
  {
    AtomicFile file(path_);
    file.Write(std::string(10'000'000, 'x'));
  }
  EXPECT_EQ(ReadWholeFile(path_), "old");
  EXPECT_EQ(FilesInFolder(), 1) << "no temporary file stays";
}

TEST_F(AtomicFileTest, ReplacesTheTargetOfALink) {
  fs::create_directory(folder_.path() / "deep");
  folder_.Write("deep/target", "old");
  fs::create_symlink("deep/target", folder_.path() / "middle");
  fs::create_symlink("middle", path_);
  Put(path_, "new");
  EXPECT_TRUE(fs::is_symlink(path_));
  EXPECT_EQ(ReadWholeFile(folder_.path() / "deep/target"), "new");
}

TEST_F(AtomicFileTest, CreatesTheTargetOfADanglingLink) {
  fs::create_symlink("target", path_);
  Put(path_, "new");
  EXPECT_TRUE(fs::is_symlink(path_));
  EXPECT_EQ(ReadWholeFile(folder_.path() / "target"), "new");
}

TEST_F(AtomicFileTest, KeepsThePermissionsOfTheOldFile) {
  folder_.Write("f", "old");
  fs::permissions(path_, fs::perms(0640));
  Put(path_, "new");
  EXPECT_EQ(ModeOf(path_), 0640u);
}

TEST_F(AtomicFileTest, GivesANewFileWhatTheUmaskLeaves) {
  const mode_t before = ::umask(027);
  Put(path_, "new");
  ::umask(before);
  EXPECT_EQ(ModeOf(path_), 0640u);
}

// It is the process's: files of other threads would get the wrong permissions meanwhile.
TEST_F(AtomicFileTest, NeverChangesTheUmask) {
  const int before = umask_calls;
  Put(path_, "new");
  EXPECT_EQ(umask_calls, before);
}

TEST_F(AtomicFileTest, WritesInTheWorkingFolder) {
  const fs::path before = fs::current_path();
  fs::current_path(folder_.path());
  Put("f", "new");
  fs::current_path(before);
  EXPECT_EQ(ReadWholeFile(path_), "new");
}

TEST_F(AtomicFileTest, StreamsIntoAPipe) {
  std::array<int, 2> ends = {};
  ASSERT_EQ(::pipe(ends.data()), 0);
  File in = File::Adopt(ends[0], "in");
  File out = File::Adopt(ends[1], "out");
  Put(fmt::format("/dev/fd/{}", out.descriptor()), "abc");
  out.Close();
  std::string bytes(10, '?');
  bytes.resize(in.Read(bytes));
  EXPECT_EQ(bytes, "abc");
}

TEST_F(AtomicFileTest, ReportsAFullDisk) {
  ExpectError(ErrorKind::kIo, [] { Put("/dev/full", "x"); });
  ExpectError(ErrorKind::kIo, [] {
    AtomicFile file("/dev/full");
    file.Write(std::string(10'000'000, 'x'));
  });
}

// Several pieces of a huge page, out of parts that no piece is a multiple of.
TEST_F(AtomicFileTest, KeepsTheOrderOfMuch) {
  std::string part(1'000'003, ' '), whole;
  AtomicFile file(path_);
  for (char c = 'a'; c < 'l'; ++c) {
    part.assign(part.size(), c);
    file.Write(part);
    whole += part;
  }
  file.Finish();
  EXPECT_TRUE(ReadWholeFile(path_) == whole);
}

// The start, the middle and the end of a file, each once as bytes and once as holes.
TEST_F(AtomicFileTest, HasZerosWhereTheyWereWritten) {
  for (const std::size_t zeros : {std::size_t{10}, std::size_t{5'000'000}}) {
    AtomicFile file(path_);
    file.WriteZeros(zeros);
    file.Write("a");
    file.WriteZeros(zeros - 3);
    file.WriteZeros(3);
    file.Write("b");
    file.WriteZeros(zeros);
    file.Finish();
    const std::string nothing(zeros, '\0');
    EXPECT_TRUE(ReadWholeFile(path_) == nothing + "a" + nothing + "b" + nothing) << zeros;
  }
}

// A file system without holes may take the space.
TEST_F(AtomicFileTest, SavesTheSpaceOfZeros) {
  AtomicFile file(path_);
  file.Write("a");
  file.WriteZeros(std::uint64_t{1} << 40);
  file.Write("b");
  try {
    file.Finish();
  } catch (const Error&) {
    GTEST_SKIP() << "no file of 1 TiB can be here";
  }
  struct stat status = {};
  ASSERT_EQ(::stat(path_.c_str(), &status), 0);
  EXPECT_EQ(status.st_size, (std::int64_t{1} << 40) + 2);
  EXPECT_LT(status.st_blocks * 512, 1 << 20);
}

TEST_F(AtomicFileTest, StreamsItsZeros) {
  ASSERT_EQ(::mkfifo(path_.c_str(), 0600), 0);
  std::string read;
  std::thread reader([&] { read = ReadWholeFile(path_); });
  AtomicFile file(path_);
  file.Write("a");
  file.WriteZeros(1'000'000);
  file.Write("b");
  file.Finish();
  reader.join();
  EXPECT_TRUE(read == "a" + std::string(1'000'000, '\0') + "b");
}

TEST_F(AtomicFileTest, NeedsAFolder) {
  ExpectError(ErrorKind::kCannotCreate, [&] { AtomicFile(folder_.path() / "missing" / "f"); });
  ExpectError(ErrorKind::kCannotCreate, [&] { AtomicFile(folder_.Write("file", "") / "f"); });
  ExpectError(ErrorKind::kCannotCreate, [&] { CheckCanCreate(folder_.path() / "missing" / "f"); });
}

TEST_F(AtomicFileTest, RefusesADirectory) {
  ExpectError(ErrorKind::kCannotCreate, [&] { AtomicFile file(folder_.path()); });
  ExpectError(ErrorKind::kCannotCreate, [&] { AtomicFile(folder_.path() / ""); });
  ExpectError(ErrorKind::kCannotCreate, [] { AtomicFile(""); });
}

TEST_F(AtomicFileTest, IsCheckedForInAdvanceWithoutATrace) {
  CheckCanCreate(path_);
  EXPECT_EQ(FilesInFolder(), 0);
}

TEST_F(AtomicFileTest, ThatIsAPipeIsNotOpenedInAdvance) {
  ASSERT_EQ(::mkfifo(path_.c_str(), 0600), 0);
  CheckCanCreate(path_);  // with nobody to read it, opening would wait for ever
}

TEST(CreateFolder, MakesThoseAboveToo) {
  const testing::TempFolder folder;
  const auto deep = folder.path() / "a" / "b" / "c";
  CreateFolder(deep);
  EXPECT_TRUE(is_directory(deep));
  EXPECT_NO_THROW(CreateFolder(deep));
}

// Which says ENOENT although /proc is there.
TEST(CreateFolder, GivesUpWhereThereIsAParent) { EXPECT_THROW(CreateFolder("/proc/x"), Error); }

TEST(CreateFolder, SaysWhatIsInTheWay) {
  const testing::TempFolder folder;
  const auto file = folder.Write("file", "");
  for (const auto& path : {file, file / "below"}) {
    try {
      CreateFolder(path);
      FAIL() << path;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kCannotCreate);
    }
  }
}

}  // namespace
}  // namespace hogvec

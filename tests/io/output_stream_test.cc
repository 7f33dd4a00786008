#include "io/output_stream.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <thread>

#include "io/atomic_file.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;
using testing::TempFolder;

class OutputStreamTest : public ::testing::Test {
 protected:
  File OpenFile(int flags) const {
    return File::Adopt(::open(path_.c_str(), flags | O_CLOEXEC), path_);
  }

  static std::string NameOf(const File& file) {
    return fmt::format("/dev/fd/{}", file.descriptor());
  }

  static bool CantBeOpened(const fs::path& path) {
    try {
      OpenOutputStream(path);
    } catch (const Error& error) {
      return error.kind() == ErrorKind::kCannotCreate;
    }
    return false;
  }

  TempFolder folder_;
  fs::path path_ = folder_.Write("f", "before\n");
};

TEST_F(OutputStreamTest, GoesOnWhereTheDescriptorStands) {
  File file = OpenFile(O_WRONLY | O_TRUNC);
  file.Write("header\n");
  WriteWholeFile(NameOf(file), "body\n");
  file.Write("trailer\n");
  EXPECT_EQ(ReadWholeFile(path_), "header\nbody\ntrailer\n");
}

TEST_F(OutputStreamTest, AppendsWhereTheDescriptorDoes) {
  File file = OpenFile(O_WRONLY | O_APPEND);
  WriteWholeFile(NameOf(file), "body\n");
  WriteWholeFile(fmt::format("/proc/self/fd/{}", file.descriptor()), "more\n");
  EXPECT_EQ(ReadWholeFile(path_), "before\nbody\nmore\n");
}

TEST_F(OutputStreamTest, IsFoundBehindLinks) {
  const File file = OpenFile(O_WRONLY | O_APPEND);
  fs::create_symlink(NameOf(file), folder_.path() / "link");
  fs::create_symlink("link", folder_.path() / "twice");
  WriteWholeFile(folder_.path() / "twice", "body\n");
  EXPECT_EQ(ReadWholeFile(path_), "before\nbody\n");
}

// Standard output is put back before anything is expected, which may print.
TEST_F(OutputStreamTest, IsTheFileThatStandardOutputGoesTo) {
  const File before = File::Adopt(::dup(STDOUT_FILENO), "stdout");
  const File file = OpenFile(O_WRONLY | O_APPEND);
  ::dup2(file.descriptor(), STDOUT_FILENO);
  WriteWholeFile(path_, "one\n");
  WriteWholeFile(kStandardOutput, "two\n");
  ::dup2(before.descriptor(), STDOUT_FILENO);
  EXPECT_EQ(ReadWholeFile(path_), "before\none\ntwo\n");
}

TEST_F(OutputStreamTest, IsNoneForAFileOfItsOwn) {
  const File file = OpenFile(O_WRONLY | O_APPEND);  // but not as a standard stream
  for (const fs::path& path : {path_, folder_.path() / "new", folder_.path(), fs::path("")}) {
    EXPECT_FALSE(IsOutputStream(path)) << path;
    EXPECT_FALSE(CheckOutputStream(path)) << path;
    EXPECT_FALSE(OpenOutputStream(path).has_value()) << path;
  }
}

TEST_F(OutputStreamTest, IsADeviceOrAPipe) {
  const auto pipe = folder_.path() / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_TRUE(IsOutputStream("/dev/null"));
  EXPECT_TRUE(OpenOutputStream("/dev/null").has_value());
  EXPECT_TRUE(IsOutputStream(pipe));
  EXPECT_TRUE(CheckOutputStream(pipe)) << "and did not wait for a reader";
}

TEST_F(OutputStreamTest, MustBeOpenForWriting) {
  const File file = OpenFile(O_RDONLY);
  EXPECT_TRUE(CantBeOpened(NameOf(file)));
  EXPECT_TRUE(CantBeOpened("/dev/fd/999"));
  EXPECT_EQ(ReadWholeFile(path_), "before\n");
}

TEST_F(OutputStreamTest, WaitsForRoomInAPipeThatDoesNot) {
  std::array<int, 2> ends = {};
  ASSERT_EQ(::pipe2(ends.data(), O_NONBLOCK), 0);
  File in = File::Adopt(ends[0], "in");
  File out = File::Adopt(ends[1], "out");
  ::fcntl(in.descriptor(), F_SETFL, 0);
  std::string got(1 << 20, ' ');
  std::jthread reader([&] { got.resize(in.Read(got)); });
  WriteWholeFile(NameOf(out), std::string(1 << 20, 'x'));
  reader.join();
  EXPECT_EQ(got, std::string(1 << 20, 'x'));
}

}  // namespace
}  // namespace hogvec

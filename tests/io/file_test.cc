#include "io/file.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <utility>

#include "support/temp_folder.h"

namespace hogvec {
namespace {

using ::testing::EndsWith;
using ::testing::StartsWith;
using testing::TempFolder;

class FileTest : public ::testing::Test {
 protected:
  static std::string Read(File& file, std::size_t count) {
    std::string bytes(count, '?');
    bytes.resize(file.Read(bytes));
    return bytes;
  }

  template <typename Action>
  static std::string Fault(ErrorKind kind, Action action) {
    try {
      action();
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), kind) << error.what();
      return error.what();
    }
    return "no error";
  }

  TempFolder folder_;
};

TEST_F(FileTest, IsReadPieceByPiece) {
  File file = File::OpenForReading(folder_.Write("f", "abcde"));
  EXPECT_EQ(file.Size(), 5u);
  EXPECT_TRUE(file.IsRegular());
  EXPECT_EQ(Read(file, 3), "abc");
  EXPECT_EQ(Read(file, 3), "de");
  EXPECT_EQ(Read(file, 3), "");
}

TEST_F(FileTest, IsReadAtAnyPlace) {
  const File file = File::OpenForReading(folder_.Write("f", "abcde"));
  std::array<char, 2> bytes = {};
  file.ReadAt(bytes, 3);
  EXPECT_EQ(std::string_view(bytes.data(), 2), "de");
  EXPECT_THAT(Fault(ErrorKind::kIo, [&] { file.ReadAt(bytes, 4); }),
              EndsWith("ends at byte 5, although more was written"));
}

TEST_F(FileTest, FillsAReadFromAPipeThatComesInPieces) {
  std::array<int, 2> ends = {};
  ASSERT_EQ(::pipe(ends.data()), 0);
  File in = File::Adopt(ends[0], "in");
  File out = File::Adopt(ends[1], "out");
  EXPECT_FALSE(in.IsRegular());
  EXPECT_EQ(in.Size(), 0u);
  out.Write("ab");
  out.Write("cd");
  out.Close();
  EXPECT_EQ(Read(in, 10), "abcd");
}

TEST_F(FileTest, MustBeThereToBeRead) {
  EXPECT_EQ(Fault(ErrorKind::kNoInput, [] { File::OpenForReading("/nonexistent/f"); }),
            "/nonexistent/f: can't be opened: No such file or directory");
  EXPECT_THAT(Fault(ErrorKind::kNoInput, [&] { File::OpenForReading(folder_.path()); }),
              EndsWith("is a directory, not a file"));
}

TEST_F(FileTest, MayHaveNoName) {
  File file = File::CreateUnnamed(folder_.path());
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
  file.WriteAt("xyz", 2);
  std::array<char, 5> bytes = {};
  file.ReadAt(bytes, 0);
  EXPECT_EQ(std::string_view(bytes.data(), 5), std::string_view("\0\0xyz", 5));
  EXPECT_THAT(Fault(ErrorKind::kCannotCreate, [] { File::CreateUnnamed("/nonexistent"); }),
              StartsWith("/nonexistent: can't hold a temporary file"));
}

TEST_F(FileTest, ReportsAFullDisk) {
  File file = File::Adopt(::open("/dev/full", O_WRONLY | O_CLOEXEC), "/dev/full");
  EXPECT_EQ(Fault(ErrorKind::kIo, [&] { file.Write("x"); }),
            "/dev/full: can't be written: No space left on device");
}

TEST_F(FileTest, IsClosedOnceWhereverItMoves) {
  File first = File::OpenForReading(folder_.Write("f", "a"));
  const int descriptor = first.descriptor();
  File second = std::move(first);
  EXPECT_EQ(second.descriptor(), descriptor);
  second.Close();
  EXPECT_FALSE(second.is_open());
  EXPECT_EQ(::fcntl(descriptor, F_GETFD), -1);
}

TEST_F(FileTest, SaysWhatTheSystemSaidOnClosing) {
  const int descriptor = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  File file = File::Adopt(descriptor, "null");
  ::close(descriptor);
  EXPECT_THROW(file.Close(), Error);
}

TEST_F(FileTest, IsReadAsAWhole) {
  const std::string content(200'000, 'x');
  EXPECT_EQ(ReadWholeFile(folder_.Write("f", content)), content);
  EXPECT_EQ(ReadWholeFile(folder_.Write("empty", "")), "");
}

TEST_F(FileTest, GrowsByAHole) {
  const auto path = folder_.Write("f", "");
  File file = File::OpenBy([&] { return ::open(path.c_str(), O_WRONLY | O_CLOEXEC); }, path,
                           ErrorKind::kIo, "can't be opened");
  file.Write("a");
  file.AppendHole(3);
  EXPECT_EQ(file.Position(), 4u);
  EXPECT_EQ(file.Size(), 4u);
  file.Write("b");
  EXPECT_EQ(ReadWholeFile(path), std::string("a\0\0\0b", 5));
  File null = File::Adopt(::open("/dev/null", O_WRONLY | O_CLOEXEC), "null");
  Fault(ErrorKind::kIo, [&] { null.AppendHole(3); });
}

TEST_F(FileTest, SaysAtWhichByteReadingFailed) {
  File memory = File::OpenForReading("/proc/self/mem");  // nothing is mapped at its start
  char byte = 0;
  EXPECT_EQ(Fault(ErrorKind::kIo,
                  [&] {
                    memory.Read({&byte, 1});
                  }),
            "/proc/self/mem: can't be read at byte 0: Input/output error");
}

TEST_F(FileTest, GivesTheSystemsReason) {
  const Error error = SystemError(ErrorKind::kIo, "p", "can't be read", EIO);
  EXPECT_STREQ(error.what(), "p: can't be read: Input/output error");
  EXPECT_EQ(error.kind(), ErrorKind::kIo);
}

}  // namespace
}  // namespace hogvec

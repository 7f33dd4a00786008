#include "io/random_access.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <string>

#include "io/byte_sink.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using testing::TempFolder;

// More than two parts in memory.
std::string SomeBytes() {
  std::string bytes(10'000'001, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * i >> 7);
  return bytes;
}

RandomAccess Open(const std::filesystem::path& path) {
  LineReader file(path, LineReader::Content::kAny);
  file.Peek(100);
  return RandomAccess(file);
}

std::string Read(const RandomAccess& bytes, std::uint64_t offset, std::size_t count) {
  std::string out(count, '?');
  bytes.ReadAt(out, offset);
  return out;
}

TEST(RandomAccess, ReadsOrdinaryAndCompressedFilesAlike) {
  const TempFolder folder;
  const std::string content = SomeBytes();
  for (const char* const name : {"f", "f.gz"}) {
    const auto path = folder.path() / name;
    WriteFile(path, content);
    const RandomAccess bytes = Open(path);
    ASSERT_EQ(bytes.size(), content.size());
    EXPECT_TRUE(Read(bytes, 0, content.size()) == content);
    for (const std::uint64_t offset : {4'194'300u, 8'388'607u, 8'388'608u, 9'999'991u}) {
      EXPECT_EQ(Read(bytes, offset, 10), content.substr(offset, 10)) << offset;
    }
    EXPECT_THROW(Read(bytes, content.size() - 3, 4), Error);
    EXPECT_THROW(Read(bytes, content.size() + 1, 1), Error);
    EXPECT_NO_THROW(bytes.CheckUnchanged());
  }
}

TEST(RandomAccess, SkipsHoles) {
  const TempFolder folder;
  const auto path = folder.Write("f", "head");
  constexpr std::uint64_t kAt = 50 << 20;
  const int descriptor = ::open(path.c_str(), O_WRONLY);
  ASSERT_EQ(::pwrite(descriptor, "x", 1, kAt), 1);
  ASSERT_EQ(::ftruncate(descriptor, 2 * kAt), 0);
  ::close(descriptor);
  const RandomAccess bytes = Open(path);
  EXPECT_EQ(bytes.NextData(2), 2u);
  // A file system without holes has data everywhere.
  const std::uint64_t next = bytes.NextData(kAt / 2);
  EXPECT_TRUE(next == kAt / 2 || (next > kAt / 2 && next <= kAt)) << next;
  EXPECT_EQ(bytes.NextData(3 * kAt), 2 * kAt);
}

TEST(RandomAccess, SeesThatAFileChanged) {
  const TempFolder folder;
  const auto path = folder.Write("f", "content");
  const RandomAccess bytes = Open(path);
  folder.Write("f", "other content");
  EXPECT_THROW(bytes.CheckUnchanged(), Error);
}

}  // namespace
}  // namespace hogvec

#include "io/byte_source.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "hogvec/error.h"
#include "support/compress.h"
#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using testing::Compressed;
using ::testing::HasSubstr;
using testing::TempFolder;

// What a source gives in pieces of this size.
std::string ReadAll(ByteSource& source, std::size_t piece = 1000) {
  std::string all;
  for (std::size_t got = piece; got == piece;) {
    const std::size_t before = all.size();
    all.resize(before + piece);
    got = source.Read(std::span(all).subspan(before));
    all.resize(before + got);
  }
  return all;
}

std::string ReadFile(const std::filesystem::path& path) { return ReadAll(*OpenByteSource(path)); }

std::string MalformedMessage(const std::filesystem::path& path) {
  try {
    ReadFile(path);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed) << error.what();
    return error.what();
  }
  return "no error";
}

class CompressedFile : public ::testing::TestWithParam<Compression> {
 protected:
  std::filesystem::path Write(std::string_view content) { return folder_.Write("c.txt", content); }

  TempFolder folder_;
  std::string text_ = testing::RandomLines(20'000, 500, 1);
  std::string packed_ = Compressed(GetParam(), text_);
};

TEST_P(CompressedFile, IsKnownByItsContentAndRead) {
  EXPECT_EQ(CompressionOf(packed_), GetParam());
  const auto source = OpenByteSource(Write(packed_));
  EXPECT_EQ(ReadAll(*source), text_);
  EXPECT_EQ(source->file_bytes(), packed_.size());
  EXPECT_FALSE(source->size());
}

TEST_P(CompressedFile, OfSeveralMembersIsReadToItsEnd) {
  const std::string empty = Compressed(GetParam(), "");
  EXPECT_EQ(ReadFile(Write(packed_ + empty + packed_)), text_ + text_);
  EXPECT_EQ(ReadFile(Write(packed_ + std::string(512, '\0'))), text_);
  EXPECT_EQ(ReadFile(Write(empty)), "");
}

TEST_P(CompressedFile, CutAnywhereIsRefused) {
  const std::string small = Compressed(GetParam(), "a few words of text\n");
  const std::size_t shortest = GetParam() == Compression::kBzip2 ? 6 : 2;  // "BZh9" may be a word
  for (std::size_t size = shortest; size < small.size(); ++size) {
    const std::string message = MalformedMessage(Write(small.substr(0, size)));
    EXPECT_THAT(message, HasSubstr(std::to_string(size))) << message;
  }
  EXPECT_THAT(MalformedMessage(Write(packed_.substr(0, packed_.size() / 2))),
              HasSubstr("c.txt: byte"));
}

TEST_P(CompressedFile, WithSomethingBehindItIsRefused) {
  EXPECT_THAT(MalformedMessage(Write(packed_ + "and more, which is no member")),
              HasSubstr(std::string(NameOf(GetParam())) + " file is damaged"));
}

TEST_P(CompressedFile, WithAChangedByteIsRefused) {
  packed_[packed_.size() / 2] = static_cast<char>(packed_[packed_.size() / 2] ^ 0x55);
  EXPECT_THAT(MalformedMessage(Write(packed_)), HasSubstr("is damaged"));
}

TEST_P(CompressedFile, MayBeLeftInTheMiddle) {
  const auto source = OpenByteSource(Write(packed_));
  std::string first(10, '\0');
  EXPECT_EQ(source->Read(first), 10u);
  EXPECT_EQ(first, text_.substr(0, 10));
}

INSTANTIATE_TEST_SUITE_P(ByteSource, CompressedFile, ::testing::ValuesIn(testing::kCompressions));

// A frame of a few bytes that claims a window of 2 GB: refused before the memory is taken.
TEST(ByteSource, RefusesZstdWindowsThatNobodyNeeds) {
  const TempFolder folder;
  const std::string frame("\x28\xb5\x2f\xfd\x00\xa8\x01\x00\x00", 9);
  EXPECT_THAT(MalformedMessage(folder.Write("long", frame)),
              HasSubstr("needs a window of more than 128 MB"));
}

TEST(ByteSource, RefusesWhatCanNotBeRead) {
  const TempFolder folder;
  for (const auto& path : {folder.path() / "missing", folder.path()}) {
    try {
      OpenByteSource(path);
      FAIL() << path;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kNoInput);
      EXPECT_THAT(error.what(), HasSubstr(path.string()));
    }
  }
}

TEST(ByteSource, KnowsTheSizeOfAFile) {
  const TempFolder folder;
  const auto file = folder.Write("text", "12345");
  EXPECT_EQ(FileSizeOf(file), 5u);
  EXPECT_EQ(OpenByteSource(file)->size(), 5u);
}

TEST(ByteSource, LooksAtAPipeWithoutOpeningIt) {
  const TempFolder folder;
  const auto pipe = folder.path() / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  RequireReadable(pipe);
  EXPECT_EQ(FileSizeOf(pipe), 0u);
  std::thread writer([&] { std::ofstream(pipe) << "through a pipe"; });
  EXPECT_EQ(ReadFile(pipe), "through a pipe");
  writer.join();
}

// Puts a file in the place of standard input for as long as it lives.
class StandardInput {
 public:
  explicit StandardInput(const std::filesystem::path& path) : before_(::dup(STDIN_FILENO)) {
    const int file = ::open(path.c_str(), O_RDONLY);
    ::dup2(file, STDIN_FILENO);
    ::close(file);
  }
  ~StandardInput() {
    ::dup2(before_, STDIN_FILENO);
    ::close(before_);
  }

 private:
  int before_;
};

TEST(ByteSource, GoesOnWhereStandardInputStands) {
  const TempFolder folder;
  const StandardInput input(folder.Write("text", "first\nsecond, which is longer\n"));
  ::lseek(STDIN_FILENO, 6, SEEK_SET);
  const auto source = OpenByteSource(kStandardInput);
  EXPECT_EQ(source->size(), 24u);
  EXPECT_EQ(ReadAll(*source), "second, which is longer\n");
}

TEST(Compression, IsSuggestedByTheSuffixOfAnOutput) {
  EXPECT_EQ(CompressionBySuffix("v.txt.gz"), Compression::kGzip);
  EXPECT_EQ(CompressionBySuffix("v.txt.zst"), Compression::kZstd);
  EXPECT_EQ(CompressionBySuffix("v.txt"), Compression::kNone);
}

TEST(Compression, IsNotSeenInText) {
  EXPECT_EQ(CompressionOf("BZh is how bzip2 begins"), Compression::kNone);
  EXPECT_EQ(CompressionOf(""), Compression::kNone);
}

}  // namespace
}  // namespace hogvec

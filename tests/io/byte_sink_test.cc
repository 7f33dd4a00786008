#include "io/byte_sink.h"

#include <gmock/gmock.h>

#include <string>

#include "base/random.h"
#include "io/byte_source.h"
#include "io/compression.h"
#include "io/file.h"
#include "support/compress.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using testing::TempFolder;

constexpr const char* kSuffixes[] = {".gz", ".bz2", ".xz", ".zst"};

// Bytes that no compression shortens, and then as many that every one does.
std::string Mixed(std::size_t size) {
  Random random(1, RandomPurpose::kTest);
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += static_cast<char>(random.Below(256));
  return text + std::string(size, 'x');
}

std::string ReadBack(const std::filesystem::path& path, std::size_t size) {
  const auto source = OpenByteSource(path);
  std::string text(size + 1, '\0');
  text.resize(source->Read(text));
  return text;
}

TEST(ByteSink, CompressesBySuffixAlone) {
  const TempFolder folder;
  std::size_t kind = 0;
  for (const char* suffix : kSuffixes) {
    for (const std::size_t size : {0u, 1u, 100'000u, 700'000u}) {
      const auto path = folder.path() / (std::string("text") + suffix);
      const std::string text = Mixed(size);
      const auto file = CreateFile(path);
      for (std::size_t at = 0; at < text.size(); at += 99'999) {
        file->Write(std::string_view(text).substr(at, 99'999));
      }
      file->Write("");
      file->Finish();
      EXPECT_EQ(CompressionOf(ReadWholeFile(path).substr(0, 16)), testing::kCompressions[kind]);
      EXPECT_TRUE(ReadBack(path, text.size()) == text) << suffix << " " << size;
    }
    ++kind;
  }
}

TEST(ByteSink, LeavesOtherNamesAlone) {
  const TempFolder folder;
  for (const char* name : {"text", "text.txt", "gz", "text.gzip", ".xz"}) {
    WriteFile(folder.path() / name, "abc");
    EXPECT_EQ(ReadWholeFile(folder.path() / name), "abc") << name;
  }
}

TEST(ByteSink, WritesZeros) {
  const TempFolder folder;
  for (const char* suffix : kSuffixes) {
    const auto path = folder.path() / (std::string("zeros") + suffix);
    const auto file = CreateFile(path);
    file->Write("a");
    file->WriteZeros(500'000);
    file->Write("b");
    file->Finish();
    EXPECT_TRUE(ReadBack(path, 500'002) == "a" + std::string(500'000, '\0') + "b") << suffix;
  }
}

TEST(ByteSink, LeavesNothingUnfinished) {
  const TempFolder folder;
  for (const char* suffix : kSuffixes) {
    CreateFile(folder.path() / (std::string("text") + suffix))->Write(Mixed(500'000));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace hogvec

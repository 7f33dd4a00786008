#include "io/tensor_file.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include "io/tensor_header.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using ::testing::HasSubstr;

// A file with one array of each type.
std::filesystem::path WriteSample(const testing::TempFolder& folder) {
  const auto path = folder.path() / "sample.safetensors";
  TensorWriter file(path, {{"colour", "red"}},
                    {{"numbers", ElementType::kU64, {2}},
                     {"reals", ElementType::kF64, {1}},
                     {"rows", ElementType::kF32, {2, 3}},
                     {"bytes", ElementType::kU8, {4}}});
  file.WriteArray<std::uint64_t>(std::vector<std::uint64_t>{7, 1ull << 40});
  file.WriteArray<double>(std::vector{0.1});
  file.WriteArray<float>(std::vector{1.f, 2.f, 3.f});
  file.WriteArray<float>(std::vector{4.f, 5.f, 6.f});
  file.Write("\xff\n b");
  file.Finish();
  return path;
}

std::string ErrorOf(const std::filesystem::path& path) {
  try {
    const TensorReader reader(path);
    return "";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
    return error.what();
  }
}

TEST(TensorFile, ReadsBackWhatWasWritten) {
  const testing::TempFolder folder;
  const TensorReader file(WriteSample(folder));
  EXPECT_EQ(file.Metadata("colour"), "red");
  EXPECT_EQ(file.ReadArray<std::uint64_t>(file.Find("numbers", ElementType::kU64, 1)),
            (std::vector<std::uint64_t>{7, 1ull << 40}));
  EXPECT_EQ(file.ReadArray<double>(file.Find("reals", ElementType::kF64, 1)), std::vector{0.1});
  EXPECT_EQ(file.ReadArray<char>(file.Find("bytes", ElementType::kU8, 1)),
            (std::vector{'\xff', '\n', ' ', 'b'}));
  const TensorInfo& rows = file.Find("rows", ElementType::kF32, 2);
  EXPECT_EQ(rows.shape, (std::vector<std::uint64_t>{2, 3}));
  std::vector<float> second(3);
  file.Read(rows, 3 * sizeof(float), {reinterpret_cast<char*>(second.data()), 12});
  EXPECT_EQ(second, (std::vector{4.f, 5.f, 6.f}));
}

TEST(TensorFile, StartsItsArraysAtAMultipleOfEight) {
  const testing::TempFolder folder;
  const std::string bytes = ReadWholeFile(WriteSample(folder));
  std::uint64_t header = 0;
  std::copy_n(bytes.data(), 8, reinterpret_cast<char*>(&header));
  EXPECT_EQ(header % 8, 0u);
  EXPECT_EQ(bytes.size(), 8 + header + 16 + 8 + 24 + 4 + 8);
}

TEST(TensorFile, IsRefusedWithAnyBitChanged) {
  const testing::TempFolder folder;
  const std::string whole = ReadWholeFile(WriteSample(folder));
  for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
    std::string changed = whole;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    EXPECT_NE(ErrorOf(folder.Write("changed", changed)), "") << "bit " << bit;
  }
}

TEST(TensorFile, IsRefusedWhenCutOrLonger) {
  const testing::TempFolder folder;
  const std::string whole = ReadWholeFile(WriteSample(folder));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_NE(ErrorOf(folder.Write("cut", whole.substr(0, size))), "") << size;
  }
  EXPECT_THAT(ErrorOf(folder.Write("long", whole + "x")), HasSubstr("expected 60 bytes"));
}

TEST(TensorFile, SaysWhatItLacks) {
  const testing::TempFolder folder;
  const TensorReader file(WriteSample(folder));
  const auto error_of = [](const auto& ask) -> std::string {
    try {
      ask();
      return "";
    } catch (const Error& error) {
      return error.what();
    }
  };
  EXPECT_THAT(error_of([&] { file.Metadata("size"); }), HasSubstr("its header lacks 'size'"));
  EXPECT_THAT(error_of([&] { file.Find("x", ElementType::kU8, 1); }), HasSubstr("array 'x'"));
  EXPECT_THAT(error_of([&] { file.Find("rows", ElementType::kF32, 1); }), HasSubstr("'rows'"));
  EXPECT_THAT(error_of([&] { file.Find("rows", ElementType::kF64, 2); }), HasSubstr("'rows'"));
}

TEST(TensorFile, KeepsTheOldFileUnlessFinished) {
  const testing::TempFolder folder;
  const auto path = folder.Write("old", "old");
  { TensorWriter(path, {}, {{"bytes", ElementType::kU8, {4}}}).Write("ab"); }
  EXPECT_EQ(ReadWholeFile(path), "old");
}

TEST(TensorFile, HoldsItsWriterToTheShapesItNamed) {
  const testing::TempFolder folder;
  TensorWriter file(folder.path() / "f", {}, {{"bytes", ElementType::kU8, {4}}});
  file.Write("ab");
  EXPECT_THROW(file.Finish(), std::logic_error);
  TensorWriter other(folder.path() / "g", {}, {{"bytes", ElementType::kU8, {4}}});
  EXPECT_THROW(other.Write(std::string(13, 'x')), std::logic_error);
}

// Headers as an attacker might write them: what they claim is checked before anything is taken.
TEST(TensorHeader, RefusesWhatCanNotBe) {
  const auto refused = [](std::string_view json, std::uint64_t bytes) {
    EXPECT_THROW(ParseTensorHeader(json, bytes), std::runtime_error) << json;
  };
  const auto array = [](std::string_view type, std::string_view shape, std::string_view place) {
    return R"({"a":{"dtype":")" + std::string(type) + R"(","shape":)" + std::string(shape) +
           R"(,"data_offsets":)" + std::string(place) + "}}";
  };
  EXPECT_EQ(ParseTensorHeader(array("U8", "[3]", "[0,3]"), 3).tensors.size(), 1u);
  for (const char* json :
       {"", "[", "[]", "7", "null", "{\"a\":1}", "{\"__metadata__\":{\"k\":1}}"}) {
    refused(json, 1);
  }
  refused(array("F8", "[3]", "[0,6]"), 6);
  refused(array("U8", "[4]", "[0,3]"), 3);
  refused(array("U8", "[3]", "[1,4]"), 4);
  refused(array("U8", "[3]", "[3,0]"), 3);
  refused(array("U8", "[3]", "[0]"), 3);
  refused(array("U8", "[-3]", "[0,3]"), 3);
  refused(array("U8", "[1.5]", "[0,1]"), 1);
  refused(array("U8", "[3]", "[0,3]"), 4);
  refused(array("F32", "[4294967296,4294967296]", "[0,0]"), 0);
  refused(array("U64", "[2305843009213693952]", "[0,0]"), 0);
}

}  // namespace
}  // namespace hogvec

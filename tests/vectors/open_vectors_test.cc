#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/memory.h"
#include "vectors/vector_files.h"

namespace hogvec {
namespace {

using testing::Bytes;
using testing::FormatOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using testing::StreamFault;
using std::string_literals::operator""s;

TEST(OpenVectors, TellsTheFormatsByTheirContent) {
  EXPECT_EQ(FormatOf("1 2\na 1 2\n"), VectorFormat::kText);
  EXPECT_EQ(FormatOf("1 2\na " + Bytes({1, 2})), VectorFormat::kBinary);
  EXPECT_EQ(FormatOf("a 1 2\n"), VectorFormat::kGlove);
  EXPECT_EQ(FormatOf("1 2 3\n"), VectorFormat::kGlove) << "a word may be a number";
}

TEST(OpenVectors, TakesTextWithAMistakeForText) {
  EXPECT_EQ(FormatOf("2 2\na 1 x\nb 1 2\n"), VectorFormat::kText);
  EXPECT_EQ(FormatOf("1 2\n\xc3\xa9t\xc3\xa9 1 2 3\n"), VectorFormat::kText);
}

TEST(OpenVectors, TakesSmallBinaryOfPrintableBytesForBinary) {
  EXPECT_EQ(FormatOf("1 1\nw DCBA"), VectorFormat::kBinary);
  EXPECT_EQ(FormatOf("2 1\nw DCBA\nx A\nBC\n"), VectorFormat::kBinary);
}

TEST(OpenVectors, RefusesAnEmptyFile) {
  EXPECT_EQ(StreamFault(""), "v: expected vectors, found an empty file");
  EXPECT_EQ(StreamFault("\xef\xbb\xbf"), "v: expected vectors, found an empty file");
}

TEST(OpenVectors, RefusesWhatIsNoFileOfVectors) {
  EXPECT_EQ(StreamFault("once upon a time\n"),
            "v:1: expected 'rows dim' or a word and its values, found 'once upon a time'");
  EXPECT_EQ(StreamFault("a 1\n"), "v:1: expected 'rows dim' or a word and its values, found 'a 1'");
  EXPECT_EQ(StreamFault("\n"), "v:1: expected 'rows dim' or a word and its values, found ''");
}

TEST(OpenVectors, SaysWhatAFileIsInstead) {
  EXPECT_EQ(StreamFault("PK\x03\x04"),
            "v: looks like a zip archive; unpack it first (unzip), or name - and pipe it in (unzip "
            "-p FILE | ...)");
  EXPECT_THAT(StreamFault("\x80\x04\x95\n"), HasSubstr("pickle"));
  EXPECT_THAT(StreamFault("\x93NUMPY\x01"), HasSubstr("NumPy"));
  EXPECT_THAT(StreamFault("\n <!DOCTYPE HTML>\n<title>404</title>"), HasSubstr("HTML"));
  EXPECT_THAT(StreamFault("<html lang=en>"), HasSubstr("HTML"));
  EXPECT_THAT(StreamFault("\x0a\0\0\0\0\0\0\0{\"embedding\":{}}"s), HasSubstr("safetensors"));
  EXPECT_THAT(StreamFault("version https://git-lfs.github.com/spec/v1\n"), HasSubstr("Git LFS"));
  EXPECT_THAT(StreamFault("\xff\xfe\x31\0"s), HasSubstr("UTF-16"));
}

TEST(OpenVectors, RefusesShapesThatNobodyTrains) {
  EXPECT_EQ(StreamFault("1 0\n"), "v:1: expected vectors of 1 to 1000000 values, found 0");
  EXPECT_EQ(StreamFault("1 1000001\n"),
            "v:1: expected vectors of 1 to 1000000 values, found 1000001");
  EXPECT_EQ(StreamFault("0 3\n"),
            "v:1: expected at least one row, found 0; the option 'lenient' reads all rows that are "
            "there");
}

TEST(OpenVectors, RefusesAClaimThatTheFileIsTooShortFor) {
  EXPECT_EQ(StreamFault("5 3\na 1 2 3\n"),
            "v:1: expected 5 rows of 3 values, found 8 bytes, too few for them; is the file cut "
            "short?");
  EXPECT_EQ(StreamFault("3 3\na " + Bytes({1, 2, 3}) + "b " + Bytes({4, 5, 6})),
            "v:1: expected 3 rows of 3 values, found 28 bytes, too few for them; is the file cut "
            "short?");
}

TEST(OpenVectors, RefusesEveryPairOfStrangeNumbersWithoutTakingMemory) {
  const std::vector<std::string> numbers = {"",
                                            "-1",
                                            "0",
                                            "+5",
                                            "007",
                                            "1e3",
                                            "0x10",
                                            "2147483647",
                                            "2147483648",
                                            "4294967296",
                                            "9223372036854775807",
                                            "9223372036854775808",
                                            "184467440737095516160",
                                            std::string(30, '9')};
  for (const std::string& rows : numbers) {
    for (const std::string& dim : numbers) {
      const std::string header = fmt::format("{} {}\n", rows, dim);
      const std::uint64_t before = PeakResidentBytes();
      EXPECT_THAT(StreamFault(header + "a 1 2 3\n"), StartsWith("v:1: expected")) << header;
      EXPECT_THAT(StreamFault(header + "a " + Bytes({1, 2, 3})), StartsWith("v:1: expected"));
      EXPECT_LT(PeakResidentBytes() - before, 64u << 20) << header;
    }
  }
}

TEST(OpenVectors, RefusesAHugeClaimOnAPipeOnlyAfterReadingIt) {
  const std::string content = "4000000000 3\na 1 2 3\nb 4 5 6\n";
  int ends[2] = {};
  ASSERT_EQ(::pipe(ends), 0);
  ASSERT_EQ(::write(ends[1], content.data(), content.size()), std::ssize(content));
  ::close(ends[1]);
  const std::uint64_t before = PeakResidentBytes();
  try {
    ReadVectors(fmt::format("/dev/fd/{}", ends[0]));
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("found the end of the file after 2"));
  }
  EXPECT_LT(PeakResidentBytes() - before, 64u << 20);
  ::close(ends[0]);
}

TEST(OpenVectors, NeedsAFile) {
  EXPECT_THROW(OpenVectors("/nonexistent/v"), Error);
  const testing::TempFolder folder;
  try {
    OpenVectors(folder.path());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kNoInput);
  }
}

}  // namespace
}  // namespace hogvec

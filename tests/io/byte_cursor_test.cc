#include "io/byte_cursor.h"

#include <gmock/gmock.h>

#include <string>

#include "support/temp_folder.h"

namespace hogvec {
namespace {

using ::testing::HasSubstr;
using testing::TempFolder;

class ByteCursorTest : public ::testing::Test {
 protected:
  ByteCursor Over(std::string_view content) {
    LineReader file(folder_.Write("f", content), LineReader::Content::kAny);
    bytes_.emplace(file);
    return ByteCursor(*bytes_);
  }

  template <typename Action>
  static std::string MessageOf(const Action& action) {
    try {
      action();
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
      return error.what();
    }
    return "no error";
  }

  TempFolder folder_;
  std::optional<RandomAccess> bytes_;
};

TEST_F(ByteCursorTest, TakesNumbersAsTheyLie) {
  ByteCursor cursor = Over(std::string_view("\x01\x02\x00\x00\xff\x00\x00\x80\x3f", 9));
  EXPECT_EQ(cursor.Take<std::int32_t>("a"), 513);
  EXPECT_EQ(cursor.Take<std::int8_t>("b"), -1);
  EXPECT_EQ(cursor.Take<float>("c"), 1.0f);
  EXPECT_EQ(cursor.offset(), 9u);
  EXPECT_EQ(cursor.left(), 0u);
  EXPECT_THAT(MessageOf([&] { cursor.Take<std::int8_t>("the dim"); }),
              HasSubstr("byte 9: expected the dim, found the end of the file after 0 bytes"));
}

TEST_F(ByteCursorTest, TakesStringsUpToTheirZero) {
  const std::string longer(1000, 'x');
  ByteCursor cursor = Over("a" + std::string(1, '\0') + longer + std::string(2, '\0') + "rest");
  EXPECT_EQ(cursor.TakeString(5, "a word"), "a");
  EXPECT_THAT(MessageOf([&] { cursor.TakeString(999, "a word"); }),
              HasSubstr("byte 2: expected a word and a zero byte, found none within 999 bytes"));
  EXPECT_EQ(cursor.TakeString(1000, "a word"), longer);
  EXPECT_EQ(cursor.TakeString(5, "a word"), "");
  EXPECT_THAT(MessageOf([&] { cursor.TakeString(50, "a word"); }), HasSubstr("cut short"));
}

TEST_F(ByteCursorTest, SkipsNoMoreThanThereIs) {
  ByteCursor cursor = Over("0123456789");
  cursor.Skip(4, "rows");
  EXPECT_EQ(cursor.Take<char>("a letter"), '4');
  EXPECT_THAT(MessageOf([&] { cursor.Skip(6, "rows"); }), HasSubstr("expected rows"));
  EXPECT_THAT(MessageOf([&] { cursor.Skip(~std::uint64_t{0}, "rows"); }), HasSubstr("cut short"));
  cursor.Skip(5, "rows");
  EXPECT_EQ(cursor.left(), 0u);
}

}  // namespace
}  // namespace hogvec

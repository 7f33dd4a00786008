#include "base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace hogvec {
namespace {

// A code point in UTF-8, by the definition.
std::string Encoded(unsigned code) {
  const auto tail = [&](unsigned shift) {
    return static_cast<char>(0x80 | ((code >> shift) & 0x3f));
  };
  if (code < 0x80) return {static_cast<char>(code)};
  if (code < 0x800) return {static_cast<char>(0xc0 | code >> 6), tail(0)};
  if (code < 0x10000) return {static_cast<char>(0xe0 | code >> 12), tail(6), tail(0)};
  return {static_cast<char>(0xf0 | code >> 18), tail(12), tail(6), tail(0)};
}

TEST(Utf8, TakesEveryCodePointButSurrogates) {
  for (unsigned code = 0; code < 0x120000; ++code) {
    const bool valid = code < 0x110000 && (code < 0xd800 || code > 0xdfff);
    const std::string text = Encoded(code);
    ASSERT_EQ(CodePointLength(text), valid ? text.size() : 0) << code;
    ASSERT_EQ(IsUtf8("a" + text + "b"), valid) << code;
  }
}

TEST(Utf8, PassesOverOneByteOrderMark) {
  EXPECT_EQ(WithoutByteOrderMark("\xef\xbb\xbfking"), "king");
  EXPECT_EQ(WithoutByteOrderMark("\xef\xbb\xbf\xef\xbb\xbf"), "\xef\xbb\xbf");
  for (const char* text : {"", "king", "\xef\xbb", "a\xef\xbb\xbf"}) {
    EXPECT_EQ(WithoutByteOrderMark(text), text);
  }
}

TEST(Utf8, KnowsHowMuchOfATextIsWhat) {
  EXPECT_EQ(Utf8Length("ab\xc3\xa9\xc3("), 4u);
  EXPECT_EQ(Utf8Length("\xff"), 0u);
  EXPECT_TRUE(IsAscii(""));
  for (std::size_t size = 1; size < 200; ++size) {
    std::string text(size, '\x7f');
    EXPECT_TRUE(IsAscii(text));
    for (const std::size_t at : {std::size_t{0}, size / 2, size - 1}) {
      std::string other = text;
      other[at] = '\x80';
      EXPECT_FALSE(IsAscii(other)) << at << " of " << size;
    }
  }
}

TEST(Utf8, RefusesOverlongAndBrokenForms) {
  for (const char* text : {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf",
                           "\xf0\x8f\xbf\xbf", "\xf5\x80\x80\x80", "\xff", "\xc3", "\xe2\x82",
                           "\xf0\x9f\x98", "\xc3(", "\xe2(\xa1", "\xe2\x82(", "\xf0\x9f\x98("}) {
    EXPECT_EQ(CodePointLength(text), 0u);
    EXPECT_FALSE(IsUtf8(std::string("a") + text));
  }
  EXPECT_TRUE(IsUtf8(""));
  EXPECT_EQ(CodePointLength(""), 0u);
}

TEST(Utf8, IsDecoded) {
  EXPECT_EQ(CodePointAt("ab"), U'a');
  EXPECT_EQ(CodePointAt("\u00e9b"), U'\u00e9');
  EXPECT_EQ(CodePointAt("\u6211"), U'\u6211');
  EXPECT_EQ(CodePointAt("\U0001F600"), U'\U0001F600');
  for (const char* text : {"", "\xff", "\xe6\x88"}) EXPECT_EQ(CodePointAt(text), U'\uFFFD');
}

}  // namespace
}  // namespace hogvec

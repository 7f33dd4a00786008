#include "unicode/characters.h"

#include <gtest/gtest.h>
#include <unicode/uchar.h>

#include "base/characters.h"

namespace hogvec {
namespace {

constexpr char32_t kLast = 0x10ffff;

TEST(UnicodeCharacters, AgreeWithTheShortTablesOfBase) {
  for (char32_t c = 0; c <= kLast; ++c) {
    const auto code = static_cast<UChar32>(c);
    ASSERT_EQ(IsUnicodeSpace(c), u_isUWhiteSpace(code) != 0) << static_cast<unsigned>(c);
    const auto category = U_GET_GC_MASK(code);
    const bool ignored = (category & U_GC_CF_MASK) != 0 &&
                         u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 &&
                         u_hasBinaryProperty(code, UCHAR_JOIN_CONTROL) == 0;
    const bool separates = (category & (U_GC_ZL_MASK | U_GC_ZP_MASK)) != 0;
    ASSERT_EQ(IsInvisible(c), ignored || separates || U_IS_UNICODE_NONCHAR(code))
        << static_cast<unsigned>(c);
  }
}

TEST(UnicodeCharacters, KnowScriptsThatHaveADictionary) {
  EXPECT_TRUE(HasDictionary(U'\u6c34'));
  EXPECT_TRUE(HasDictionary(U'\u0e01'));
  EXPECT_FALSE(HasDictionary(U'a'));
  EXPECT_FALSE(HasDictionary(U'\u00e9'));
}

TEST(UnicodeCharacters, TakeColumnsOfATerminal) {
  EXPECT_EQ(WidthOf(U'a'), 1u);
  EXPECT_EQ(WidthOf(U'\u6c34'), 2u);
  EXPECT_EQ(WidthOf(U'\u0301'), 0u);
  EXPECT_EQ(WidthOf(U'\u1161'), 0u) << "a vowel of Hangul";
}

TEST(UnicodeCharacters, KnowMarks) {
  EXPECT_TRUE(IsMark(U'\u0301'));
  EXPECT_FALSE(IsMark(U'e'));
}

TEST(UnicodeCharacters, KnowTheirDirection) {
  EXPECT_TRUE(IsRightToLeft(U'\u05d0'));
  EXPECT_TRUE(IsRightToLeft(U'\u0627'));
  EXPECT_FALSE(IsRightToLeft(U'a'));
}

}  // namespace
}  // namespace hogvec

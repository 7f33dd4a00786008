#include "report/html.h"

#include <gmock/gmock.h>

#include <random>

#include "base/utf8.h"

namespace hogvec {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Escaped, LeavesNoMarkup) {
  EXPECT_EQ(Escaped("a</script><img onerror=\"x\" b='&'>"),
            "a&lt;/script&gt;&lt;img onerror=&quot;x&quot; b=&#39;&amp;&#39;&gt;");
}

TEST(Escaped, LeavesOtherTextAsItIs) {
  for (const char* text : {"", "word", "na\xc3\xafve", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
                           "\xe7\x8e\x8b", "\xf0\x9f\x99\x82", "e\xcc\x81"}) {
    EXPECT_EQ(Escaped(text), text);
  }
}

TEST(Escaped, LeavesJoinersThatScriptsNeed) {
  const std::string persian = "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xb1";         // with U+200C
  const std::string family = "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7";  // with U+200D
  EXPECT_EQ(Escaped(persian), persian);
  EXPECT_EQ(Escaped(family), family);
}

TEST(Escaped, ShowsControlCharacters) {
  EXPECT_EQ(Escaped(std::string_view("a\0b\x1b[2J\x7f\t", 9)), "a\\x00b\\x1b[2J\\x7f\\x09");
  EXPECT_EQ(Escaped("\xc2\x85"), "\\xc2\\x85");  // U+0085, of the second set of them
}

TEST(Escaped, ShowsWhatTurnsTheDirectionOrCannotBeSeen) {
  EXPECT_EQ(Escaped("a\xe2\x80\xae"
                    "b"),
            "a\\u{202e}b");                              // override to the left
  EXPECT_EQ(Escaped("\xe2\x81\xa9"), "\\u{2069}");       // end of an isolate
  EXPECT_EQ(Escaped("\xef\xbb\xbfx"), "\\u{feff}x");     // byte-order mark
  EXPECT_EQ(Escaped("\xc2\xad"), "\\u{ad}");             // soft hyphen
  EXPECT_EQ(Escaped("\xe2\x80\xa8"), "\\u{2028}");       // line separator
  EXPECT_EQ(Escaped("\xef\xbf\xbf"), "\\u{ffff}");       // no character
  EXPECT_EQ(Escaped("\xf3\xa0\x81\xa1"), "\\u{e0061}");  // a tag
}

TEST(Escaped, ShowsBytesThatAreNoUtf8) {
  EXPECT_EQ(Escaped("a\xff"
                    "b\xc3"),
            "a\\xffb\\xc3");
  EXPECT_EQ(Escaped("\xed\xa0\x80"), "\\xed\\xa0\\x80");  // a surrogate
}

TEST(Escaped, CutsByCodePoints) {
  EXPECT_EQ(Escaped("abcd", 4), "abcd");
  EXPECT_EQ(Escaped("abcde", 4), "abcd\xe2\x80\xa6");
  EXPECT_EQ(Escaped("\xc3\xa9\xc3\xa9\xc3\xa9", 2), "\xc3\xa9\xc3\xa9\xe2\x80\xa6");
  EXPECT_EQ(Escaped("<<<", 1), "&lt;\xe2\x80\xa6");
}

TEST(Escaped, IsUtf8WithoutMarkupOrControlsWhateverTheBytes) {
  std::mt19937 random(1);
  for (int i = 0; i < 2'000; ++i) {
    std::string bytes(random() % 50, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    const std::string html = Escaped(bytes);
    ASSERT_TRUE(IsUtf8(html));
    for (const char c : html) {
      ASSERT_EQ(std::string_view("<>\"'").find(c), std::string_view::npos) << html;
      ASSERT_TRUE(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) << html;
    }
  }
}

TEST(WordHtml, KeepsItsDirectionToItself) {
  EXPECT_EQ(WordHtml("<b>"), "<bdi class=\"word\">&lt;b&gt;</bdi>");
}

TEST(WordHtml, GivesAMarkSomethingToCombineWith) {
  EXPECT_THAT(WordHtml("\xcc\x81"), HasSubstr(">\xe2\x97\x8c\xcc\x81<"));
  EXPECT_THAT(WordHtml("e\xcc\x81"), Not(HasSubstr("\xe2\x97\x8c")));
}

TEST(WordHtml, CutsLongWordsAndSaysHowLongTheyAre) {
  const std::string html = WordHtml(std::string(10'000, 'x'));
  EXPECT_THAT(html, HasSubstr("(10,000 bytes)"));
  EXPECT_THAT(html, HasSubstr(">" + std::string(40, 'x') + "\xe2\x80\xa6</bdi>"));
  EXPECT_LT(html.size(), 500u);
  EXPECT_THAT(WordHtml(std::string(40, 'x')), Not(HasSubstr("title")));
}

}  // namespace
}  // namespace hogvec

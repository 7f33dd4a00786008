#include "corpus/normalizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "corpus/binary_data.h"
#include "hogvec/error.h"
#include "hogvec/vocabulary.h"

namespace hogvec {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Split = TextRules::Split;
using Digits = TextRules::Digits;
using InvalidUtf8 = TextRules::InvalidUtf8;

std::string Apply(const TextRules& rules, std::string_view text) {
  Normalizer normalizer(rules);
  const TextBlock block{.text = std::string(text), .file = "c.txt", .offset = 1000};
  return std::string(normalizer.Apply(block));
}

TEST(Normalizer, LeavesTextAsItIs) {
  const std::string text = "Any, TEXT 1\xff\n";
  EXPECT_EQ(Apply({}, text), text);
}

// As texts have them that are several joined. Elsewhere U+FEFF is a letter like others.
TEST(Normalizer, PassesOverByteOrderMarksWhereLinesStart) {
  const std::string mark = "\xef\xbb\xbf";
  const std::string text =
      mark + "a\n" + mark + mark + " b " + mark + "c\n\n" + mark + "\n" + "d" + mark + "\n" + mark;
  const std::string left = "a\n b " + mark + "c\n\n\nd" + mark + "\n";
  Normalizer normalizer{TextRules{}};
  const TextBlock first{.text = text}, later{.text = text, .starts_line = false};
  EXPECT_EQ(normalizer.Apply(first), left);
  EXPECT_EQ(normalizer.passed_over().byte_order_marks, 5u);
  EXPECT_EQ(normalizer.Apply(later), mark + left);
  EXPECT_EQ(normalizer.passed_over().byte_order_marks, 9u);
  EXPECT_EQ(Apply({.lowercase = true}, mark + "A\n" + mark + "B"), "a\nb");
}

TEST(Normalizer, LowersAnyScript) {
  const TextRules rules{.lowercase = true};
  EXPECT_EQ(Apply(rules, "ABC xyz\n"), "abc xyz\n");
  EXPECT_EQ(Apply(rules, "\xc3\x84pfel \xce\xa3\xce\x9f\xce\xa6\xce\x9f\xce\xa3 \xd0\x96"),
            "\xc3\xa4pfel \xcf\x83\xce\xbf\xcf\x86\xce\xbf\xcf\x82 \xd0\xb6");
  // A letter that grows, many times, and bytes that are no letters.
  std::string dotted, small;
  for (int i = 0; i < 100; ++i) dotted += "\xc4\xb0", small += "i\xcc\x87";
  EXPECT_EQ(Apply(rules, dotted + "\xff" + "A"), small + "\xff" + "a");
}

TEST(Normalizer, SplitsByUnicodesWordBoundaries) {
  const TextRules rules{.split = Split::kUnicode};
  EXPECT_EQ(Apply(rules, "Don't stop, \xe2\x80\x9cnow\xe2\x80\x9d!\nA-1 3.14 x_y\n"),
            "Don't stop now \nA 1 3.14 x_y \n");
  // Words of Japanese are found by a dictionary.
  EXPECT_EQ(Apply(rules, "\xe6\x9d\xb1\xe4\xba\xac\xe3\x81\xab\xe8\xa1\x8c\xe3\x81\x8f"),
            "\xe6\x9d\xb1\xe4\xba\xac \xe3\x81\xab \xe8\xa1\x8c\xe3\x81\x8f ");
}

// Whole, with all that they are joined of; punctuation and other signs are no words, and counted.
TEST(Normalizer, TakesEmojiForWords) {
  Normalizer normalizer({.split = Split::kUnicode});
  const auto words = [&](std::string_view text) {
    const TextBlock block{.text = std::string(text)};
    return std::string(normalizer.Apply(block));
  };
  const std::string grin = "\xf0\x9f\x98\x80", angry = "\xf0\x9f\x98\xa1";
  EXPECT_EQ(words("good " + grin + angry + " day"), "good " + grin + " " + angry + " day ");
  for (const std::string_view whole :
       {"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",            // woman, joined to a laptop
        "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd",                        // thumb of a skin tone
        "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa",                        // flag: two letters
        "#\xef\xb8\x8f\xe2\x83\xa3", "1\xef\xb8\x8f\xe2\x83\xa3",  // keys
        "\xe2\x9d\xa4\xef\xb8\x8f",                                // heart, shown in colour
        "\xe2\x98\x85", "\xe2\x9c\x93", "\xe2\x84\x96"}) {         // star, tick, numero
    EXPECT_EQ(words(whole), std::string(whole) + " ");
    EXPECT_EQ(words("x, " + std::string(whole) + "!"), "x " + std::string(whole) + " ");
  }
  EXPECT_EQ(normalizer.passed_over().signs, 18u);
}

TEST(Normalizer, CountsTheSignsBetweenWords) {
  Normalizer unicode({.split = Split::kUnicode}), ascii({.split = Split::kAscii}), plain({});
  // Box drawing, and the character for bytes that were lost, are no words.
  const TextBlock block{.text =
                            "#tag c++, \xe2\x80\x9cno\xe2\x80\x9d\r\n \xe2\x94\x80 "
                            "\xef\xbf\xbd\t\xc2\xa0\n"};
  EXPECT_EQ(unicode.Apply(block), "tag c no \n\n");
  EXPECT_EQ(unicode.passed_over().signs, 8u);
  ascii.Apply(block);
  EXPECT_EQ(ascii.passed_over().signs, 9u) << "with the blank that is not of ASCII";
  EXPECT_EQ(plain.Apply(block), block.text);
  EXPECT_EQ(plain.passed_over().signs, 0u);
}

TEST(Normalizer, ComposesLettersAndTheirMarks) {
  const TextRules rules{.nfc = true};
  EXPECT_EQ(Apply(rules, "cafe\xcc\x81 \xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab A\n"),
            "caf\xc3\xa9 \xed\x95\x9c A\n");
  EXPECT_EQ(Apply(rules, "e\xff\xcc\x81 \xe2\x84\xab"), "e\xff\xcc\x81 \xc3\x85");
  EXPECT_EQ(Apply({.lowercase = true, .nfc = true, .split = Split::kUnicode},
                  "E\xcc\x81t\xc3\x89, E\xcc\x81!"),
            "\xc3\xa9t\xc3\xa9 \xc3\xa9 ");
  EXPECT_EQ(Apply({}, "e\xcc\x81"), "e\xcc\x81");
}

TEST(Normalizer, KeepsLines) {
  const TextRules rules{.lowercase = true, .split = Split::kUnicode};
  EXPECT_EQ(Apply(rules, "A.\r\n\n\nB"), "a \n\n\nb ");
}

TEST(Normalizer, MakesText8) {
  const TextRules rules{.lowercase = true, .split = Split::kAscii, .digits = Digits::kSpell};
  EXPECT_EQ(Apply(rules, "The U.S. in 42: caf\xc3\xa9!\n"), "the u s  in  four  two   caf   \n");
}

TEST(Normalizer, MakesZerosOfDigits) {
  EXPECT_EQ(Apply({.digits = Digits::kZero}, "in 1984, 3pm"), "in 0000, 0pm");
}

TEST(Normalizer, MendsWhatIsNoUtf8) {
  const std::string text = "a\xff\xfe b\xc3";
  EXPECT_EQ(Apply({.invalid_utf8 = InvalidUtf8::kDrop}, text), "a b");
  EXPECT_EQ(Apply({.invalid_utf8 = InvalidUtf8::kReplace}, text),
            "a\xef\xbf\xbd\xef\xbf\xbd b\xef\xbf\xbd");
  EXPECT_EQ(Apply({.invalid_utf8 = InvalidUtf8::kDrop}, "g\xc3\xbct"), "g\xc3\xbct");
}

TEST(Normalizer, StopsAtWhatIsNoUtf8IfTold) {
  try {
    Apply({.invalid_utf8 = InvalidUtf8::kError}, "ab\xff");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
    EXPECT_THAT(error.what(), HasSubstr("c.txt: byte 1002: expected UTF-8, found the byte 0xff"));
  }
}

TEST(BinaryData, IsSeenByControlCharacters) {
  EXPECT_THAT(WhyBinary(std::string(1000, '\0')), HasSubstr("1000 of its first 1000 bytes"));
  EXPECT_THAT(WhyBinary("\x93NUMPY and so on"), HasSubstr("NumPy"));
  EXPECT_THAT(WhyBinary("\xff\xfe"
                        "a\0b\0"),
              HasSubstr("UTF-16"));
  // A tar archive of texts has few control characters: only its first block tells.
  const std::string tar = "corpus/a.txt" + std::string(245, '\0') + "ustar  " +
                          std::string(248, '\0') + std::string(60'000, 'w');
  EXPECT_THAT(WhyBinary(tar), HasSubstr("tar archive; unpack it first"));
}

TEST(BinaryData, IsNotSeenInText) {
  EXPECT_THAT(WhyBinary(""), IsEmpty());
  EXPECT_THAT(WhyBinary("caf\xe9 in Latin-1, \x1b[1mbold\x1b[0m\f\n"), IsEmpty());
  EXPECT_THAT(WhyBinary(std::string("a zero\0byte", 11)), IsEmpty());
  EXPECT_THAT(WhyBinary("<html><body>text all the same"), IsEmpty());
}

}  // namespace
}  // namespace hogvec

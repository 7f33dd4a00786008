#include "unicode/upper_case.h"

#include <gtest/gtest.h>

namespace hogvec {
namespace {

TEST(UpperCase, IsThatOfUnicode) {
  EXPECT_EQ(UpperCase(""), "");
  EXPECT_EQ(UpperCase("New-York 7"), "NEW-YORK 7");
  EXPECT_EQ(UpperCase("\xc3\xa9t\xc3\xa9"), "\xc3\x89T\xc3\x89");
  EXPECT_EQ(UpperCase("stra\xc3\x9f"
                      "e"),
            "STRASSE");
  // One letter of two bytes that becomes three of six: U+0390.
  EXPECT_EQ(UpperCase("\xce\x90"), "\xce\x99\xcc\x88\xcc\x81");
}

TEST(UpperCase, ChangesOnlyAsciiWhereTheTextIsNoUtf8) {
  EXPECT_EQ(UpperCase("caf\xe9"), "CAF\xe9");
  EXPECT_EQ(UpperCase("\xc3\xa9\xff"), "\xc3\xa9\xff");
}

}  // namespace
}  // namespace hogvec

#include "unicode/lower_case.h"

#include <gtest/gtest.h>

namespace hogvec {
namespace {

TEST(LowerCase, IsAppended) {
  LowerCase lower;
  std::string out = "A";
  lower.Append("The Cat", out);
  lower.Append(" \xc3\x89T\xc3\x89", out);
  EXPECT_EQ(out, "Athe cat \xc3\xa9t\xc3\xa9");
}

TEST(LowerCase, HasRoomForLettersThatGrow) {
  LowerCase lower;
  std::string turkish, out, expected;  // U+0130 becomes i and U+0307
  for (int i = 0; i < 100; ++i) {
    turkish += "\xc4\xb0";
    expected += "i\xcc\x87";
  }
  lower.Append(turkish, out);
  EXPECT_EQ(out, expected);
}

}  // namespace
}  // namespace hogvec

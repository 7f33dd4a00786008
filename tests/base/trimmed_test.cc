#include "base/trimmed.h"

#include <gtest/gtest.h>

namespace hogvec {
namespace {

TEST(Trimmed, LosesWhiteSpaceAtItsEndsOnly) {
  EXPECT_EQ(Trimmed(" \tnew  york\r\n"), "new  york");
  EXPECT_EQ(Trimmed("a"), "a");
  EXPECT_EQ(Trimmed(" \v\f "), "");
  EXPECT_EQ(Trimmed(""), "");
  EXPECT_EQ(Trimmed("\xc2\xa0"), "\xc2\xa0") << "a no-break space is part of a word";
}

}  // namespace
}  // namespace hogvec

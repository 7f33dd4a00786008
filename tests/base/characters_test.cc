#include "base/characters.h"

#include <gtest/gtest.h>

namespace hogvec {
namespace {

TEST(Characters, KnowTheWhiteSpaceOfUnicode) {
  for (const char32_t space : {U' ', U'\t', U'\n', U'\u00a0', U'\u2003', U'\u3000'}) {
    EXPECT_TRUE(IsUnicodeSpace(space)) << static_cast<unsigned>(space);
  }
  for (const char32_t other : {U'a', U'\u200b', U'\ufeff', U'\u180e'}) {
    EXPECT_FALSE(IsUnicodeSpace(other)) << static_cast<unsigned>(other);
  }
}

TEST(Characters, KnowWhatIsNotSeen) {
  for (const char32_t hidden : {U'\u00ad', U'\u202e', U'\u2028', U'\ufeff', U'\ufffe'}) {
    EXPECT_TRUE(IsInvisible(hidden)) << static_cast<unsigned>(hidden);
  }
  EXPECT_TRUE(IsInvisible(0x10ffff));
  for (const char32_t seen : {U'a', U' ', U'\u200d', U'\u0600', U'\ufffd'}) {
    EXPECT_FALSE(IsInvisible(seen)) << static_cast<unsigned>(seen);
  }
}

}  // namespace
}  // namespace hogvec

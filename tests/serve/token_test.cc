#include "serve/token.h"

#include <gmock/gmock.h>

#include <set>
#include <string>

namespace hogvec::serve {
namespace {

TEST(NewToken, HasThe128BitsAsHexadecimalDigits) {
  const std::string token = NewToken();
  EXPECT_EQ(token.size(), 32u);
  EXPECT_EQ(token.find_first_not_of("0123456789abcdef"), std::string::npos) << token;
}

TEST(NewToken, IsAnotherOneEachTimeInEveryDigit) {
  std::set<std::string> tokens;
  std::vector<std::set<char>> digits(kTokenDigits);
  for (int i = 0; i < 1000; ++i) {
    const std::string token = NewToken();
    tokens.insert(token);
    for (std::size_t place = 0; place < kTokenDigits; ++place) digits[place].insert(token[place]);
  }
  EXPECT_EQ(tokens.size(), 1000u);
  // One of the 16 digits is missing at a place by chance once in 10^25 runs.
  for (const auto& at_place : digits) EXPECT_EQ(at_place.size(), 16u);
}

TEST(SameSecret, IsTrueOfEqualTextsOnly) {
  EXPECT_TRUE(SameSecret("", ""));
  EXPECT_TRUE(SameSecret("abc", "abc"));
  EXPECT_TRUE(SameSecret(std::string_view("a\0b", 3), std::string_view("a\0b", 3)));
  for (const char* other : {"", "ab", "abcd", "abd", "Abc", "xbc", "axc"}) {
    EXPECT_FALSE(SameSecret("abc", other)) << other;
  }
  EXPECT_FALSE(SameSecret(std::string_view("a\0b", 3), std::string_view("a\0c", 3)));
}

TEST(SameSecret, SeesEachBit) {
  const std::string secret = NewToken();
  for (std::size_t place = 0; place < secret.size(); ++place) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string guess = secret;
      guess[place] = static_cast<char>(guess[place] ^ (1 << bit));
      EXPECT_FALSE(SameSecret(secret, guess)) << place << ", " << bit;
    }
  }
}

}  // namespace
}  // namespace hogvec::serve

#include "base/murmur3.h"

#include <gmock/gmock.h>

namespace hogvec {
namespace {

using ::testing::ElementsAre;

// By another implementation, in Python's whole numbers. Nothing, part of a block, the eighth and
// the ninth byte, a block, and several with a rest.
TEST(Murmur3, HashesAsDefined) {
  constexpr std::uint32_t kSeed = 2166136261u;
  EXPECT_THAT(Murmur3("", 0), ElementsAre(0u, 0u, 0u, 0u));
  EXPECT_THAT(Murmur3("", kSeed), ElementsAre(0xc2754a40u, 0x10854f64u, 0x1629cd37u, 0x4ea929b1u));
  EXPECT_THAT(Murmur3("a", kSeed), ElementsAre(0xe6734340u, 0x0aa4b9dau, 0xe6e3fde4u, 0x4939994au));
  EXPECT_THAT(Murmur3("<apple>", kSeed),
              ElementsAre(0xaf7fd586u, 0xe3ea19b1u, 0x9c7fac8bu, 0xf62879c2u));
  EXPECT_THAT(Murmur3("12345678", kSeed),
              ElementsAre(0x5a9ab833u, 0x3991bb39u, 0x26c0d25du, 0x75837386u));
  EXPECT_THAT(Murmur3("123456789", kSeed),
              ElementsAre(0x0c9daef6u, 0xb9223d18u, 0x3030ed7du, 0x74c55ee6u));
  EXPECT_THAT(Murmur3("0123456789abcdef", kSeed),
              ElementsAre(0x39bfde43u, 0x90e4b1fau, 0x6355ad0cu, 0x73f329a9u));
  EXPECT_THAT(Murmur3("0123456789abcdefg0123456789abcdefg0123456789abcdefg", kSeed),
              ElementsAre(0x9eda5631u, 0x3ee2b70du, 0xb5e349a9u, 0x22663ccdu));
}

}  // namespace
}  // namespace hogvec

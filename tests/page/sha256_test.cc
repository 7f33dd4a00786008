#include "page/sha256.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <string>

namespace hogvec::page {
namespace {

std::string HexOf(std::string_view bytes) {
  return fmt::format("{:02x}", fmt::join(Sha256(bytes), ""));
}

// The examples of FIPS 180-4 and of its validation.
TEST(Sha256, IsThatOfThePublishedExamples) {
  EXPECT_EQ(HexOf(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(HexOf("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(HexOf("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(HexOf(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, DependsOnEachByteAroundTheEndOfABlock) {
  for (std::size_t length = 54; length < 67; ++length) {
    std::string text(length, 'x');
    const std::string before = HexOf(text);
    text.back() = 'y';
    EXPECT_NE(HexOf(text), before) << length;
    EXPECT_NE(HexOf(std::string(length + 1, 'x')), before) << length;
  }
}

}  // namespace
}  // namespace hogvec::page

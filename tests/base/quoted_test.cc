#include "base/quoted.h"

#include <gtest/gtest.h>

#include <string>

namespace hogvec {
namespace {

TEST(Quoted, ShowsBytesOnOneLine) {
  EXPECT_EQ(Quoted("a b"), "'a b'");
  EXPECT_EQ(Quoted(std::string("\n\x1b[2J\x7f\0", 7)), "'\\x0a\\x1b[2J\\x7f\\x00'");
}

TEST(Quoted, CutsWhatIsLong) {
  EXPECT_EQ(Quoted(std::string(60, 'x')), "'" + std::string(60, 'x') + "'");
  EXPECT_EQ(Quoted(std::string(1'000'000, 'x')), "'" + std::string(60, 'x') + "...'");
}

}  // namespace
}  // namespace hogvec

#include "cli/command_names.h"

#include <gtest/gtest.h>

namespace hogvec {
namespace {

TEST(MeantCommand, IsNearInItsLetters) {
  EXPECT_EQ(MeantCommand("hogvec-query", "index2"), "hogvec-query index");
  EXPECT_EQ(MeantCommand("hogvec", "trian"), "hogvec train");
  EXPECT_EQ(MeantCommand("hogvec", "layuot"), "hogvec layout");
  EXPECT_EQ(MeantCommand("hogvec-eval", "analogy2"), "hogvec-query analogy");
  EXPECT_EQ(MeantCommand("hogvec-query", "similarty"), "hogvec-query similarity");
  EXPECT_EQ(MeantCommand("hogvec-eval", "version"), "hogvec-eval --version");
}

TEST(MeantCommand, MayBeAnotherProgramsOwn) {
  EXPECT_EQ(MeantCommand("hogvec", "nn"), "hogvec-query nn");
  EXPECT_EQ(MeantCommand("hogvec-query", "analogies"), "hogvec-eval analogies");
  EXPECT_EQ(MeantCommand("hogvec-eval", "inspect"), "hogvec inspect");
  EXPECT_EQ(MeantCommand("hogvec-eval", "odd-one-ot"), "hogvec-query odd-one-out");
}

TEST(MeantCommand, IsNoneWhereNothingIsNear) {
  EXPECT_EQ(MeantCommand("hogvec", "xy"), std::nullopt);
  EXPECT_EQ(MeantCommand("hogvec", ""), std::nullopt);
}

TEST(UnknownCommand, IsOneLine) {
  EXPECT_STREQ(UnknownCommand("hogvec", "nn").what(),
               "hogvec: unknown command 'nn'; did you mean 'hogvec-query nn'?");
  const Error error = UnknownCommand("hogvec-eval", "foo");
  EXPECT_EQ(error.kind(), ErrorKind::kUsage);
  EXPECT_STREQ(error.what(),
               "hogvec-eval: unknown command 'foo'; there are similarity, analogies, agree, loss");
}

}  // namespace
}  // namespace hogvec

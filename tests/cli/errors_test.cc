#include "cli/errors.h"

#include <gmock/gmock.h>

#include "hogvec/train.h"

namespace hogvec {
namespace {

TEST(Errors, HaveTheExitCodesThatAreDocumented) {
  EXPECT_EQ(ExitCodeOf(ErrorKind::kNotFound), 1);
  EXPECT_EQ(ExitCodeOf(ErrorKind::kUsage), 2);
  EXPECT_EQ(ExitCodeOf(ErrorKind::kMalformed), 65);
  EXPECT_EQ(ExitCodeOf(ErrorKind::kNoInput), 66);
  EXPECT_EQ(ExitCodeOf(ErrorKind::kInternal), 70);
  EXPECT_EQ(ExitCodeOf(ErrorKind::kResource), 71);
  EXPECT_EQ(ExitCodeOf(ErrorKind::kCannotCreate), 73);
  EXPECT_EQ(ExitCodeOf(ErrorKind::kIo), 74);
  EXPECT_EQ(ExitCodeOf(ErrorKind::kBusy), 75);
}

// The library names an option, a program spells it.
TEST(Errors, OfOptionsGetTheirDashesHere) {
  try {
    CheckOptions(TrainOptions{.dim = 0});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.option(), "dim");
    EXPECT_STREQ(error.what(), "dim must be from 1 to 1000000");
    EXPECT_EQ(MessageOf(error), "--dim must be from 1 to 1000000");
  }
  EXPECT_EQ(MessageOf(Error(ErrorKind::kUsage, "c: created with dim 1", "dim")),
            "c: created with dim 1");
  EXPECT_EQ(MessageOf(Error(ErrorKind::kIo, "c: full")), "c: full");
}

}  // namespace
}  // namespace hogvec

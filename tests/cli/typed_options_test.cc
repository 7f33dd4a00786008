#include "cli/typed_options.h"

#include <gtest/gtest.h>

namespace hogvec {
namespace {

TEST(TypedOptions, HaveDashes) {
  EXPECT_EQ(WithTypedOptions("no word; the option 'lenient' skips such rows"),
            "no word; --lenient skips such rows");
  EXPECT_EQ(WithTypedOptions("the option 'a-b' or the option 'c'"), "--a-b or --c");
}

TEST(TypedOptions, LeaveAllElse) {
  for (const char* same :
       {"", "the option", "the option '", "the option '' here", "the option 'A word' here",
        "found the option '--quiet'", "found 'lenient'"}) {
    EXPECT_EQ(WithTypedOptions(same), same);
  }
}

}  // namespace
}  // namespace hogvec

#include "asking/commands.h"

#include <gtest/gtest.h>

#include "hogvec/error.h"

namespace hogvec::asking {
namespace {

TEST(Commands, HaveNamesAndCounts) {
  for (const Command& command : Commands()) {
    EXPECT_EQ(FindCommand(command.name), &command);
    EXPECT_NO_THROW(CheckCount(command, command.fewest));
    EXPECT_THROW(CheckCount(command, command.fewest - 1), Error);
  }
  EXPECT_EQ(FindCommand("help"), nullptr);
}

}  // namespace
}  // namespace hogvec::asking

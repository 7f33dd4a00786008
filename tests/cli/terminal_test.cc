#include "cli/terminal.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <utility>

namespace hogvec {
namespace {

TEST(Terminal, AFileIsNone) {
  const int file = ::open("/dev/null", O_WRONLY);
  EXPECT_FALSE(IsTerminal(file));
  EXPECT_FALSE(ShowsColours(file));
  ::unsetenv("COLUMNS");
  EXPECT_EQ(TerminalColumns(file), 80u);
  ::close(file);
}

TEST(Terminal, IsAsWideAsTheVariableSaysWhereItSaysNothing) {
  const int file = ::open("/dev/null", O_WRONLY);
  for (const auto& [value, columns] :
       {std::pair{"40", 40u}, {"0", 80u}, {"-3", 80u}, {"wide", 80u}}) {
    ::setenv("COLUMNS", value, 1);
    EXPECT_EQ(TerminalColumns(file), columns) << value;
  }
  ::unsetenv("COLUMNS");
  ::close(file);
}

}  // namespace
}  // namespace hogvec

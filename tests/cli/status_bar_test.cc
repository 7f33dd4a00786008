#include "cli/status_bar.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace hogvec {
namespace {

const std::vector<std::string> kFigures = {"reading 12 of 50 MB", "reading"};

TEST(StatusBar, ShowsTheFiguresThereIsRoomFor) {
  EXPECT_EQ(StatusBar(0.5, kFigures, 60),
            " 50% [################.................] reading 12 of 50 MB");
  EXPECT_EQ(StatusBar(0.5, kFigures, 30), "[####....] reading 12 of 50 MB");
  EXPECT_EQ(StatusBar(1, kFigures, 20), "[##########] reading");
  EXPECT_EQ(StatusBar(0, kFigures, 14), "reading");
  EXPECT_EQ(StatusBar(0, kFigures, 4), "read");
}

}  // namespace
}  // namespace hogvec

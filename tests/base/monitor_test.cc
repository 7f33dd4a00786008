#include "base/monitor.h"

#include <gtest/gtest.h>

#include <atomic>

namespace hogvec {
namespace {

TEST(Monitor, TellsOfTheEndAndNeverAfterwards) {
  std::atomic<int> state = 1;
  int told = 0, calls = 0;
  {
    const Monitor monitor([&] {
      told = state;
      ++calls;
    });
    state = 2;
  }
  EXPECT_GE(calls, 1);
  EXPECT_EQ(told, 2);
}

}  // namespace
}  // namespace hogvec

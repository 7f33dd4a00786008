#include "base/monitor.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <thread>

namespace hogvec {
namespace {

TEST(Monitor, TellsFromItsOwnThreadWhileTheWorkGoesOn) {
  std::promise<std::thread::id> third;
  int calls = 0;
  const Monitor monitor(
      [&] {
        if (++calls == 3) third.set_value(std::this_thread::get_id());
      },
      std::chrono::milliseconds(1));
  auto caller = third.get_future();
  ASSERT_EQ(caller.wait_for(std::chrono::minutes(1)), std::future_status::ready);
  EXPECT_NE(caller.get(), std::this_thread::get_id());
}

TEST(Monitor, TellsOfTheEndAndNeverAfterwards) {
  std::atomic<int> state = 1;
  int told = 0, calls = 0;
  {
    const Monitor monitor(
        [&] {
          told = state;
          ++calls;
        },
        std::chrono::hours(1));
    state = 2;
  }
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(told, 2);
}

}  // namespace
}  // namespace hogvec

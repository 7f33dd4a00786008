#include "base/stopwatch.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace hogvec {
namespace {

void Wait() { std::this_thread::sleep_for(std::chrono::milliseconds(5)); }

TEST(Stopwatch, RunsFromItsConstructionOn) {
  const Stopwatch watch;
  Wait();
  EXPECT_GE(watch.Seconds(), 0.005);
}

TEST(Stopwatch, StandsStillInPauses) {
  Stopwatch watch;
  watch.Pause();
  const double before = watch.Seconds();
  Wait();
  EXPECT_EQ(watch.Seconds(), before);
  watch.Resume();
  Wait();
  EXPECT_GE(watch.Seconds(), before + 0.005);
}

}  // namespace
}  // namespace hogvec

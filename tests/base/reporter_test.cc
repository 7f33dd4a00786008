#include "base/reporter.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace hogvec {
namespace {

// Throws at the second call.
struct Counter {
  void OnProgress(int) {
    if (++calls == 2) throw std::runtime_error("enough");
  }
  int calls = 0;
};

TEST(Reporter, KeepsWhatTheObserverThrowsAndAsksToStop) {
  Counter counter;
  Reporter<Counter, int> reporter(counter, std::stop_token());
  reporter.Report(1);
  EXPECT_NO_THROW(reporter.ThrowFailure());
  EXPECT_FALSE(reporter.stop().stop_requested());
  reporter.Report(2);
  EXPECT_TRUE(reporter.stop().stop_requested());
  EXPECT_THROW(reporter.ThrowFailure(), std::runtime_error);
  reporter.Report(3);
  EXPECT_EQ(counter.calls, 2) << "it has said that it wants no more";
}

TEST(Reporter, StopsForTheCallerToo) {
  Counter counter;
  std::stop_source source;
  const Reporter<Counter, int> reporter(counter, source.get_token());
  source.request_stop();
  EXPECT_TRUE(reporter.stop().stop_requested());
  EXPECT_NO_THROW(reporter.ThrowFailure());
}

}  // namespace
}  // namespace hogvec

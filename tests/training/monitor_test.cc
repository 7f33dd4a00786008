#include "training/monitor.h"

#include <gtest/gtest.h>

namespace hogvec {
namespace {

class Counter : public TrainObserver {
 public:
  void OnProgress(const TrainProgress& progress) override {
    ++calls;
    last = progress.tokens_done;
  }
  int calls = 0;
  std::uint64_t last = 0;
};

TEST(Monitor, TellsOfTheEndAndNeverAfterwards) {
  Counter counter;
  const std::uint64_t state = 1;
  {
    const Monitor monitor(counter, [&] {
      TrainProgress now;
      now.tokens_done = state;
      return now;
    });
  }
  EXPECT_GE(counter.calls, 1);
  EXPECT_EQ(counter.last, 1u);
}

}  // namespace
}  // namespace hogvec

#include "base/workers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

namespace hogvec {
namespace {

TEST(Workers, EachRunOnce) {
  for (const std::size_t workers : {1, 2, 3, 16}) {
    std::vector<std::atomic<int>> runs(workers);
    RunWorkers(workers, [&](std::size_t worker) { ++runs[worker]; });
    for (const auto& times : runs) EXPECT_EQ(times, 1);
  }
}

TEST(Workers, HandOnWhatOneOfThemThrows) {
  for (const std::size_t workers : {1, 4}) {
    EXPECT_THROW(RunWorkers(workers,
                            [&](std::size_t worker) {
                              if (worker == workers - 1) throw std::runtime_error("stop");
                            }),
                 std::runtime_error);
  }
}

TEST(Workers, MayRunWorkersOfTheirOwn) {
  std::atomic<int> runs = 0;
  RunWorkers(3, [&](std::size_t) { RunWorkers(2, [&](std::size_t) { ++runs; }); });
  EXPECT_EQ(runs, 6);
}

TEST(ThreadCount, IsWhatIsWantedOrOnePerCore) {
  EXPECT_EQ(ThreadCount(7), 7u);
  EXPECT_GE(ThreadCount(0), 1u);
}

}  // namespace
}  // namespace hogvec

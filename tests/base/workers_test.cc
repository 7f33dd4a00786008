#include "base/workers.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "cli/errors.h"
#include "hogvec/error.h"
#include "support/sanitized.h"

namespace hogvec {
namespace {

// Where several threads wait until all are there.
class MeetingPlace {
 public:
  // Whether `expected` came before long, this one included.
  bool Meet(std::size_t expected) {
    std::unique_lock lock(mutex_);
    ++arrived_;
    changed_.notify_all();
    return changed_.wait_for(lock, std::chrono::seconds(10), [&] { return arrived_ >= expected; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t arrived_ = 0;
};

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

TEST(Workers, MayAllBeAtWorkAtOnce) {
  constexpr std::size_t kWorkers = 16;
  MeetingPlace place;
  std::atomic<std::size_t> met = 0;
  RunWorkers(kWorkers, [&](std::size_t) { met += place.Meet(kWorkers) ? 1 : 0; });
  EXPECT_EQ(met, kWorkers);
}

TEST(Workers, AreAsManyWhileOthersAskForFewer) {
  constexpr std::size_t kWorkers = 6;
  MeetingPlace start, place, end;
  std::jthread fewer([&] {
    RunWorkers(2, [&](std::size_t worker) {
      if (worker != 0) return;
      start.Meet(2);
      end.Meet(2);
    });
  });
  start.Meet(2);
  std::atomic<std::size_t> met = 0;
  RunWorkers(kWorkers, [&](std::size_t) { met += place.Meet(kWorkers) ? 1 : 0; });
  EXPECT_EQ(met, kWorkers);
  end.Meet(2);
}

void LimitAddresses(rlim_t bytes) {
  const rlimit limit{bytes, bytes};
  ::setrlimit(RLIMIT_AS, &limit);
}

// Exits with the number of workers that began.
void RunMoreThanFit() {
  LimitAddresses(rlim_t{1} << 30);
  std::atomic<int> began = 0;
  try {
    RunWorkers(10'000, [&](std::size_t) { ++began; });
  } catch (const Error& error) {
    std::fprintf(stderr, "%d: %s\n", ExitCodeOf(error.kind()), error.what());
  }
  std::exit(began);
}

TEST(Workers, DoNotBeginWhereThereAreNoThreadsForAll) {
  if (testing::kSanitized) GTEST_SKIP() << "sanitizers reserve most addresses";
  EXPECT_EXIT(RunMoreThanFit(), ::testing::ExitedWithCode(0),
              "71: only [0-9]+ of 10000 threads could be started: .*; use fewer");
}

TEST(ThreadCount, IsWhatIsWantedOrOnePerCore) {
  EXPECT_EQ(ThreadCount(7), 7u);
  EXPECT_GE(ThreadCount(0), 1u);
}

}  // namespace
}  // namespace hogvec

// How a fit is asked for, followed and stopped.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <vector>

#include "hogvec/error.h"
#include "hogvec/fit_subwords.h"
#include "subwords/drawn_words.h"

namespace hogvec {
namespace {

using ::testing::StartsWith;

class Stopper : public FitObserver {
 public:
  explicit Stopper(std::stop_source& source) : source_(source) {}
  void OnProgress(const FitProgress&) override { source_.request_stop(); }

 private:
  std::stop_source& source_;
};

TEST(FitSubwords, StopsWhenAsked) {
  const Given given = Drawn(50, 40);
  std::stop_source source;
  Stopper stopper(source);
  EXPECT_THROW(FitSubwords(given.words, given.rows, {}, {}, source.get_token(), stopper),
               Interrupted);
  EXPECT_THROW(FitSubwords(given.words, given.rows, {}, {}, source.get_token()), Interrupted);
}

class Thrower : public FitObserver {
 public:
  explicit Thrower(FitProgress::Phase phase) : phase_(phase) {}
  void OnProgress(const FitProgress& progress) override {
    if (progress.phase == phase_) throw std::logic_error("enough");
  }

 private:
  FitProgress::Phase phase_;
};

TEST(FitSubwords, PassesOnWhatTheObserverThrows) {
  const Given given = Drawn(50, 40);
  for (const auto phase : {FitProgress::Phase::kListing, FitProgress::Phase::kFitting,
                           FitProgress::Phase::kChecking}) {
    Thrower thrower(phase);
    EXPECT_THROW(FitSubwords(given.words, given.rows, {}, {}, {}, thrower), std::logic_error);
  }
}

class Watcher : public FitObserver {
 public:
  void OnProgress(const FitProgress& progress) override { seen.push_back(progress); }
  std::vector<FitProgress> seen;
};

TEST(FitSubwords, ReportsItsProgress) {
  const Given given = Drawn(50, 40);
  Watcher watcher;
  FitSubwords(given.words, given.rows, {}, {}, {}, watcher);
  ASSERT_GE(watcher.seen.size(), 3u);
  EXPECT_EQ(watcher.seen.front().phase, FitProgress::Phase::kListing);
  EXPECT_EQ(watcher.seen[watcher.seen.size() - 2].share, 1);
  EXPECT_EQ(watcher.seen.back().phase, FitProgress::Phase::kChecking);
}

TEST(FitOptions, AreChecked) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto option_of = [](const FitOptions& options) -> std::string {
    try {
      CheckOptions(options);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kUsage);
      EXPECT_THAT(error.what(), StartsWith(error.option()));
      return error.option();
    }
    return {};
  };
  EXPECT_EQ(option_of({}), "");
  EXPECT_EQ(option_of({.ngrams = {.min_n = 4, .max_n = 3}}), "minn");
  for (const double lambda : {0.0, -1.0, nan}) EXPECT_EQ(option_of({.lambda = lambda}), "lambda");
  for (const double count : {-1.0, nan}) EXPECT_EQ(option_of({.full_count = count}), "full-count");
  for (const double share : {-0.1, 0.6, nan}) EXPECT_EQ(option_of({.held_out = share}), "held-out");
  for (const double part : {-0.1, 1.1, nan}) EXPECT_EQ(option_of({.tolerance = part}), "tolerance");
  EXPECT_EQ(option_of({.iterations = 0}), "iterations");
}

}  // namespace
}  // namespace hogvec

#include "ingest/sentence_feed.h"

#include <gmock/gmock.h>

#include <atomic>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "base/workers.h"

namespace hogvec {
namespace {

// Numbers as words, one to a sentence; only for the thread that made it.
class Numbers : public SentenceSource {
 public:
  explicit Numbers(std::size_t count, std::size_t fails_at = 1'000'000)
      : count_(count), fails_at_(fails_at) {}
  bool Next(std::vector<std::string_view>& words) override {
    EXPECT_EQ(std::this_thread::get_id(), owner_);
    if (next_ == fails_at_) throw std::out_of_range("no more rows");
    if (next_ == count_) return false;
    word_ = std::to_string(next_++);
    words.emplace_back(word_);
    return true;
  }

 private:
  const std::thread::id owner_ = std::this_thread::get_id();
  const std::size_t count_, fails_at_;
  std::size_t next_ = 0;
  std::string word_;
};

// The words that the workers got, and the numbers of their blocks.
struct Got {
  std::multiset<std::string> words;
  std::set<std::size_t> blocks;
};

Got ReadAll(SentenceFeed& feed, std::size_t workers) {
  Got got;
  std::mutex mutex;
  RunWorkers(workers, [&](std::size_t) {
    SentenceBlock block;
    while (feed.Next(block)) {
      const std::lock_guard lock(mutex);
      EXPECT_TRUE(got.blocks.insert(block.number()).second);
      block.ForEachWord([&](std::string_view word) { got.words.emplace(word); }, [] {});
    }
  });
  return got;
}

TEST(SentenceFeed, HandsOutEverySentenceOnce) {
  for (const std::size_t workers : {1, 2, 5}) {
    Numbers numbers(10'000);
    SentenceFeed feed(numbers, 100, workers);
    const Got got = ReadAll(feed, workers);
    EXPECT_EQ(got.words.size(), 10'000);
    EXPECT_EQ(std::set<std::string>(got.words.begin(), got.words.end()).size(), 10'000);
    EXPECT_EQ(*got.blocks.rbegin(), got.blocks.size() - 1) << "numbered without gaps";
    SentenceBlock block;
    EXPECT_FALSE(feed.Next(block));
  }
}

// With one block ready for four workers, the others often take it before the feeding one does.
TEST(SentenceFeed, IsFedThoughOthersTakeAllThatIsReady) {
  for (int i = 0; i < 200; ++i) {
    Numbers numbers(300);
    SentenceFeed feed(numbers, 1, 1);
    EXPECT_EQ(ReadAll(feed, 4).words.size(), 300);
  }
}

TEST(SentenceFeed, MayHaveNothing) {
  Numbers numbers(0);
  SentenceFeed feed(numbers, 100, 3);
  EXPECT_TRUE(ReadAll(feed, 3).blocks.empty());
}

TEST(SentenceFeed, EndsForAllWhenTheSourceFails) {
  Numbers numbers(10'000, 5'000);
  SentenceFeed feed(numbers, 100, 4);
  EXPECT_THROW(ReadAll(feed, 4), std::out_of_range);
}

TEST(SentenceFeed, EndsForAllWhenItIsClosed) {
  Numbers numbers(1'000'000'000'000, 1'000'000'000'000);
  SentenceFeed feed(numbers, 100, 4);
  std::atomic<int> blocks = 0;
  RunWorkers(4, [&](std::size_t) {
    SentenceBlock block;
    while (feed.Next(block)) {
      if (++blocks == 50) feed.Close();
    }
  });
  EXPECT_GE(blocks, 50);
  EXPECT_LT(blocks, 60);
}

}  // namespace
}  // namespace hogvec

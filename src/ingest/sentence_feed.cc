#include "ingest/sentence_feed.h"

#include <utility>

namespace hogvec {

// The source is asked without the lock, so that the others can take blocks meanwhile.
void SentenceFeed::Feed() {
  for (;;) {
    {
      const std::lock_guard lock(mutex_);
      if (ended_ || ready_.size() >= most_) return;
    }
    SentenceBlock block;
    const bool more = blocks_.Next(block);
    const std::lock_guard lock(mutex_);
    if (more && !ended_) ready_.push_back(std::move(block));
    ended_ = ended_ || !more;
    changed_.notify_all();
  }
}

void SentenceFeed::FeedOrClose() {
  try {
    Feed();
  } catch (...) {
    Close();
    throw;
  }
}

bool SentenceFeed::Take(SentenceBlock& block) {
  if (ready_.empty()) return false;
  block = std::move(ready_.front());
  ready_.pop_front();
  return true;
}

// The thread that feeds never waits: before it gets here, the others may have taken all that was
// ready, and nobody else would feed them.
bool SentenceFeed::Next(SentenceBlock& block) {
  const bool feeds = std::this_thread::get_id() == feeder_;
  for (;;) {
    if (feeds) FeedOrClose();
    std::unique_lock lock(mutex_);
    if (!feeds) changed_.wait(lock, [&] { return ended_ || !ready_.empty(); });
    if (Take(block)) return true;
    if (ended_) return false;
  }
}

void SentenceFeed::Close() {
  const std::lock_guard lock(mutex_);
  ended_ = true;
  ready_.clear();
  changed_.notify_all();
}

}  // namespace hogvec

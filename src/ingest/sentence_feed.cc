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

bool SentenceFeed::Next(SentenceBlock& block) {
  if (std::this_thread::get_id() == feeder_) {
    try {
      Feed();
    } catch (...) {
      Close();
      throw;
    }
  }
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return ended_ || !ready_.empty(); });
  if (ready_.empty()) return false;
  block = std::move(ready_.front());
  ready_.pop_front();
  return true;
}

void SentenceFeed::Close() {
  const std::lock_guard lock(mutex_);
  ended_ = true;
  ready_.clear();
  changed_.notify_all();
}

}  // namespace hogvec

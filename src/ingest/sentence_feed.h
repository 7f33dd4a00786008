#ifndef HOGVEC_INGEST_SENTENCE_FEED_H_
#define HOGVEC_INGEST_SENTENCE_FEED_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>

#include "hogvec/sentences.h"
#include "ingest/sentence_blocks.h"

namespace hogvec {

// Hands out the blocks of a source to several workers. Only the thread that made it asks the
// source, and it is one of the workers: when enough blocks are ready for the others, it takes one
// itself.
//
// Next() and Close() may be called from any thread.
class SentenceFeed {
 public:
  // Keeps up to `workers` blocks of `block_bytes` ready.
  SentenceFeed(SentenceBatches& source, std::size_t block_bytes, std::size_t workers)
      : blocks_(source, block_bytes), most_(workers), feeder_(std::this_thread::get_id()) {}

  // The next block; false after the last one, or once it was closed. On the thread that made this
  // it throws what SentenceBlocks does; the others then find it closed.
  bool Next(SentenceBlock& block);

  // Nobody gets a block any more.
  void Close();

 private:
  void Feed();
  void FeedOrClose();
  bool Take(SentenceBlock& block);  // with the lock

  SentenceBlocks blocks_;
  const std::size_t most_;
  const std::thread::id feeder_;
  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::deque<SentenceBlock> ready_;
  bool ended_ = false;  // the source
};

}  // namespace hogvec

#endif  // HOGVEC_INGEST_SENTENCE_FEED_H_

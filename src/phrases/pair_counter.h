#ifndef HOGVEC_PHRASES_PAIR_COUNTER_H_
#define HOGVEC_PHRASES_PAIR_COUNTER_H_

#include <tsl/robin_map.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

#include "hogvec/word_id.h"

namespace hogvec {

// Not a word of the lexicon: a rare word, a line end, or the edge of a text.
inline constexpr WordId kGap = ToWordId(kMaxWords);

// Two words and the connectors between them, each by its number.
struct WordPair {
  WordId first, second;
  WordId between = kGap;  // kGap: the words are adjacent

  bool operator==(const WordPair&) const = default;
};

// A hash whose bits are all well mixed.
struct PairHash {
  std::size_t operator()(WordPair pair) const;
};

// Counts pairs exactly, in bounded memory: all pairs are divided into `shares` by their hashes, and
// one share is counted.
//
// Workers may add concurrently.
class PairCounter {
 public:
  PairCounter(std::size_t share, std::size_t shares, std::uint64_t memory_bytes);

  // Counts those of the pairs that are in the share. Reorders `pairs`.
  void Add(std::vector<WordPair>& pairs);

  // Whether there were more pairs than the memory can hold; then no more are counted.
  bool full() const { return full_; }

  // Calls body(pair, count) for each. Must not run concurrently with Add.
  template <typename Body>
  void ForEach(const Body& body) const {
    for (const Part& part : parts_) {
      for (const auto& [pair, count] : part.counts) body(pair, count);
    }
  }

 private:
  struct Part {
    std::mutex mutex;
    tsl::robin_map<WordPair, std::uint64_t, PairHash> counts;
  };
  static constexpr std::size_t kParts = 64;

  const std::size_t share_, shares_;
  const std::size_t most_per_part_;
  std::array<Part, kParts> parts_;
  std::atomic<bool> full_ = false;
};

}  // namespace hogvec

#endif  // HOGVEC_PHRASES_PAIR_COUNTER_H_

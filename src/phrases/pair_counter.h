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

// No word: a rare one, a line end, or the edge of a text.
inline constexpr WordId kGap = ToWordId(kMaxWords);

// Two words and what stands between them, each by its number.
struct WordPair {
  WordId first, second;
  WordId between = kGap;  // of neighbours

  bool operator==(const WordPair&) const = default;
};

// Its bits mixed, so that any of them may choose a place.
struct PairHash {
  std::size_t operator()(WordPair pair) const;
};

// Counts pairs, exactly and in bounded memory: of `shares` shares of all pairs, told apart by their
// hashes, it counts one.
//
// Workers may add at once.
class PairCounter {
 public:
  PairCounter(std::size_t share, std::size_t shares, std::uint64_t memory_bytes);

  // Counts the pairs of the share among these, which are put into another order.
  void Add(std::vector<WordPair>& pairs);

  // Whether there were more pairs than the memory holds; then nothing more is counted.
  bool full() const { return full_; }

  // Calls body(pair, count) for each. Not while somebody adds.
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

#ifndef HOGVEC_SUBWORDS_BUCKET_SET_H_
#define HOGVEC_SUBWORDS_BUCKET_SET_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace hogvec {

// Which of many buckets are in use, a bit each, and how many are before a given one: a number
// from 0 for each bucket in use, in ascending order. A sixth of 2,000,000 buckets are used by a
// vocabulary of 75,000 words.
//
// First all buckets are added, then Count() is called once, then ranks are asked for.
class BucketSet {
 public:
  explicit BucketSet(std::uint32_t buckets) : words_((std::size_t{buckets} + 63) / 64) {}

  void Add(std::uint32_t bucket) { words_[bucket / 64] |= std::uint64_t{1} << bucket % 64; }

  // Returns how many are in use.
  std::size_t Count() {
    before_.reserve(words_.size());
    std::uint32_t count = 0;
    for (const std::uint64_t word : words_) {
      before_.push_back(count);
      count += static_cast<std::uint32_t>(std::popcount(word));
    }
    return count;
  }

  // Of a bucket that is in use.
  std::uint32_t Rank(std::uint32_t bucket) const {
    const std::uint64_t below = (std::uint64_t{1} << bucket % 64) - 1;
    return before_[bucket / 64] +
           static_cast<std::uint32_t>(std::popcount(words_[bucket / 64] & below));
  }

  // All buckets in use, ascending.
  std::vector<std::uint32_t> Buckets() const {
    std::vector<std::uint32_t> buckets;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t left = words_[i]; left != 0; left &= left - 1) {
        buckets.push_back(static_cast<std::uint32_t>(i * 64) +
                          static_cast<std::uint32_t>(std::countr_zero(left)));
      }
    }
    return buckets;
  }

 private:
  std::vector<std::uint64_t> words_;
  std::vector<std::uint32_t> before_;  // in use before each of words_
};

}  // namespace hogvec

#endif  // HOGVEC_SUBWORDS_BUCKET_SET_H_

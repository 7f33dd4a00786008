#ifndef HOGVEC_LAYOUT_LINKS_H_
#define HOGVEC_LAYOUT_LINKS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "layout/nearest_words.h"

namespace hogvec {

// The words that attract each other: those of which one is among the nearest of the other. A link
// is stored with both of its words. Each of a word's k nearest attracts it by 1 / 2k, and it them
// by the same: t-SNE's joint probabilities times the number of words, of equal weights. (Weights by
// distance, of t-SNE's perplexity, changed the recall of a map of 20,000 words by less than 0.005.)
class Links {
 public:
  struct Link {
    std::uint32_t to;
    float weight;

    bool operator==(const Link&) const = default;
  };

  // Of the first `words` words and their first `count` neighbours among these; others are left out.
  Links(const NearestWords& nearest, std::size_t words, std::size_t count);

  std::size_t words() const { return begins_.size() - 1; }

  // In the order of their ids.
  std::span<const Link> Of(std::size_t word) const {
    return std::span(links_).subspan(begins_[word], begins_[word + 1] - begins_[word]);
  }

  // The same links of words that stand in another order: word i is what order[i] was. Words that
  // are left out of it must have no links.
  Links InOrder(std::span<const std::uint32_t> order) const;

 private:
  Links() = default;
  void JoinDoubles();

  std::vector<std::size_t> begins_;  // of each word's links, and the end
  std::vector<Link> links_;
};

}  // namespace hogvec

#endif  // HOGVEC_LAYOUT_LINKS_H_

#ifndef HOGVEC_QUERY_TOP_K_H_
#define HOGVEC_QUERY_TOP_K_H_

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "hogvec/neighbours.h"

namespace hogvec {

// The order of answers: more similar first, equal ones by id. A strict order, so that answers do
// not depend on how a scan was divided.
inline bool ComesBefore(const Neighbour& a, const Neighbour& b) {
  return a.similarity != b.similarity ? a.similarity > b.similarity : a.id < b.id;
}

// Keeps the first `count` of the neighbours that it is offered.
class TopK {
 public:
  explicit TopK(std::size_t count) : count_(count) {}

  // NaN is never kept.
  void Offer(const Neighbour& neighbour) {
    if (!(neighbour.similarity >= least_)) return;
    kept_.push_back(neighbour);
    std::push_heap(kept_.begin(), kept_.end(), ComesBefore);
    if (kept_.size() > count_) DropLast();
  }

  // The least similarity that is still kept.
  float least() const { return least_; }

  // What was kept, in order.
  std::vector<Neighbour> Sorted() && {
    std::sort_heap(kept_.begin(), kept_.end(), ComesBefore);
    return std::move(kept_);
  }

 private:
  // The front of the heap is the last in order.
  void DropLast() {
    std::pop_heap(kept_.begin(), kept_.end(), ComesBefore);
    kept_.pop_back();
    if (!kept_.empty()) least_ = kept_.front().similarity;
  }

  std::size_t count_;
  float least_ = -2;  // below every cosine
  std::vector<Neighbour> kept_;
};

}  // namespace hogvec

#endif  // HOGVEC_QUERY_TOP_K_H_

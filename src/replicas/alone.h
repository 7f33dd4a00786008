#ifndef HOGVEC_REPLICAS_ALONE_H_
#define HOGVEC_REPLICAS_ALONE_H_

#include <utility>

#include "hogvec/replicas.h"

namespace hogvec {

// One process by itself: it has said everything as soon as it speaks. So a stage need not know
// whether there are others.
class Alone final : public Replicas {
 public:
  std::size_t rank() const override { return 0; }
  std::size_t size() const override { return 1; }
  std::vector<Bytes> Exchange(std::vector<Bytes> to_each) override { return to_each; }
  std::vector<Bytes> Gather(Bytes own) override {
    std::vector<Bytes> all;
    all.push_back(std::move(own));
    return all;
  }
  std::uint64_t bytes_sent() const override { return 0; }
};

}  // namespace hogvec

#endif  // HOGVEC_REPLICAS_ALONE_H_

#ifndef HOGVEC_BASE_ALIGNED_FLOATS_H_
#define HOGVEC_BASE_ALIGNED_FLOATS_H_

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>

namespace hogvec {

// An array of floats, initially zero, aligned to a cache line so that no vector load or store
// straddles two lines. Owns its memory; movable.
class AlignedFloats {
 public:
  static constexpr std::align_val_t kAlignment{64};  // bytes

  explicit AlignedFloats(std::size_t count)
      : data_(static_cast<float*>(::operator new(count * sizeof(float), kAlignment))) {
    std::fill_n(data_.get(), count, 0.0f);
  }

  float* data() { return data_.get(); }
  const float* data() const { return data_.get(); }

 private:
  struct Release {
    void operator()(float* data) const { ::operator delete(data, kAlignment); }
  };

  std::unique_ptr<float[], Release> data_;
};

}  // namespace hogvec

#endif  // HOGVEC_BASE_ALIGNED_FLOATS_H_

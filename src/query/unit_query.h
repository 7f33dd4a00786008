#ifndef HOGVEC_QUERY_UNIT_QUERY_H_
#define HOGVEC_QUERY_UNIT_QUERY_H_

#include <algorithm>
#include <cstddef>
#include <span>

#include "base/aligned_floats.h"
#include "base/unit_length.h"

namespace hogvec {

// A query scaled to length 1, aligned and padded with zeros as DotRowsFunction requires.
class UnitQuery {
 public:
  explicit UnitQuery(std::span<const float> values)
      : size_(values.size()), padded_((size_ + kPadding - 1) / kPadding * kPadding) {
    std::ranges::copy(values, padded_.data());
    ScaleToUnit({padded_.data(), size_});
  }

  const float* data() const { return padded_.data(); }
  std::span<const float> values() const { return {padded_.data(), size_}; }

 private:
  static constexpr std::size_t kPadding = 64 / sizeof(float);

  std::size_t size_;
  AlignedFloats padded_;
};

}  // namespace hogvec

#endif  // HOGVEC_QUERY_UNIT_QUERY_H_

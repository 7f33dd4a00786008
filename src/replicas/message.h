#ifndef HOGVEC_REPLICAS_MESSAGE_H_
#define HOGVEC_REPLICAS_MESSAGE_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>
#include <vector>

#include "hogvec/error.h"
#include "hogvec/replicas.h"

namespace hogvec {

// Adds plain values to a message.
template <typename Value>
void Append(std::span<const Value> values, Replicas::Bytes& message) {
  static_assert(std::is_trivially_copyable_v<Value>);
  const auto* first = reinterpret_cast<const char*>(values.data());
  message.insert(message.end(), first, first + values.size_bytes());
}

// Takes plain values off the front of what is left of a message. Throws Error{kIo} if it is too
// short: the ranks do not run the same program, or not with the same options.
template <typename Value>
void TakeFront(std::span<Value> values, std::span<const char>& left) {
  static_assert(std::is_trivially_copyable_v<Value>);
  if (left.size() < values.size_bytes()) {
    throw Error(ErrorKind::kIo,
                "another rank sent less than it must; do all run the same program?");
  }
  if (!values.empty()) std::memcpy(values.data(), left.data(), values.size_bytes());
  left = left.subspan(values.size_bytes());
}

}  // namespace hogvec

#endif  // HOGVEC_REPLICAS_MESSAGE_H_

#ifndef HOGVEC_IO_TENSOR_HEADER_H_
#define HOGVEC_IO_TENSOR_HEADER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/tensor_file.h"

namespace hogvec {

// The JSON header of a tensor file, without the eight bytes before it. Pure functions.

// The content of a header: the arrays follow one another in this order, without gaps.
struct TensorHeader {
  TensorMetadata metadata;
  std::vector<TensorInfo> tensors;
};

// Padded with spaces so that the arrays after it start at a multiple of 64 bytes in the file.
std::string FormatTensorHeader(const TensorHeader& header);

// A text as a JSON string, in quotes; invalid UTF-8 is replaced.
std::string JsonString(const std::string& text);

// Throws std::runtime_error that says what is wrong: no JSON, an unknown type, an array that does
// not start where the previous one ends, or arrays that don't take `data_bytes` in total.
TensorHeader ParseTensorHeader(std::string_view text, std::uint64_t data_bytes);

}  // namespace hogvec

#endif  // HOGVEC_IO_TENSOR_HEADER_H_

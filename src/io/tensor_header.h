#ifndef HOGVEC_IO_TENSOR_HEADER_H_
#define HOGVEC_IO_TENSOR_HEADER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/tensor_file.h"

namespace hogvec {

// The JSON header of a tensor file, without the eight bytes before it. Pure functions.

// What a header says: the arrays stand one after the other, in this order, without gaps.
struct TensorHeader {
  TensorMetadata metadata;
  std::vector<TensorInfo> tensors;
};

// Padded with blanks so that the arrays behind it start at a multiple of 64 bytes in the file.
std::string FormatTensorHeader(const TensorHeader& header);

// A text as JSON has it, in quotes; bytes that are no UTF-8 are replaced.
std::string JsonString(const std::string& text);

// Throws std::runtime_error that says what is wrong: no JSON, an unknown type, an array whose place
// does not follow from the one before it, or arrays that don't take `data_bytes` in all.
TensorHeader ParseTensorHeader(std::string_view json, std::uint64_t data_bytes);

}  // namespace hogvec

#endif  // HOGVEC_IO_TENSOR_HEADER_H_

#ifndef HOGVEC_IO_TENSOR_FILE_H_
#define HOGVEC_IO_TENSOR_FILE_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/atomic_file.h"
#include "io/file.h"

namespace hogvec {

// Named arrays of numbers in one file, in the layout of safetensors (version 0.4): eight bytes with
// the length of the header, a JSON header with the type, shape and offsets of each array, then the
// arrays. So NumPy and others can read the file without hogvec.
//
// The last array, `checksum`, is one number: XXH3 of all bytes before it. A file with any bit
// changed, or truncated anywhere, is refused. Files of other programs have no checksum.

// The type of an array's elements, as the header names it.
enum class ElementType {
  kBool,
  kU8,
  kI8,
  kU16,
  kI16,
  kU32,
  kI32,
  kU64,
  kI64,
  kF16,
  kBf16,
  kF32,
  kF64,
};

struct TensorInfo {
  std::string name;
  ElementType type = ElementType::kU8;
  std::vector<std::uint64_t> shape;

  // Throws Error{kMalformed} if the product does not fit into 63 bits.
  std::uint64_t Bytes() const;
};

using TensorMetadata = std::map<std::string, std::string>;

// Writes a file, which appears under its name with Finish(). For one thread at a time.
class TensorWriter {
 public:
  // The arrays are written in this order; `checksum` is added. Throws as AtomicFile does.
  TensorWriter(const std::filesystem::path& path, const TensorMetadata& metadata,
               std::vector<TensorInfo> tensors);
  ~TensorWriter();
  TensorWriter(const TensorWriter&) = delete;
  TensorWriter& operator=(const TensorWriter&) = delete;

  // Appends to the arrays, one after the other, in little-endian order.
  void Write(std::string_view bytes);

  template <typename T>
  void WriteArray(std::span<const T> values) {
    Write({reinterpret_cast<const char*>(values.data()), values.size_bytes()});
  }

  // All bytes of all arrays must have been written. Settle() is AtomicFile's.
  void Settle();
  void Finish();

 private:
  struct Hash;

  AtomicFile file_;
  std::unique_ptr<Hash> hash_;
  std::uint64_t left_ = 0;  // bytes of the arrays that are not yet written
  bool settled_ = false;
};

// A file known to be intact: its checksum is right and its header describes exactly its bytes. May
// be read from several threads.
class TensorReader {
 public:
  enum class Checksum { kNeeded, kIfThere };

  // Reads the file once, if it has a checksum. Throws Error{kNoInput}, Error{kIo};
  // Error{kMalformed} with the file and what is wrong with it. Memory: the header, at most
  // kMostHeaderBytes.
  explicit TensorReader(const std::filesystem::path& path, Checksum checksum = Checksum::kNeeded);

  static constexpr std::uint64_t kMostHeaderBytes = std::uint64_t{16} << 20;

  const std::filesystem::path& path() const { return file_.path(); }
  const TensorMetadata& metadata() const { return metadata_; }

  // The value of a key. Throws Error{kMalformed} if it is missing.
  const std::string& Metadata(const std::string& key) const;

  // The array of this name. Throws Error{kMalformed} if it is missing or has another type or number
  // of dimensions.
  const TensorInfo& Find(std::string_view name, ElementType type, std::size_t dimensions) const;

  // The array of this name, if there is one.
  const TensorInfo* FindAny(std::string_view name) const;

  // Reads out.size() bytes of an array from its byte `offset`; they must be within it.
  void Read(const TensorInfo& tensor, std::uint64_t offset, std::span<char> out) const;

  // The whole of an array of one dimension.
  template <typename T>
  std::vector<T> ReadArray(const TensorInfo& tensor) const {
    std::vector<T> values(tensor.Bytes() / sizeof(T));
    Read(tensor, 0, {reinterpret_cast<char*>(values.data()), values.size() * sizeof(T)});
    return values;
  }

  // Error{kMalformed} `PATH: message`.
  Error Malformed(std::string_view message) const;

 private:
  void ReadHeader();
  void CheckSum() const;

  File file_;
  TensorMetadata metadata_;
  std::vector<TensorInfo> tensors_;
  std::vector<std::uint64_t> offsets_;  // of each array, in bytes from the start of the file
};

}  // namespace hogvec

#endif  // HOGVEC_IO_TENSOR_FILE_H_

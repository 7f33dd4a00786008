#include "vectors/formats/numpy.h"

#include <fmt/format.h>

#include <bit>
#include <cstring>
#include <utility>

#include "base/half.h"
#include "base/number.h"
#include "base/quoted.h"
#include "hogvec/error.h"
#include "io/atomic_file.h"
#include "vectors/companions.h"
#include "vectors/first_line.h"
#include "vectors/listed_reader.h"

namespace hogvec {

static_assert(std::endian::native == std::endian::little);

namespace {

constexpr std::string_view kNumpyMagic = "\x93NUMPY";

// What the header's Python dictionary says.
struct ArrayHeader {
  std::string type;  // "<f4" and the like
  Header shape;
};

std::string_view ValueOf(std::string_view dictionary, std::string_view key) {
  const std::size_t at = dictionary.find(fmt::format("'{}':", key));
  if (at == std::string_view::npos) return {};
  std::string_view value = dictionary.substr(at + key.size() + 3);
  value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
  return value;
}

// "(3, 4)" as rows and values.
std::optional<Header> ParseShape(std::string_view text) {
  const std::size_t comma = text.find(','), end = text.find(')');
  if (!text.starts_with('(') || comma >= end || end == std::string_view::npos) return std::nullopt;
  std::string_view dim = text.substr(comma + 1, end - comma - 1);
  dim.remove_prefix(std::min(dim.find_first_not_of(' '), dim.size()));
  const auto rows = ParseInteger<std::size_t>(text.substr(1, comma - 1));
  const auto values = ParseInteger<std::size_t>(dim);
  if (!rows || !values) return std::nullopt;
  return Header{*rows, *values};
}

std::uint32_t ReadLittleEndian(std::string_view bytes) {
  std::uint32_t number = 0;
  std::memcpy(&number, bytes.data(), bytes.size());
  return number;
}

// Reads the header.
ArrayHeader ReadHeader(LineReader& file) {
  constexpr std::uint32_t kLongest = 1 << 16;  // numpy's own limit is 10,000 characters
  const auto cut_short = [&] {
    return file.MalformedByte("expected a NumPy header, found the end");
  };
  file.NextBytes(kNumpyMagic.size());
  const std::string version(file.NextBytes(2));
  if (version.size() < 2 || version[0] < 1 || version[0] > 3) {
    throw file.MalformedByte("expected a NumPy array of version 1 to 3");
  }
  const std::string length_bytes(file.NextBytes(version[0] == 1 ? 2 : 4));
  if (length_bytes.size() < 2) throw cut_short();
  const std::uint32_t length = ReadLittleEndian(length_bytes);
  if (length > kLongest) throw file.MalformedByte(fmt::format("a header of {} bytes", length));
  const std::string dictionary(file.NextBytes(length));
  if (dictionary.size() < length) throw cut_short();
  const std::string_view descr = ValueOf(dictionary, "descr");
  const auto shape = ParseShape(ValueOf(dictionary, "shape"));
  if (!shape || !ValueOf(dictionary, "fortran_order").starts_with("False")) {
    throw file.MalformedByte(fmt::format("expected an array of rows by values in C order, found {}",
                                         Quoted(dictionary)));
  }
  return {descr.size() > 4 ? std::string(descr.substr(1, 3)) : "", *shape};
}

class NumpyReader : public ListedReader {
 public:
  NumpyReader(LineReader file, const Header& shape, std::size_t value_bytes, bool lenient)
      : ListedReader(std::move(file), WordListBeside(file.path()), shape.dim, shape.rows, lenient),
        value_bytes_(value_bytes) {}

  VectorFormat format() const override { return VectorFormat::kNumpy; }

 private:
  bool ReadValues(std::span<float> values) override {
    const std::string_view bytes = file().NextBytes(values.size() * value_bytes_);
    if (bytes.size() < values.size() * value_bytes_) return false;
    for (std::size_t i = 0; i < values.size(); ++i) {
      values[i] = Value(bytes.data() + i * value_bytes_);
    }
    if (rows_done() + 1 == *rows() && !file().Peek(1).empty()) {
      throw file().MalformedByte("expected the end of the array, found more");
    }
    return true;
  }

  float Value(const char* bytes) const {
    if (value_bytes_ == sizeof(float)) return As<float>(bytes);
    if (value_bytes_ == sizeof(double)) return static_cast<float>(As<double>(bytes));
    return FromHalf(As<std::uint16_t>(bytes));
  }

  template <typename T>
  static T As(const char* bytes) {
    T value;
    std::memcpy(&value, bytes, sizeof(T));
    return value;
  }

  const std::size_t value_bytes_;
};

// The magic number, version 1.0, the length of the rest, and a dictionary padded so that the array
// starts at a multiple of 64 bytes.
std::string NumpyHeader(std::string_view type, std::size_t rows, std::size_t dim) {
  std::string dictionary = fmt::format(
      "{{'descr': '{}', 'fortran_order': False, 'shape': ({}, {}), }}", type, rows, dim);
  constexpr std::size_t kBefore = 10;
  const std::size_t padded = (kBefore + dictionary.size() + 1 + 63) / 64 * 64 - kBefore;
  dictionary.resize(padded - 1, ' ');
  dictionary += '\n';
  std::string header(kNumpyMagic);
  header += {'\1', '\0', static_cast<char>(padded & 0xff), static_cast<char>(padded >> 8)};
  return header + dictionary;
}

}  // namespace

void WriteNumpy(const std::filesystem::path& path, const WriteOptions& options,
                const VectorsToWrite& vectors) {
  AtomicFile file(path);
  const bool half = options.type == NumberType::kFloat16;
  file.Write(
      NumpyHeader(half ? "<f2" : "<f4", vectors.words.get().size(), vectors.table.get().dim()));
  std::vector<std::uint16_t> halves;
  for (std::size_t i = 0; i < vectors.words.get().size(); ++i) {
    const std::span<const float> row = vectors.table.get().Row(ToWordId(i));
    halves.clear();
    for (std::size_t k = 0; half && k < row.size(); ++k) halves.push_back(ToHalf(row[k]));
    half ? file.Write({reinterpret_cast<const char*>(halves.data()), 2 * halves.size()})
         : file.Write({reinterpret_cast<const char*>(row.data()), row.size_bytes()});
  }
  file.Settle();
  WriteWordList(WordListBeside(path), vectors.words, vectors.counts);
  file.Finish();
}

std::unique_ptr<VectorReader> OpenNumpy(LineReader& file, bool lenient) {
  if (!file.Peek(kNumpyMagic.size()).starts_with(kNumpyMagic)) return nullptr;
  const ArrayHeader header = ReadHeader(file);
  const std::size_t value_bytes = header.type == "<f4"   ? 4
                                  : header.type == "<f8" ? 8
                                  : header.type == "<f2" ? 2
                                                         : 0;
  if (value_bytes == 0) {
    throw file.MalformedByte(
        fmt::format("expected numbers of type <f2, <f4 or <f8, found {}", Quoted(header.type)));
  }
  const auto [rows, dim] = header.shape;
  if (rows == 0 || dim == 0 || dim > kMostDim) {
    throw file.MalformedByte(fmt::format("an array of {} x {} holds no vectors", rows, dim));
  }
  const std::uint64_t left =
      file.size().value_or(0) - std::min(file.size().value_or(0), file.offset());
  if (file.size() && left / dim / value_bytes != rows) {
    throw file.MalformedByte(fmt::format(
        "expected {} rows of {} values after the header, found {} bytes", rows, dim, left));
  }
  return std::make_unique<NumpyReader>(std::move(file), header.shape, value_bytes, lenient);
}

}  // namespace hogvec

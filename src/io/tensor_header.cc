#include "io/tensor_header.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

namespace hogvec {
namespace {

using Json = nlohmann::json;

struct TypeName {
  ElementType type;
  std::string_view name;
  std::uint64_t bytes;
};

constexpr TypeName kTypes[] = {
    {ElementType::kBool, "BOOL", 1}, {ElementType::kU8, "U8", 1},     {ElementType::kI8, "I8", 1},
    {ElementType::kU16, "U16", 2},   {ElementType::kI16, "I16", 2},   {ElementType::kU32, "U32", 4},
    {ElementType::kI32, "I32", 4},   {ElementType::kU64, "U64", 8},   {ElementType::kI64, "I64", 8},
    {ElementType::kF16, "F16", 2},   {ElementType::kBf16, "BF16", 2}, {ElementType::kF32, "F32", 4},
    {ElementType::kF64, "F64", 8}};

constexpr const char* kMetadataKey = "__metadata__";

const TypeName& Described(ElementType type) {
  return *std::ranges::find(kTypes, type, &TypeName::type);
}

ElementType TypeNamed(std::string_view name) {
  const auto* const found = std::ranges::find(kTypes, name, &TypeName::name);
  if (found == std::end(kTypes)) {
    throw std::runtime_error(fmt::format("its header has the unknown type '{}'", name));
  }
  return found->type;
}

struct Placed {
  TensorInfo tensor;
  std::uint64_t begin = 0, end = 0;
};

// A list of non-negative integers; the library would round other numbers.
std::vector<std::uint64_t> ParseSizes(const Json& list) {
  for (const Json& size : list) {
    if (!size.is_number_unsigned()) throw std::runtime_error("its header has an invalid size");
  }
  return list.get<std::vector<std::uint64_t>>();
}

Placed ParseTensor(const std::string& name, const Json& entry) {
  const auto offsets = ParseSizes(entry.at("data_offsets"));
  if (offsets.size() != 2) throw std::runtime_error("its header has an array without two offsets");
  TensorInfo tensor{name, TypeNamed(entry.at("dtype").get<std::string>()),
                    ParseSizes(entry.at("shape"))};
  return {std::move(tensor), offsets[0], offsets[1]};
}

// The layout's rule: no gap, no overlap, no bytes left over.
std::vector<TensorInfo> InOrder(std::vector<Placed> placed, std::uint64_t data_bytes) {
  std::ranges::sort(placed, {}, [](const Placed& p) { return std::pair(p.begin, p.end); });
  std::vector<TensorInfo> tensors;
  std::uint64_t at = 0;
  for (Placed& next : placed) {
    if (next.begin != at || next.end < at || next.end - at != next.tensor.Bytes()) {
      throw std::runtime_error(
          fmt::format("its header has impossible offsets for '{}'", next.tensor.name));
    }
    at = next.end;
    tensors.push_back(std::move(next.tensor));
  }
  if (at != data_bytes) {
    throw std::runtime_error(
        fmt::format("expected {} bytes after its header, found {}", at, data_bytes));
  }
  return tensors;
}

TensorHeader Interpret(const Json& json, std::uint64_t data_bytes) {
  TensorHeader header;
  std::vector<Placed> placed;
  for (const auto& [name, entry] : json.items()) {
    if (name == kMetadataKey) {
      header.metadata = entry.get<TensorMetadata>();
    } else {
      placed.push_back(ParseTensor(name, entry));
    }
  }
  header.tensors = InOrder(std::move(placed), data_bytes);
  return header;
}

}  // namespace

std::uint64_t TensorInfo::Bytes() const {
  std::uint64_t bytes = Described(type).bytes;
  for (const std::uint64_t size : shape) {
    constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
    if (size > 0 && bytes > kMost / size) {
      throw Error(ErrorKind::kMalformed,
                  fmt::format("the array '{}' is larger than any file", name));
    }
    bytes *= size;
  }
  return bytes;
}

// The library only writes single strings here: its objects and lists crash when memory runs out
// while they are built (3.11.2).
std::string JsonString(const std::string& text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string FormatTensorHeader(const TensorHeader& header) {
  std::vector<std::string> pairs;
  for (const auto& [key, value] : header.metadata) {
    pairs.push_back(fmt::format("{}:{}", JsonString(key), JsonString(value)));
  }
  std::string text = fmt::format("{{\"{}\":{{{}}}", kMetadataKey, fmt::join(pairs, ","));
  std::uint64_t at = 0;
  for (const TensorInfo& tensor : header.tensors) {
    const std::uint64_t end = at + tensor.Bytes();
    text += fmt::format(R"(,{}:{{"dtype":"{}","shape":[{}],"data_offsets":[{},{}]}})",
                        JsonString(tensor.name), Described(tensor.type).name,
                        fmt::join(tensor.shape, ","), at, end);
    at = end;
  }
  text += '}';
  // Eight bytes precede the header.
  text.resize((text.size() + 8 + 63) / 64 * 64 - 8, ' ');
  return text;
}

TensorHeader ParseTensorHeader(std::string_view text, std::uint64_t data_bytes) {
  try {
    return Interpret(Json::parse(text), data_bytes);
  } catch (const Json::exception&) {
    throw std::runtime_error("its header is not the JSON of safetensors");
  }
}

}  // namespace hogvec

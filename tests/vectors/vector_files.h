#ifndef HOGVEC_VECTORS_VECTOR_FILES_H_
#define HOGVEC_VECTORS_VECTOR_FILES_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hogvec/error.h"
#include "hogvec/word_vectors.h"
#include "support/temp_folder.h"

namespace hogvec::testing {

// Words and their values, in the order of a file.
using Rows = std::vector<std::pair<std::string, std::vector<float>>>;

inline WordVectors ToVectors(const Rows& rows) {
  WordVectors vectors{.words = {}, .table = {rows.size(), rows.at(0).second.size()}};
  for (const auto& [word, values] : rows) {
    const WordId id = vectors.words.FindOrAdd(word);
    std::ranges::copy(values, vectors.table.Row(id).begin());
  }
  return vectors;
}

inline Rows ToRows(const WordVectors& vectors) {
  Rows rows;
  for (std::size_t i = 0; i < vectors.words.size(); ++i) {
    const auto values = vectors.table.Row(ToWordId(i));
    rows.emplace_back(vectors.words[ToWordId(i)], std::vector(values.begin(), values.end()));
  }
  return rows;
}

// All rows of a file, as its reader hands them out.
inline Rows Stream(const std::filesystem::path& path) {
  Rows rows;
  const auto reader = OpenVectors(path);
  for (VectorRow row; reader->Next(row);) {
    rows.emplace_back(row.word, std::vector(row.values.begin(), row.values.end()));
  }
  return rows;
}

inline Rows StreamBytes(std::string_view content) {
  const TempFolder folder;
  return Stream(folder.Write("v", content));
}

inline VectorFormat FormatOf(std::string_view content) {
  const TempFolder folder;
  return OpenVectors(folder.Write("v", content))->format();
}

// The values of a row as the binary formats hold them.
inline std::string Bytes(const std::vector<float>& values) {
  std::string bytes(values.size() * sizeof(float), '\0');
  std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

inline std::vector<std::uint32_t> Bits(const std::vector<float>& values) {
  std::vector<std::uint32_t> bits;
  for (const float value : values) bits.push_back(std::bit_cast<std::uint32_t>(value));
  return bits;
}

// Runs `action` on a file "v" of that content and gives back the message of the Error that it must
// throw, without the folder's name.
template <typename Action>
std::string MessageOf(std::string_view content, ErrorKind kind, Action action) {
  const TempFolder folder;
  const std::filesystem::path path = folder.Write("v", content);
  try {
    action(path);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), kind) << error.what();
    const std::string message = error.what();
    const std::string prefix = folder.path().string() + "/";
    return message.starts_with(prefix) ? message.substr(prefix.size()) : message;
  }
  return "no error";
}

// What is said on reading a file row by row to its end.
inline std::string StreamFault(std::string_view content) {
  return MessageOf(content, ErrorKind::kMalformed, [](const auto& path) { Stream(path); });
}

}  // namespace hogvec::testing

#endif  // HOGVEC_VECTORS_VECTOR_FILES_H_

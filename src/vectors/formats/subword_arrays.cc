#include "vectors/formats/subword_arrays.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

#include "base/number.h"
#include "hogvec/error.h"
#include "vectors/formats/safetensors.h"

namespace hogvec {
namespace {

constexpr const char* kMinN = "hogvec.minn";
constexpr const char* kMaxN = "hogvec.maxn";
constexpr const char* kBucketCount = "hogvec.buckets";
constexpr const char* kHashKey = "subword.hash";
constexpr const char* kOnlyKnown = "subword.only_known";
constexpr std::string_view kHash = "fasttext";

const std::string& ValueOf(const TensorMetadata& metadata, const char* key) {
  const auto found = metadata.find(key);
  if (found == metadata.end()) {
    throw std::runtime_error(fmt::format("has n-gram vectors, but no '{}'", key));
  }
  return found->second;
}

template <typename Integer>
Integer NumberOf(const TensorMetadata& metadata, const char* key) {
  const std::string& value = ValueOf(metadata, key);
  const auto number = ParseInteger<Integer>(value);
  if (number) return *number;
  throw std::runtime_error(fmt::format("has n-gram vectors, but a '{}' that is no number", key));
}

bool FlagOf(const TensorMetadata& metadata, const char* key) {
  const std::string& value = ValueOf(metadata, key);
  if (value == "true" || value == "false") return value == "true";
  throw std::runtime_error(
      fmt::format("has n-gram vectors, but a '{}' that is neither true nor false", key));
}

void CheckBuckets(const TensorReader& file, const SubwordArrays& arrays,
                  std::span<const std::uint32_t> buckets, std::span<const std::uint32_t> rows) {
  if (std::ranges::adjacent_find(buckets, std::greater_equal<>()) != buckets.end()) {
    throw file.Malformed("has buckets of n-grams that do not rise");
  }
  if (buckets.back() >= arrays.rules.ngrams.buckets) {
    throw file.Malformed(fmt::format("has a bucket {} of n-grams, where there are {}",
                                     buckets.back(), arrays.rules.ngrams.buckets));
  }
  const std::uint32_t last = *std::ranges::max_element(rows);
  if (last >= arrays.weights->shape[0]) {
    throw file.Malformed(fmt::format("has no row {} for an n-gram", last));
  }
}

EmbeddingTable ReadTable(const TensorReader& file, const TensorInfo& weights) {
  TensorRows rows(file, weights);
  EmbeddingTable table(rows.rows(), rows.dim());
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    std::ranges::copy(rows.Row(i), table.Row(ToRowId(i)).begin());
  }
  return table;
}

}  // namespace

SubwordsToWrite::SubwordsToWrite(const Subwords& subwords) : subwords_(subwords) {
  constexpr std::uint32_t kUnused = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> numbers(subwords.table().rows(), kUnused);
  for (const std::uint32_t row : subwords.rows()) {
    if (numbers[row] == kUnused) {
      numbers[row] = static_cast<std::uint32_t>(kept_.size());
      kept_.push_back(ToRowId(row));
    }
    rows_.push_back(numbers[row]);
  }
}

void SubwordsToWrite::AddTo(TensorMetadata& metadata) const {
  if (empty()) return;
  metadata[kMinN] = fmt::to_string(subwords_.options().min_n);
  metadata[kMaxN] = fmt::to_string(subwords_.options().max_n);
  metadata[kBucketCount] = fmt::to_string(subwords_.options().buckets);
  metadata[kHashKey] = kHash;
  metadata[kOnlyKnown] = subwords_.view().only_known ? "true" : "false";
}

void SubwordsToWrite::AddTo(std::vector<TensorInfo>& tensors, NumberType type) const {
  if (empty()) return;
  tensors.push_back(
      {kSubwordWeights, ElementTypeOf(type), {kept_.size(), subwords_.table().dim()}});
  tensors.push_back({kSubwordBuckets, ElementType::kU32, {rows_.size()}});
  tensors.push_back({kSubwordRows, ElementType::kU32, {rows_.size()}});
}

void SubwordsToWrite::Write(NumberType type, TensorWriter& file) const {
  RowWriter weights(type, subwords_.table().dim(), file);
  for (const RowId row : kept_) weights.Write(subwords_.table().Row(row));
  file.WriteArray(subwords_.buckets());
  file.WriteArray(std::span<const std::uint32_t>(rows_));
}

SubwordRules SubwordRulesIn(const TensorMetadata& metadata) {
  if (ValueOf(metadata, kHashKey) != kHash) {
    throw std::runtime_error(
        "has n-grams of an unknown hash; a later version of hogvec may know it");
  }
  const SubwordRules rules{{.min_n = NumberOf<std::size_t>(metadata, kMinN),
                            .max_n = NumberOf<std::size_t>(metadata, kMaxN),
                            .buckets = NumberOf<std::uint32_t>(metadata, kBucketCount)},
                           FlagOf(metadata, kOnlyKnown)};
  try {
    CheckOptions(rules.ngrams);
  } catch (const Error& error) {
    throw std::runtime_error(fmt::format("has impossible n-grams: {}", error.what()));
  }
  return rules;
}

std::optional<SubwordArrays> FindSubwords(const TensorReader& file, std::size_t dim) {
  const auto has = [&](const char* name) { return file.FindAny(name) != nullptr; };
  if (!has(kSubwordWeights) && !has(kSubwordBuckets) && !has(kSubwordRows)) return std::nullopt;
  SubwordArrays arrays{.weights = file.FindAny(kSubwordWeights),
                       .buckets = &file.Find(kSubwordBuckets, ElementType::kU32, 1),
                       .rows = &file.Find(kSubwordRows, ElementType::kU32, 1)};
  if (arrays.weights == nullptr) {
    throw file.Malformed(fmt::format("lacks the array '{}'", kSubwordWeights));
  }
  if (TensorRows(file, *arrays.weights).dim() != dim) {
    throw file.Malformed("has n-gram vectors of another length than its words'");
  }
  if (arrays.buckets->shape[0] == 0 || arrays.buckets->shape != arrays.rows->shape ||
      arrays.weights->shape[0] > arrays.rows->shape[0]) {
    throw file.Malformed("has not as many rows of n-grams as buckets");
  }
  try {
    arrays.rules = SubwordRulesIn(file.metadata());
  } catch (const std::runtime_error& error) {
    throw file.Malformed(error.what());
  }
  return arrays;
}

Subwords ReadSubwords(const TensorReader& file, const SubwordArrays& arrays) {
  auto buckets = file.ReadArray<std::uint32_t>(*arrays.buckets);
  auto rows = file.ReadArray<std::uint32_t>(*arrays.rows);
  CheckBuckets(file, arrays, buckets, rows);
  return {arrays.rules.ngrams, std::move(buckets), std::move(rows),
          ReadTable(file, *arrays.weights), arrays.rules.only_known};
}

}  // namespace hogvec

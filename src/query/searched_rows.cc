#include "query/searched_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "base/workers.h"
#include "query/search_kernel.h"

namespace hogvec {
namespace {

constexpr double kLeastLength = 1e-37, kMostLength = 1e37;

double SquareInDouble(std::span<const float> row) {
  double square = 0;
  for (const float value : row) square += double{value} * value;
  return square;
}

float ScaleOf(std::span<const float> row) {
  // Sums of squares outside this range may have lost precision in float.
  constexpr float kLeast = 1e-30f, kMost = 1e30f;
  double square = SearchKernel().dot(row.data(), row.data(), row.size());
  if (!(square >= kLeast && square <= kMost)) square = SquareInDouble(row);
  const double length = std::sqrt(square);
  if (length < kLeastLength) return 0;
  if (!(length <= kMostLength)) return std::numeric_limits<float>::quiet_NaN();
  return static_cast<float>(1 / length);
}

}  // namespace

SharedVectors SharedOf(std::shared_ptr<const WordVectors> vectors) {
  const Subwords* const subwords = vectors->subwords ? &*vectors->subwords : nullptr;
  return {{vectors, &vectors->words},
          {vectors, &vectors->table},
          {vectors, &vectors->counts},
          {vectors, subwords},
          TrainedSpelling(vectors->configuration)};
}

std::vector<float> UnitOf(std::span<const float> values) {
  std::vector<float> unit(values.begin(), values.end());
  const float scale = ScaleOf(values);
  for (float& value : unit) value *= scale;
  return unit;
}

SearchedRows::SearchedRows(const float* first, std::size_t size, std::size_t dim,
                           std::size_t stride)
    : first_(first),
      size_(size),
      dim_(dim),
      stride_(stride),
      scales_(size),
      found_(std::make_unique<std::once_flag[]>(size / kBlockRows + 1)) {}

SearchedRows::SearchedRows(const EmbeddingTable& table)
    : SearchedRows(table.Address(WordId{0}), table.rows(), table.dim(), table.stride()) {}

SearchedRows::SearchedRows(SharedVectors vectors) : SearchedRows(*vectors.table) {
  spelling_ = vectors.spelling;
  owner_ = std::move(vectors);
}

SearchedRows::SearchedRows(WordVectors vectors)
    : SearchedRows(SharedOf(std::make_shared<const WordVectors>(std::move(vectors)))) {}

// Moving the vectors leaves the mapping where it is.
SearchedRows::SearchedRows(MappedVectors vectors)
    : SearchedRows(vectors.Row(WordId{0}).data(), vectors.size(), vectors.dim(), vectors.dim()) {
  spelling_ = TrainedSpelling(vectors.configuration());
  owner_ = std::move(vectors);
}

WordsView SearchedRows::words() const {
  const auto* const mapped = std::get_if<MappedVectors>(&owner_);
  return mapped != nullptr ? WordsView(*mapped) : WordsView(*std::get<SharedVectors>(owner_).words);
}

std::vector<std::uint64_t> SearchedRows::Counts() const {
  if (const auto* const mapped = std::get_if<MappedVectors>(&owner_)) return mapped->Counts();
  const auto& counts = std::get<SharedVectors>(owner_).counts;
  return counts != nullptr ? *counts : std::vector<std::uint64_t>();
}

bool SearchedRows::HasSubwords() const {
  if (const auto* const mapped = std::get_if<MappedVectors>(&owner_)) {
    return mapped->ngrams().has_value();
  }
  return std::get<SharedVectors>(owner_).subwords != nullptr;
}

std::size_t SearchedRows::Compose(std::string_view word, std::span<float> out) const {
  if (const auto* const mapped = std::get_if<MappedVectors>(&owner_)) {
    return mapped->Compose(word, out);
  }
  return std::get<SharedVectors>(owner_).subwords->view().Compose(word, out);
}

std::span<const float> SearchedRows::Scales(std::size_t first) const {
  const std::size_t count = std::min(kBlockRows, size_ - first);
  std::call_once(found_[first / kBlockRows], [&] {
    for (std::size_t row = first; row < first + count; ++row) {
      scales_[row] = ScaleOf({Address(row), dim_});
    }
  });
  return std::span(scales_).subspan(first, count);
}

std::span<const float> SearchedRows::AllScales(std::size_t threads) const {
  RunWorkers(threads, [&](std::size_t worker) {
    for (std::size_t first = worker * kBlockRows; first < size_; first += threads * kBlockRows) {
      Scales(first);
    }
  });
  return scales_;
}

std::vector<float> SearchedRows::Unit(WordId id) const {
  const float* const row = Address(ToIndex(id));
  std::vector<float> unit(row, row + dim_);
  const float scale = Scale(ToIndex(id));
  for (float& value : unit) value *= scale;
  return unit;
}

}  // namespace hogvec

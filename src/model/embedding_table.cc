#include "hogvec/embedding_table.h"

#include <fmt/format.h>
#include <sys/mman.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/random.h"
#include "hogvec/error.h"

namespace hogvec {
namespace {

constexpr std::size_t kFloatsPerLine = EmbeddingTable::kRowAlignment / sizeof(float);

// Above this, a table is worth huge pages: fewer misses in the processor's table of pages.
constexpr std::size_t kHugePageBytes = std::size_t{2} << 20;

std::size_t PaddedTo(std::size_t count, std::size_t multiple) {
  return (count + multiple - 1) / multiple * multiple;
}

std::size_t CheckedBytes(std::size_t rows, std::size_t stride) {
  constexpr std::size_t kMost = std::numeric_limits<std::ptrdiff_t>::max();
  if (stride != 0 && rows > kMost / sizeof(float) / stride) {
    throw Error(ErrorKind::kResource,
                fmt::format("a table of {} rows of {} floats is more than memory can address", rows,
                            stride));
  }
  return rows * stride * sizeof(float);
}

// Fresh pages from the system: zero, page-aligned, and taken only when first written.
float* AllocateZeroed(std::size_t bytes) {
  void* pages = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) {
    throw Error(ErrorKind::kResource, fmt::format("no memory for a table of {} bytes", bytes));
  }
  if (bytes >= kHugePageBytes) ::madvise(pages, bytes, MADV_HUGEPAGE);
  return static_cast<float*>(pages);
}

}  // namespace

void EmbeddingTable::Release::operator()(float* data) const { ::munmap(data, bytes); }

EmbeddingTable::EmbeddingTable(std::size_t rows, std::size_t dim)
    : rows_(rows), dim_(dim), stride_(PaddedTo(dim, kFloatsPerLine)) {
  const std::size_t bytes = CheckedBytes(rows, stride_);
  if (bytes > 0) data_ = {AllocateZeroed(bytes), Release{bytes}};
}

void EmbeddingTable::CopyFrom(const EmbeddingTable& other) {
  if (rows_ != other.rows_ || dim_ != other.dim_) *this = EmbeddingTable(other.rows_, other.dim_);
  std::copy_n(other.data_.get(), rows_ * stride_, data_.get());
}

void EmbeddingTable::InitializeUniform(std::uint64_t seed) {
  const float width = 1.0f / static_cast<float>(dim_);
  for (std::size_t row = 0; row < rows_; ++row) {
    Random random(seed, RandomPurpose::kInitialRows, row);
    for (float& value : Row(ToRowId(row))) value = (random.UnitFloat() - 0.5f) * width;
  }
}

void EmbeddingTable::Gather(std::span<const RowId> ids, std::span<float> out) const {
  for (std::size_t i = 0; i < ids.size(); ++i) {
    std::ranges::copy(Row(ids[i]), out.subspan(i * dim_, dim_).begin());
  }
}

void EmbeddingTable::AddToRows(std::span<const RowId> ids, std::span<const float> deltas,
                               float scale) {
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::span<float> row = Row(ids[i]);
    for (std::size_t k = 0; k < dim_; ++k) row[k] += scale * deltas[i * dim_ + k];
  }
}

std::optional<RowId> EmbeddingTable::FirstNonFinite() const {
  for (std::size_t row = 0; row < rows_; ++row) {
    const auto values = Row(ToRowId(row));
    if (!std::ranges::all_of(values, [](float value) { return std::isfinite(value); })) {
      return ToRowId(row);
    }
  }
  return std::nullopt;
}

}  // namespace hogvec

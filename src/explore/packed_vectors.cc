#include "explore/packed_vectors.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace hogvec::explore {
namespace {

static_assert(std::endian::native == std::endian::little, "the bytes are written as they are");

template <typename Number>
void Append(std::span<const Number> numbers, std::string& out) {
  out.append(reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes());
}

std::string Head(std::string_view magic, std::size_t words, std::size_t columns,
                 std::uint32_t last) {
  std::string head(magic);
  const std::uint32_t numbers[] = {static_cast<std::uint32_t>(words),
                                   static_cast<std::uint32_t>(columns), last};
  Append(std::span<const std::uint32_t>(numbers), head);
  return head;
}

float LengthOf(const RowsView& rows, std::size_t row) {
  const float* const values = rows.first + row * rows.stride;
  const double square = std::inner_product(values, values + rows.dim, values, 0.0);
  return std::isfinite(square) ? static_cast<float>(std::sqrt(square))
                               : std::numeric_limits<float>::quiet_NaN();
}

constexpr float kMostOfByte = 127;

// What a number of a byte stands for: zero for a row of zeros, NaN for one that is not finite.
float ScaleOf(std::span<const float> unit) {
  float most = 0;
  for (const float value : unit) {
    if (!std::isfinite(value)) return std::numeric_limits<float>::quiet_NaN();
    most = std::max(most, std::abs(value));
  }
  return most / kMostOfByte;
}

void AppendBytes(std::span<const float> unit, float scale, std::string& out) {
  for (const float value : unit) {
    out += scale > 0 ? static_cast<char>(std::lround(value / scale)) : '\0';
  }
}

// The planes of bytes that lists of neighbours are written as.
struct Planes {
  std::string ids[3], drops[2];

  void Add(std::uint32_t id, std::uint32_t drop) {
    for (int i = 0; i < 3; ++i) ids[i] += static_cast<char>(id >> (8 * i) & 0xFF);
    for (int i = 0; i < 2; ++i) drops[i] += static_cast<char>(drop >> (8 * i) & 0xFF);
  }

  std::string Joined() const { return ids[0] + ids[1] + ids[2] + drops[0] + drops[1]; }
};

// How far a similarity is below 1, in steps of 1 / 10,000.
std::uint32_t StepsBelowOne(float similarity) {
  return static_cast<std::uint32_t>(std::lround((1 - std::clamp(similarity, -1.0f, 1.0f)) * 1e4f));
}

void AddList(std::span<const Neighbour> neighbours, std::size_t count, Planes& planes) {
  constexpr std::uint32_t kNone = 0xFFFFFF;
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (i >= neighbours.size()) {
      planes.Add(kNone, 0);
      continue;
    }
    const std::uint32_t steps = StepsBelowOne(neighbours[i].similarity);
    planes.Add(static_cast<std::uint32_t>(neighbours[i].id), steps - before);
    before = steps;
  }
}

std::vector<Query> QueriesOf(const NeighbourSearch& search, std::size_t first, std::size_t last) {
  std::vector<Query> queries;
  for (std::size_t i = first; i < last; ++i) {
    queries.push_back({search.Unit(ToWordId(i)), {ToWordId(i)}});
  }
  return queries;
}

}  // namespace

std::string PackedRows(const NeighbourSearch& search, const std::optional<Turn>& turn,
                       bool comparable) {
  const std::size_t words = search.words().size();
  std::vector<float> lengths, scales, turned(search.dim());
  std::string bytes;
  bytes.reserve(words * search.dim());
  for (std::size_t i = 0; i < words; ++i) {
    std::vector<float> unit = search.Unit(ToWordId(i));
    if (turn) {
      turn->Apply(unit, turned);
      unit.swap(turned);
    }
    lengths.push_back(LengthOf(search.rows(), i));
    scales.push_back(ScaleOf(unit));
    AppendBytes(unit, scales.back(), bytes);
  }
  std::string packed = Head("HVR1", words, search.dim(), comparable ? 1 : 0);
  Append(std::span<const float>(lengths), packed);
  Append(std::span<const float>(scales), packed);
  return packed + bytes;
}

std::string PackedNeighbours(const NeighbourSearch& search, std::size_t count,
                             const std::function<void(std::size_t)>& progress) {
  constexpr std::size_t kBatch = 1000;  // words that share a scan
  const std::size_t words = search.words().size();
  Planes planes;
  for (std::size_t i = 0; i < words; i += kBatch) {
    progress(i);
    const auto queries = QueriesOf(search, i, std::min(words, i + kBatch));
    for (const auto& nearest : search.NearestOfMany(queries, count, AnswerRange{})) {
      AddList(nearest, count, planes);
    }
  }
  progress(words);
  return Head("HVK1", words, count, 0) + planes.Joined();
}

}  // namespace hogvec::explore

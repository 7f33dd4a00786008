#ifndef HOGVEC_SUPPORT_TURNED_H_
#define HOGVEC_SUPPORT_TURNED_H_

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>

#include "base/random.h"
#include "hogvec/word_vectors.h"

namespace hogvec::testing {

// A model of the words w0, w1, ... with random vectors.
inline WordVectors RandomModel(std::size_t words, std::size_t dim, std::uint64_t seed = 1) {
  WordVectors vectors{{}, EmbeddingTable(words, dim)};
  Random random(seed, RandomPurpose::kTest);
  for (std::size_t word = 0; word < words; ++word) {
    const WordId id = vectors.words.FindOrAdd("w" + std::to_string(word));
    std::ranges::generate(vectors.table.Row(id), [&] { return random.UnitFloat() - 0.5f; });
  }
  return vectors;
}

inline void TurnPlane(std::span<float> row, std::size_t i, std::size_t j, float angle) {
  const float x = row[i], y = row[j];
  row[i] = std::cos(angle) * x - std::sin(angle) * y;
  row[j] = std::sin(angle) * x + std::cos(angle) * y;
}

// Mirrored, and turned in the plane of every two neighbouring axes.
inline WordVectors Turned(const WordVectors& vectors) {
  const std::size_t words = vectors.table.rows(), dim = vectors.table.dim();
  WordVectors turned{vectors.words, EmbeddingTable(words, dim)};
  for (std::size_t word = 0; word < words; ++word) {
    const auto row = turned.table.Row(ToWordId(word));
    std::ranges::copy(vectors.table.Row(ToWordId(word)), row.begin());
    row[0] = -row[0];
    for (std::size_t axis = 0; axis + 1 < dim; ++axis) TurnPlane(row, axis, axis + 1, 0.7f);
  }
  return turned;
}

}  // namespace hogvec::testing

#endif  // HOGVEC_SUPPORT_TURNED_H_

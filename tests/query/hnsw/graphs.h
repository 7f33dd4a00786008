#ifndef HOGVEC_QUERY_HNSW_GRAPHS_H_
#define HOGVEC_QUERY_HNSW_GRAPHS_H_

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "hogvec/neighbours.h"

namespace hogvec::testing {

// Rows around a few centres, as words stand around what they are about.
inline WordVectors ClusteredVectors(std::size_t rows, std::size_t dim, std::size_t clusters,
                                    std::uint64_t seed = 1) {
  const auto number = [](Random& random) { return random.UnitFloat() - 0.5f; };
  EmbeddingTable centres(clusters, dim);
  Random random(seed, RandomPurpose::kTest);
  for (std::size_t c = 0; c < clusters; ++c) {
    for (float& value : centres.Row(ToWordId(c))) value = number(random);
  }
  WordVectors vectors{.words = {}, .table = {rows, dim}};
  for (std::size_t i = 0; i < rows; ++i) {
    vectors.words.FindOrAdd("w" + std::to_string(i));
    const auto centre = centres.Row(ToWordId(i % clusters));
    const auto row = vectors.table.Row(ToWordId(i));
    for (std::size_t k = 0; k < dim; ++k) row[k] = centre[k] + 0.7f * number(random);
  }
  return vectors;
}

// Each `step`th word as a question that leaves it out.
inline std::vector<Query> QueriesOf(const NeighbourSearch& search, std::size_t step) {
  std::vector<Query> queries;
  for (std::size_t i = 0; i < search.words().size(); i += step) {
    queries.push_back({search.Unit(ToWordId(i)), {ToWordId(i)}});
  }
  return queries;
}

}  // namespace hogvec::testing

#endif  // HOGVEC_QUERY_HNSW_GRAPHS_H_

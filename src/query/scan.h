#ifndef HOGVEC_QUERY_SCAN_H_
#define HOGVEC_QUERY_SCAN_H_

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "hogvec/neighbours.h"
#include "query/searched_rows.h"

namespace hogvec {

// Compares queries with every row that may be an answer. Refers to `rows` and `range`, which must
// outlive it. May be used by several threads at once.
class Scan {
 public:
  // Each scan runs on up to `threads` threads. All queries must have the length of the rows.
  Scan(const SearchedRows& rows, const AnswerRange& range, std::size_t threads)
      : rows_(rows), range_(range), threads_(threads) {}

  // The `count` rows with the largest cosine. Each thread scans a part of the rows.
  std::vector<Neighbour> Nearest(const Query& query, std::size_t count) const;

  // The cosines of all rows from range.first to range.top, for which `out` has room.
  void Cosines(const Query& query, std::span<float> out) const;

  // The same as Nearest for many queries, in panels of 32 that share each load of a row.
  std::vector<std::vector<Neighbour>> NearestOfMany(std::span<const Query> queries,
                                                    std::size_t count) const;

  // For each triple of queries a, b, c: the rows with the largest 3CosMul score. Words are excluded
  // by a.
  std::vector<std::vector<Neighbour>> BestProducts(std::span<const std::array<Query, 3>> triples,
                                                   std::size_t count) const;

 private:
  std::size_t LastRow() const { return std::min(range_.top, rows_.size()); }
  std::size_t UsefulThreads() const;

  const SearchedRows& rows_;
  const AnswerRange& range_;
  const std::size_t threads_;
};

}  // namespace hogvec

#endif  // HOGVEC_QUERY_SCAN_H_

#ifndef HOGVEC_LAYOUT_CLUSTERS_H_
#define HOGVEC_LAYOUT_CLUSTERS_H_

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <vector>

#include "query/searched_rows.h"

namespace hogvec {

struct ClusterOptions {
  std::size_t most = 48;  // clusters, and never more than a quarter of the root of the rows
  std::size_t threads = 1;
  std::uint64_t seed = 1;
};

// How many clusters rows are divided into: at least one, at most 65,535.
std::size_t ClusterCount(std::size_t rows, std::size_t most);

// The cluster of each row, by spherical k-means (Dhillon and Modha 2001): the centre with the
// largest cosine. The centres are fitted to the first rows, which are those of the most frequent
// words, from a start by k-means++ (Arthur and Vassilvitskii 2007). Numbers go from the largest
// cluster to the smallest. Rows that have no direction (zeros, or a value that is not finite) are
// one more cluster, the last.
//
// The same for any number of threads. Throws Interrupted if `stop` was requested.
std::vector<std::uint16_t> ClustersOf(const SearchedRows& rows, const ClusterOptions& options,
                                      const std::stop_token& stop = {});

}  // namespace hogvec

#endif  // HOGVEC_LAYOUT_CLUSTERS_H_

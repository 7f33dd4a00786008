#ifndef HOGVEC_QUERY_HNSW_BREADTH_H_
#define HOGVEC_QUERY_HNSW_BREADTH_H_

#include <cstddef>
#include <stop_token>

#include "hogvec/graph_index.h"
#include "query/searched_rows.h"

namespace hogvec {

// The least of 50 candidates, half as many more, and so on, by which an index of these rows finds
// 96 % of the ten nearest of a thousand words, asked on so many threads: a point more than is
// promised, since others will be asked. At most 6,400, whatever they find: where these are too few,
// comparing all rows is hardly slower. Throws Interrupted if it was asked to stop.
std::size_t BreadthFor(const GraphIndex& index, const SearchedRows& rows, std::size_t threads,
                       const std::stop_token& stop);

}  // namespace hogvec

#endif  // HOGVEC_QUERY_HNSW_BREADTH_H_

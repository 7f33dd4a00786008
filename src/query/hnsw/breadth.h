#ifndef HOGVEC_QUERY_HNSW_BREADTH_H_
#define HOGVEC_QUERY_HNSW_BREADTH_H_

#include <cstddef>
#include <stop_token>

#include "hogvec/graph_index.h"
#include "query/searched_rows.h"

namespace hogvec {

// The number of candidates with which an index of these rows finds 96 % of the ten nearest words of
// a thousand words: the first of 50, half as many more, and so on. That is one per cent more than
// GraphIndex promises, because users will ask for other words. At most 6,400, whatever the recall:
// comparing all rows is hardly slower then. Throws Interrupted if `stop` was requested.
std::size_t BreadthFor(const GraphIndex& index, const SearchedRows& rows, std::size_t threads,
                       const std::stop_token& stop);

}  // namespace hogvec

#endif  // HOGVEC_QUERY_HNSW_BREADTH_H_

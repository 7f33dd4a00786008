#ifndef HOGVEC_QUERY_HNSW_GRAPH_H_
#define HOGVEC_QUERY_HNSW_GRAPH_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "hogvec/graph_index.h"
#include "query/hnsw/graph_links.h"
#include "query/searched_rows.h"

namespace hogvec {

// Builds the links of a graph as described at GraphIndex::Build. `done`, unless null, counts the
// rows that are linked.
GraphLinks BuildLinks(const SearchedRows& rows, const GraphOptions& options,
                      const std::stop_token& stop = {}, std::atomic<std::size_t>* done = nullptr);

// Links in the form that hnswlib searches. hnswlib never sees a file: its own reader, which trusts
// what it reads, is not used.
//
// Refers to the rows, which must outlive it. Nearest() may be called concurrently.
class Graph {
 public:
  // FindFault(links) must have found nothing.
  Graph(const SearchedRows& rows, const GraphLinks& links, std::size_t threads);
  ~Graph();
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;

  // Up to `breadth` nearest rows, found by a search through as many candidates, in no particular
  // order. `unit` has dim floats and length 1.
  std::vector<std::uint32_t> Nearest(std::span<const float> unit, std::size_t breadth) const;

 private:
  class Loaded;
  std::unique_ptr<const Loaded> loaded_;
};

}  // namespace hogvec

#endif  // HOGVEC_QUERY_HNSW_GRAPH_H_

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

// The links of a new graph of all rows that have a direction. As GraphIndex::Build has it. `done`,
// if there is one, counts the rows meanwhile.
GraphLinks BuildLinks(const SearchedRows& rows, const GraphOptions& options,
                      const std::stop_token& stop = {}, std::atomic<std::size_t>* done = nullptr);

// Links in the form that hnswlib searches. It sees no file: links come in as numbers, and its own
// reader, which believes what it reads, is never used.
//
// Refers to rows, which must outlive it. Searches may run concurrently.
class Graph {
 public:
  // FindFault must have found nothing in the links.
  Graph(const SearchedRows& rows, const GraphLinks& links, std::size_t threads);
  ~Graph();
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;

  // The nearest rows, up to `breadth` of them, that a search through as many candidates finds, in
  // no order. `unit` are dim floats of length 1.
  std::vector<std::uint32_t> Nearest(std::span<const float> unit, std::size_t breadth) const;

 private:
  class Loaded;
  std::unique_ptr<const Loaded> loaded_;
};

}  // namespace hogvec

#endif  // HOGVEC_QUERY_HNSW_GRAPH_H_

#ifndef HOGVEC_GRAPH_INDEX_H_
#define HOGVEC_GRAPH_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "hogvec/neighbours.h"

namespace hogvec {

// How a graph is built. A larger number of links or candidates finds more of the true neighbours,
// and takes longer.
struct GraphOptions {
  std::size_t links = 16;           // per word and level, twice as many on the lowest: HNSW's M
  std::size_t build_breadth = 200;  // candidates that links are chosen from: HNSW's ef_construction
  std::size_t threads = 0;          // 0: one per core
  std::uint64_t seed = 1;           // for the levels of the words
};

// How far the building of an index is.
struct IndexProgress {
  enum class Phase { kLinking, kAsking };  // rows; test queries, to choose a breadth
  Phase phase = Phase::kLinking;
  std::size_t rows_done = 0, rows_total = 0;  // that are linked
  double seconds_left = 0;  // of linking, at the speed so far; 0 while that is unknown
};

// Is informed of the progress of a build, about twice a second and at the end of each phase.
//
// Called on a thread of the library's or on the one that builds, by one at a time, and never after
// Build() has returned. What it throws stops the build, and comes out of Build().
class IndexObserver {
 public:
  virtual ~IndexObserver() = default;
  virtual void OnProgress(const IndexProgress&) {}
};

// A graph that links words with near ones (HNSW, Malkov and Yashunin 2016). It finds most of the
// nearest words by comparing hundreds or thousands of rows instead of all of them.
//
// Holds the links, and shares the rows with the NeighbourSearch that it was made for, which it may
// outlive. Rows of zeros, and those with a value that is not finite, are not in the graph. Movable.
// All const functions may be called concurrently.
class GraphIndex {
 public:
  // Links all rows, then runs some test queries to choose a breadth.
  //
  // One thread builds the same graph from the same rows, options and seed each time; the graphs of
  // several threads differ in a few links. Throws Error{kUsage} for options out of range (2 to 512
  // links, a breadth of 1 to 100,000), Error{kResource} if memory runs out, Interrupted if `stop`
  // was requested, and what the observer throws.
  static GraphIndex Build(const NeighbourSearch& search, const GraphOptions& options,
                          const std::stop_token& stop = {});
  static GraphIndex Build(const NeighbourSearch& search, const GraphOptions& options,
                          const std::stop_token& stop, IndexObserver& observer);

  // Reads what Write wrote. Throws Error{kNoInput}, Error{kIo}; Error{kMalformed} for a file that
  // is damaged or no index, or is the index of other vectors than those of `search`, which are all
  // read to compare them. The graph is not built before the checksum has been verified and every
  // link has been found to lead to a row.
  static GraphIndex Read(const std::filesystem::path& path, const NeighbourSearch& search);

  // Writes the index, whole or not at all. Throws Error{kCannotCreate}, Error{kIo}.
  void Write(const std::filesystem::path& path) const;

  ~GraphIndex();
  GraphIndex(GraphIndex&&) noexcept;
  GraphIndex& operator=(GraphIndex&&) noexcept;

  // Whether this is an index of the very rows that `search` compares, as opposed to equal ones.
  bool IsOf(const NeighbourSearch& search) const;

  // The number of candidates with which a search finds 95 % of the ten nearest words; at most
  // 6,400. It grows with the number of rows, and is larger for words that were trained little.
  std::size_t breadth() const;

  // The `count` nearest words that a search through `breadth` candidates finds (HNSW's ef; at least
  // `count` are taken), with exactly the similarities of an exact search. An AnswerRange of the
  // search has no effect here. Throws Error{kUsage} for a query of another length than the vectors.
  std::vector<Neighbour> Nearest(const Query& query, std::size_t count, std::size_t breadth) const;

  // The same for many queries, on as many threads as the search has.
  std::vector<std::vector<Neighbour>> NearestOfMany(std::span<const Query> queries,
                                                    std::size_t count, std::size_t breadth) const;

 private:
  struct Parts;
  explicit GraphIndex(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

// Whether a file starts like an index, damaged or not: any other should not be overwritten by one.
// Throws Error{kNoInput}, Error{kIo}.
bool LooksLikeIndex(const std::filesystem::path& path);

}  // namespace hogvec

#endif  // HOGVEC_GRAPH_INDEX_H_

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

// How a graph is built. More of either finds more of the true neighbours, and takes longer.
struct GraphOptions {
  std::size_t links = 16;           // per word and level, twice as many on the lowest: HNSW's M
  std::size_t build_breadth = 200;  // candidates that links are chosen from: HNSW's ef_construction
  std::size_t threads = 0;          // 0: one per core
  std::uint64_t seed = 1;           // of the words' levels
};

// Where the building of an index stands; a snapshot, taken by another thread than the workers.
struct IndexProgress {
  enum class Phase { kLinking, kAsking };  // rows; questions, to choose a breadth
  Phase phase = Phase::kLinking;
  std::size_t rows_done = 0, rows_total = 0;  // that are linked
  double seconds_left = 0;  // of linking, at the speed up to now; 0 while that is unknown
};

// Told how a build gets on, about twice a second and at the end of each phase. Called from one
// thread at a time, and never after Build() has returned.
class IndexObserver {
 public:
  virtual ~IndexObserver() = default;
  virtual void OnProgress(const IndexProgress&) {}
};

// A graph of words and their near ones (HNSW, Malkov and Yashunin 2016), which finds most of the
// nearest words by comparing some hundreds or thousands of rows instead of all of them.
//
// Rows of zeros and such without a direction are not in it. Holds links only: refers to the rows of
// the NeighbourSearch that it was made for, which must outlive it and may be moved meanwhile.
// Movable. Queries may run concurrently.
class GraphIndex {
 public:
  // Links all rows, and asks them some questions to choose a breadth.
  //
  // One thread builds the same graph from the same rows, options and seed each time; more build
  // graphs that differ in a few links. Throws Error{kUsage} for options out of range (2 to 512
  // links, a breadth of 1 to 100,000), Error{kResource} if memory runs out, and Interrupted if it
  // was asked to stop.
  static GraphIndex Build(const NeighbourSearch& search, const GraphOptions& options,
                          const std::stop_token& stop = {});
  static GraphIndex Build(const NeighbourSearch& search, const GraphOptions& options,
                          const std::stop_token& stop, IndexObserver& observer);

  // Reads what Write wrote. Throws Error{kNoInput}, Error{kIo}; Error{kMalformed} for a file that
  // is no index or damaged, or is one of other vectors than those of `search`, which are all read
  // to know. No byte reaches the graph before the checksum was right and every link was found to
  // lead to where it can.
  static GraphIndex Read(const std::filesystem::path& path, const NeighbourSearch& search);

  // Writes the index, whole or not at all. Throws Error{kCannotCreate}, Error{kIo}.
  void Write(const std::filesystem::path& path) const;

  ~GraphIndex();
  GraphIndex(GraphIndex&&) noexcept;
  GraphIndex& operator=(GraphIndex&&) noexcept;

  // The candidates of a search that find 95 % of the ten nearest words, as far as 6,400 do. The
  // more rows there are, and the less their words were trained, the more it takes.
  std::size_t breadth() const;

  // The `count` nearest words that a search through `breadth` candidates comes upon (HNSW's ef; at
  // least as many as are asked for), with the very similarities of an exact search. What the search
  // was restricted to does not count here.
  std::vector<Neighbour> Nearest(const Query& query, std::size_t count, std::size_t breadth) const;

  // The same for many queries, on all threads of the search.
  std::vector<std::vector<Neighbour>> NearestOfMany(std::span<const Query> queries,
                                                    std::size_t count, std::size_t breadth) const;

 private:
  struct Parts;
  explicit GraphIndex(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

// Whether a file begins as an index does, damaged or not: what is none should not be written over.
bool LooksLikeIndex(const std::filesystem::path& path);

}  // namespace hogvec

#endif  // HOGVEC_GRAPH_INDEX_H_

#ifndef HOGVEC_QUERY_HNSW_GRAPH_LINKS_H_
#define HOGVEC_QUERY_HNSW_GRAPH_LINKS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace hogvec {

// A graph of rows as plain numbers. Each row is on all levels from 0 up to its highest, and has
// links to other rows on each of them.
struct GraphLinks {
  static constexpr std::uint8_t kAbsent = 255;    // the level of a row that is not in the graph
  static constexpr std::uint8_t kMostLevel = 32;  // more than any number of links leads to
  static constexpr std::uint32_t kNoRow = 0xffffffff;  // the entry of a graph without rows
  static constexpr std::size_t kFewestLinks = 2, kMostLinks = 512;
  static constexpr std::size_t kMostBreadth = 100'000;

  std::size_t most_links = 0;              // of a row per level; twice as many on the lowest
  std::size_t breadth = 100;               // candidates per search; see GraphIndex::breadth
  std::uint32_t entry = kNoRow;            // where searches start, on the highest level
  std::vector<std::uint8_t> levels = {};   // by row: its highest level
  std::vector<std::uint16_t> counts = {};  // of links, by row and, within it, by level from 0
  std::vector<std::uint32_t> links = {};   // the rows linked to, in that order

  std::size_t MostLinksOn(std::size_t level) const {
    return level == 0 ? 2 * most_links : most_links;
  }
};

// What is wrong with the links of a graph of `rows` rows; empty if nothing is. A search that
// follows valid links stays within the rows, and meets each row only on levels that it is on.
std::string FindFault(const GraphLinks& graph, std::size_t rows);

}  // namespace hogvec

#endif  // HOGVEC_QUERY_HNSW_GRAPH_LINKS_H_

#ifndef HOGVEC_QUERY_HNSW_GRAPH_LINKS_H_
#define HOGVEC_QUERY_HNSW_GRAPH_LINKS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace hogvec {

// A graph of rows as plain numbers. Each row in it stands on the levels from 0 up to one of its
// own, and has links to other rows on each of them.
struct GraphLinks {
  static constexpr std::uint8_t kAbsent = 255;         // a row that is not in the graph
  static constexpr std::uint8_t kMostLevel = 32;       // rows thin out by the number of links
  static constexpr std::uint32_t kNoRow = 0xffffffff;  // the entry of a graph without rows
  static constexpr std::size_t kFewestLinks = 2, kMostLinks = 512;
  static constexpr std::size_t kMostBreadth = 100'000;

  std::size_t most_links = 0;              // of a row on each level but the lowest, which has twice
  std::size_t breadth = 100;               // candidates of a search that is to find most
  std::uint32_t entry = kNoRow;            // the row on the highest level where searches begin
  std::vector<std::uint8_t> levels = {};   // by row: its highest
  std::vector<std::uint16_t> counts = {};  // by row, and by its levels from 0 up: its links there
  std::vector<std::uint32_t> links = {};   // the rows that they lead to, in that order

  std::size_t MostLinksOn(std::size_t level) const {
    return level == 0 ? 2 * most_links : most_links;
  }
};

// What is wrong with links that are to lead through `rows` rows: nothing, or the reason. Whoever
// follows links that pass stays within the rows and never comes to a level that a row is not on.
std::string FindFault(const GraphLinks& links, std::size_t rows);

}  // namespace hogvec

#endif  // HOGVEC_QUERY_HNSW_GRAPH_LINKS_H_

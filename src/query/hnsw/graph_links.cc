#include "query/hnsw/graph_links.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace hogvec {
namespace {

// Links leave a level to none but rows that are on it, too.
std::string FindWrongLink(const GraphLinks& graph) {
  std::size_t list = 0, link = 0;
  for (std::size_t row = 0; row < graph.levels.size(); ++row) {
    if (graph.levels[row] == GraphLinks::kAbsent) continue;
    for (std::size_t level = 0; level <= graph.levels[row]; ++level) {
      for (const std::size_t end = link + graph.counts[list++]; link < end; ++link) {
        const std::uint32_t target = graph.links[link];
        if (target >= graph.levels.size() || graph.levels[target] == GraphLinks::kAbsent ||
            graph.levels[target] < level) {
          return fmt::format("leads from row {} to where there is none", row);
        }
      }
    }
  }
  return {};
}

std::string FindWrongCount(const GraphLinks& graph) {
  std::size_t lists = 0, links = 0;
  for (const std::uint8_t top : graph.levels) {
    if (top == GraphLinks::kAbsent) continue;
    if (top > GraphLinks::kMostLevel) return "has too many levels";
    for (std::size_t level = 0; level <= top; ++level, ++lists) {
      if (lists >= graph.counts.size()) return "has not as many lists as its levels take";
      if (graph.counts[lists] > graph.MostLinksOn(level)) return "has a list that is too long";
      links += graph.counts[lists];
    }
  }
  if (lists != graph.counts.size()) return "has more lists than its levels take";
  return links == graph.links.size() ? "" : "has not as many links as its lists take";
}

std::string FindWrongEntry(const GraphLinks& graph) {
  int highest = -1;
  for (const std::uint8_t top : graph.levels) {
    if (top != GraphLinks::kAbsent) highest = std::max<int>(highest, top);
  }
  if (highest < 0) return graph.entry == GraphLinks::kNoRow ? "" : "begins where there is no row";
  const bool right = graph.entry < graph.levels.size() && graph.levels[graph.entry] == highest;
  return right ? "" : "does not begin on its highest level";
}

}  // namespace

std::string FindFault(const GraphLinks& graph, std::size_t rows) {
  if (graph.levels.size() != rows) {
    return fmt::format("is of {} words, not {}", graph.levels.size(), rows);
  }
  if (graph.breadth < 1 || graph.breadth > GraphLinks::kMostBreadth) {
    return "searches through no or too many candidates";
  }
  if (graph.most_links < GraphLinks::kFewestLinks || graph.most_links > GraphLinks::kMostLinks) {
    return "has a number of links that is none";
  }
  for (const auto find : {FindWrongCount, FindWrongLink, FindWrongEntry}) {
    if (std::string fault = find(graph); !fault.empty()) return fault;
  }
  return {};
}

}  // namespace hogvec

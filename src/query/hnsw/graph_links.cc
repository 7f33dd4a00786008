#include "query/hnsw/graph_links.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace hogvec {
namespace {

// On each level, links may lead only to rows that are on it as well.
std::string FindWrongLink(const GraphLinks& graph) {
  std::size_t list = 0, link = 0;
  for (std::size_t row = 0; row < graph.levels.size(); ++row) {
    if (graph.levels[row] == GraphLinks::kAbsent) continue;
    for (std::size_t level = 0; level <= graph.levels[row]; ++level) {
      for (const std::size_t end = link + graph.counts[list++]; link < end; ++link) {
        const std::uint32_t target = graph.links[link];
        if (target >= graph.levels.size() || graph.levels[target] == GraphLinks::kAbsent ||
            graph.levels[target] < level) {
          return fmt::format("has a link from row {} to a row that is not on that level", row);
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
      if (lists >= graph.counts.size()) return "has fewer lists than its levels need";
      if (graph.counts[lists] > graph.MostLinksOn(level)) return "has a list that is too long";
      links += graph.counts[lists];
    }
  }
  if (lists != graph.counts.size()) return "has more lists than its levels need";
  return links == graph.links.size() ? "" : "has more or fewer links than its lists need";
}

std::string FindWrongEntry(const GraphLinks& graph) {
  int highest = -1;
  for (const std::uint8_t top : graph.levels) {
    if (top != GraphLinks::kAbsent) highest = std::max<int>(highest, top);
  }
  if (highest < 0)
    return graph.entry == GraphLinks::kNoRow ? "" : "has an entry point that is no row";
  const bool right = graph.entry < graph.levels.size() && graph.levels[graph.entry] == highest;
  return right ? "" : "has an entry point below its highest level";
}

}  // namespace

std::string FindFault(const GraphLinks& graph, std::size_t rows) {
  if (graph.levels.size() != rows) {
    return fmt::format("is an index of {} words, not {}", graph.levels.size(), rows);
  }
  if (graph.breadth < 1 || graph.breadth > GraphLinks::kMostBreadth) {
    return "has a number of candidates out of range";
  }
  if (graph.most_links < GraphLinks::kFewestLinks || graph.most_links > GraphLinks::kMostLinks) {
    return "has a number of links per word out of range";
  }
  for (const auto find : {FindWrongCount, FindWrongLink, FindWrongEntry}) {
    if (std::string fault = find(graph); !fault.empty()) return fault;
  }
  return {};
}

}  // namespace hogvec

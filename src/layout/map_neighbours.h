#ifndef HOGVEC_LAYOUT_MAP_NEIGHBOURS_H_
#define HOGVEC_LAYOUT_MAP_NEIGHBOURS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hogvec/layout.h"

namespace hogvec {

// What stands in a list of neighbours in place of those that are missing.
inline constexpr std::uint32_t kNoNeighbour = 0xFFFFFFFF;

// Finds the nearest points of a map, by a tree that halves the points again and again (a k-d tree,
// Bentley 1975). Exact, and as fast for points in heaps, or all at one place, as for points that
// are spread evenly. Points that are not finite have no neighbours and are nobody's.
//
// Copies the points. All const functions may be called concurrently.
class MapNeighbours {
 public:
  explicit MapNeighbours(std::span<const MapPoint> points);

  // How many points there are, finite or not.
  std::size_t size() const { return places_.size(); }

  // Sets `out` to the ids of the nearest other points, as many as it has room for: nearest first,
  // equally near ones by id; kNoNeighbour after the last.
  void Nearest(std::uint32_t id, std::span<std::uint32_t> out) const;

  // The same for all points: `count` ids of the first point, then of the second, and so on.
  std::vector<std::uint32_t> NearestOfAll(std::size_t count, std::size_t threads) const;

  // The ids of finite points, those of near points near each other: in this order, many questions
  // are answered fastest.
  std::uint32_t IdAt(std::size_t place) const { return placed_[place].id; }
  std::size_t places() const { return placed_.size(); }

 private:
  struct Placed {
    MapPoint point;
    std::uint32_t id;
  };
  // Of the points below a node of the tree.
  struct Box {
    MapPoint low, high;
    std::uint32_t first_id;  // the lowest
  };
  // Consecutive points, and the node of which they are all. Halves of node n are 2n + 1 and 2n + 2.
  struct Part {
    std::size_t node, begin, end;

    Part Half(std::size_t which) const;
    bool IsLeaf() const;
  };
  class Search;

  Box BoxOf(const Part& part) const;
  void Build(const Part& part);
  void Visit(const Part& part, Search& search) const;

  std::vector<Placed> placed_;         // the points of each node in a row
  std::vector<std::uint32_t> places_;  // of each id in these; kNoNeighbour if it is not there
  std::vector<Box> boxes_;             // of each node
};

}  // namespace hogvec

#endif  // HOGVEC_LAYOUT_MAP_NEIGHBOURS_H_

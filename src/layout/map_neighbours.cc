#include "layout/map_neighbours.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/parts.h"

namespace hogvec {
namespace {

constexpr std::size_t kLeafPoints = 12;  // few enough to be compared one by one

bool IsFinite(const MapPoint& point) { return std::isfinite(point.x) && std::isfinite(point.y); }

// How far a number is from a range.
double Outside(float low, float high, float at) {
  return std::max({0.0, double{low} - at, double{at} - high});
}

// Nodes of a tree over `points`, numbered as those of a heap.
std::size_t NodesFor(std::size_t points) {
  std::size_t level = 1;
  while (points > kLeafPoints) {
    points = (points + 1) / 2;
    level *= 2;
  }
  return 2 * level - 1;
}

}  // namespace

MapNeighbours::Part MapNeighbours::Part::Half(std::size_t which) const {
  const std::size_t middle = begin + (end - begin) / 2;
  if (which == 0) return {2 * node + 1, begin, middle};
  return {2 * node + 2, middle, end};
}

bool MapNeighbours::Part::IsLeaf() const { return end - begin <= kLeafPoints; }

// The nearest points so far of one that is asked about, in `out`, where kNoNeighbour is farther
// away than all. Distances are squares.
class MapNeighbours::Search {
 public:
  Search(const Placed& asked, std::span<std::uint32_t> out)
      : asked_(asked), out_(out), distances_(out.size(), std::numeric_limits<double>::infinity()) {}

  // Whether a point of the box may be among the nearest.
  bool MayEnter(const Box& box) const { return IsBefore(DistanceTo(box), box.first_id); }

  double DistanceTo(const Box& box) const {
    const double x = Outside(box.low.x, box.high.x, asked_.point.x);
    const double y = Outside(box.low.y, box.high.y, asked_.point.y);
    return x * x + y * y;
  }

  void Offer(const Placed& other) {
    const double x = double{asked_.point.x} - other.point.x;
    const double y = double{asked_.point.y} - other.point.y;
    const double distance = x * x + y * y;
    if (other.id == asked_.id || !IsBefore(distance, other.id)) return;
    std::size_t at = out_.size() - 1;
    for (; at > 0 && Precedes(distance, other.id, at - 1); --at) {
      distances_[at] = distances_[at - 1];
      out_[at] = out_[at - 1];
    }
    distances_[at] = distance;
    out_[at] = other.id;
  }

 private:
  bool Precedes(double distance, std::uint32_t id, std::size_t at) const {
    return distance < distances_[at] || (distance == distances_[at] && id < out_[at]);
  }
  bool IsBefore(double distance, std::uint32_t id) const {
    return !out_.empty() && Precedes(distance, id, out_.size() - 1);
  }

  const Placed& asked_;
  std::span<std::uint32_t> out_;
  std::vector<double> distances_;
};

MapNeighbours::MapNeighbours(std::span<const MapPoint> points)
    : places_(points.size(), kNoNeighbour) {
  placed_.reserve(points.size());
  for (std::size_t id = 0; id < points.size(); ++id) {
    if (IsFinite(points[id])) placed_.push_back({points[id], static_cast<std::uint32_t>(id)});
  }
  boxes_.resize(NodesFor(placed_.size()));
  Build({0, 0, placed_.size()});
  for (std::size_t place = 0; place < placed_.size(); ++place) {
    places_[placed_[place].id] = static_cast<std::uint32_t>(place);
  }
}

MapNeighbours::Box MapNeighbours::BoxOf(const Part& part) const {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  Box box{{kInfinity, kInfinity}, {-kInfinity, -kInfinity}, kNoNeighbour};
  for (std::size_t place = part.begin; place < part.end; ++place) {
    const auto& [point, id] = placed_[place];
    box.low = {std::min(box.low.x, point.x), std::min(box.low.y, point.y)};
    box.high = {std::max(box.high.x, point.x), std::max(box.high.y, point.y)};
    box.first_id = std::min(box.first_id, id);
  }
  return box;
}

// Divides a part across its longer side; points on the border by id, so that equal points are
// halved, too.
void MapNeighbours::Build(const Part& part) {
  const Box box = boxes_[part.node] = BoxOf(part);
  if (part.IsLeaf()) return;
  const bool by_x = double{box.high.x} - box.low.x >= double{box.high.y} - box.low.y;
  const auto at = [&](std::size_t place) {
    return placed_.begin() + static_cast<std::ptrdiff_t>(place);
  };
  std::nth_element(at(part.begin), at(part.Half(0).end), at(part.end),
                   [&](const Placed& a, const Placed& b) {
                     const float of_a = by_x ? a.point.x : a.point.y;
                     const float of_b = by_x ? b.point.x : b.point.y;
                     return of_a != of_b ? of_a < of_b : a.id < b.id;
                   });
  Build(part.Half(0));
  Build(part.Half(1));
}

void MapNeighbours::Visit(const Part& part, Search& search) const {
  if (!search.MayEnter(boxes_[part.node])) return;
  if (part.IsLeaf()) {
    for (std::size_t place = part.begin; place < part.end; ++place) search.Offer(placed_[place]);
    return;
  }
  const Part halves[] = {part.Half(0), part.Half(1)};
  const std::size_t nearer =
      search.DistanceTo(boxes_[halves[1].node]) < search.DistanceTo(boxes_[halves[0].node]) ? 1 : 0;
  Visit(halves[nearer], search);
  Visit(halves[1 - nearer], search);
}

void MapNeighbours::Nearest(std::uint32_t id, std::span<std::uint32_t> out) const {
  std::ranges::fill(out, kNoNeighbour);
  if (places_[id] == kNoNeighbour) return;
  Search search(placed_[places_[id]], out);
  Visit({0, 0, placed_.size()}, search);
}

std::vector<std::uint32_t> MapNeighbours::NearestOfAll(std::size_t count,
                                                       std::size_t threads) const {
  std::vector<std::uint32_t> nearest(size() * count, kNoNeighbour);
  RunParts(threads, places(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t place = begin; place < end; ++place) {
      const std::uint32_t id = IdAt(place);
      Nearest(id, std::span(nearest).subspan(id * count, count));
    }
  });
  return nearest;
}

}  // namespace hogvec

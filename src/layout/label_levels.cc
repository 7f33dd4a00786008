#include "layout/label_levels.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/printable.h"
#include "unicode/columns.h"

namespace hogvec {
namespace {

constexpr double kColumnWidth = 7.5;  // pixels, of letters of 13 pixels
constexpr double kLabelMargin = 10;   // pixels: to the left and to the right of the letters
constexpr double kBucketWidth = 48;   // pixels; as high as a label
constexpr std::uint32_t kNone = 0xFFFFFFFF;

// False for NaN, too.
bool IsOnMap(const MapPoint& point) { return std::abs(point.x) <= 1 && std::abs(point.y) <= 1; }

// Labels that have their places on one level, found by the bucket that a label's middle lies in.
// Buckets share a table of lists, where different ones may meet.
class PlacedLabels {
 public:
  PlacedLabels(std::span<const MapPoint> points, std::span<const std::uint8_t> columns)
      : points_(points),
        columns_(columns),
        heads_(std::bit_ceil(2 * points.size() + 2)),
        next_(points.size()) {}

  // Takes all labels away.
  void Begin(unsigned level) {
    scale_ = std::ldexp(kLabelScreen / 2, static_cast<int>(level));
    std::ranges::fill(heads_, kNone);
  }

  void Place(std::uint32_t id) {
    std::uint32_t& head = heads_[PlaceOf(ColumnOf(X(id)), RowOf(Y(id)))];
    next_[id] = head;
    head = id;
  }

  bool HasRoom(std::uint32_t id) const {
    const double reach = (LabelWidth(columns_[id]) + LabelWidth(kMostLabelColumns)) / 2;
    const std::int64_t left = ColumnOf(X(id) - reach), right = ColumnOf(X(id) + reach);
    const std::int64_t row = RowOf(Y(id));
    for (const std::int64_t each : {row, row - 1, row + 1}) {
      for (std::int64_t column = left; column <= right; ++column) {
        if (Touches(id, heads_[PlaceOf(column, each)])) return false;
      }
    }
    return true;
  }

 private:
  double X(std::uint32_t id) const { return points_[id].x * scale_; }
  double Y(std::uint32_t id) const { return points_[id].y * scale_; }

  static std::int64_t ColumnOf(double x) {
    return static_cast<std::int64_t>(std::floor(x / kBucketWidth));
  }
  static std::int64_t RowOf(double y) {
    return static_cast<std::int64_t>(std::floor(y / kLabelHeight));
  }

  std::size_t PlaceOf(std::int64_t column, std::int64_t row) const {
    // Odd constants that spread neighbouring buckets over the table (Knuth's multiplicative hash).
    const std::uint64_t mixed = static_cast<std::uint64_t>(column) * 0x9E3779B97F4A7C15u ^
                                static_cast<std::uint64_t>(row) * 0xC2B2AE3D27D4EB4Fu;
    return static_cast<std::size_t>(mixed >> 20) & (heads_.size() - 1);
  }

  bool Touches(std::uint32_t id, std::uint32_t first_of_list) const {
    for (std::uint32_t other = first_of_list; other != kNone; other = next_[other]) {
      const double apart = (LabelWidth(columns_[id]) + LabelWidth(columns_[other])) / 2;
      if (std::abs(X(id) - X(other)) < apart && std::abs(Y(id) - Y(other)) < kLabelHeight) {
        return true;
      }
    }
    return false;
  }

  std::span<const MapPoint> points_;
  std::span<const std::uint8_t> columns_;
  std::vector<std::uint32_t> heads_;  // of the list of a bucket
  std::vector<std::uint32_t> next_;   // in the list of a label
  double scale_ = 1;                  // pixels in a unit of the map
};

}  // namespace

double LabelWidth(std::size_t columns) {
  return kLabelMargin + kColumnWidth * static_cast<double>(std::min(columns, kMostLabelColumns));
}

std::vector<std::uint8_t> LabelColumns(WordsView words) {
  std::vector<std::uint8_t> columns(words.size());
  for (std::size_t id = 0; id < columns.size(); ++id) {
    const std::size_t all = ColumnsOf(Printable(words[ToWordId(id)]));
    columns[id] = static_cast<std::uint8_t>(std::clamp<std::size_t>(all, 1, kMostLabelColumns));
  }
  return columns;
}

std::vector<std::uint8_t> LabelLevels(std::span<const MapPoint> points,
                                      std::span<const std::uint8_t> columns) {
  std::vector<std::uint8_t> levels(points.size(), WordMap::kLabelLevels);
  std::vector<std::uint32_t> shown, waiting, refused;
  for (std::uint32_t id = 0; id < points.size(); ++id) {
    if (IsOnMap(points[id])) waiting.push_back(id);
  }
  PlacedLabels placed(points, columns);
  for (std::uint8_t level = 0; level < WordMap::kLabelLevels && !waiting.empty(); ++level) {
    placed.Begin(level);
    for (const std::uint32_t id : shown) placed.Place(id);
    refused.clear();
    for (const std::uint32_t id : waiting) {
      const bool has_room = placed.HasRoom(id);
      (has_room ? shown : refused).push_back(id);
      if (!has_room) continue;
      placed.Place(id);
      levels[id] = level;
    }
    waiting.swap(refused);
  }
  return levels;
}

}  // namespace hogvec

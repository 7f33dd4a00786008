#include "explore/axes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/quoted.h"
#include "explore/asked.h"
#include "hogvec/error.h"

namespace hogvec::explore {
namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

// What words are measured by. `value` is not finite for a word that has none.
struct Axis {
  std::string name, low, high;  // what it measures, and what its ends stand for
  std::function<double(const AskedWord&)> value;
};

// A word that is placed on the axes.
struct Point {
  std::string text;
  AskedWord word;
};

double LengthOf(std::span<const float> values) {
  return std::sqrt(std::inner_product(values.begin(), values.end(), values.begin(), 0.0));
}

double Cosine(std::span<const float> unit, std::span<const float> other_unit) {
  return std::inner_product(unit.begin(), unit.end(), other_unit.begin(), 0.0);
}

std::span<const float> RowOf(const NeighbourSearch& search, WordId id) {
  const RowsView rows = search.rows();
  return {rows.first + ToIndex(id) * rows.stride, rows.dim};
}

// Above 1 the logarithm of a count, for one rank of each word where there are no counts.
Axis FrequencyAxis(const Explored& model) {
  if (model.counts.empty()) {
    return {"rank by frequency (log10)", "frequent", "rare", [](const AskedWord& word) {
              return word.id() ? std::log10(static_cast<double>(ToIndex(*word.id()) + 1))
                               : kNoValue;
            }};
  }
  return {"frequency (log10)", "rare", "frequent", [&model](const AskedWord& word) {
            return word.id() ? std::log10(static_cast<double>(model.counts[ToIndex(*word.id())]))
                             : kNoValue;
          }};
}

Axis NormAxis(const Explored& model) {
  return {"length of the vector", "short", "long", [&model](const AskedWord& word) {
            return LengthOf(word.id() ? RowOf(model.search, *word.id()) : word.values());
          }};
}

Axis HubsAxis(const Explored& model) {
  if (model.map == nullptr) {
    throw Error(ErrorKind::kBusy, "hubs are known once the map is finished");
  }
  return {"hubness", "near few words", "near many words", [&model](const AskedWord& word) {
            return word.id() ? static_cast<double>(model.map->hubs[ToIndex(*word.id())]) : kNoValue;
          }};
}

bool IsKnown(const NeighbourSearch& search, std::string_view word) {
  return !word.empty() && search.Find(word).has_value();
}

// The two words of "A:B". A colon may be part of a word, so that both sides are known decides.
std::pair<std::string_view, std::string_view> EndsOf(const NeighbourSearch& search,
                                                     std::string_view axis) {
  const std::size_t first = axis.find(':');
  if (first == std::string_view::npos) {
    throw Error(ErrorKind::kUsage,
                fmt::format("an axis is A:B, :frequency, :norm or :hubs, not {}", Quoted(axis)));
  }
  for (std::size_t at = first; at != std::string_view::npos; at = axis.find(':', at + 1)) {
    if (IsKnown(search, axis.substr(0, at)) && IsKnown(search, axis.substr(at + 1))) {
      return {axis.substr(0, at), axis.substr(at + 1)};
    }
  }
  return {axis.substr(0, first), axis.substr(first + 1)};
}

// From one word's unit vector to the other's, of length 1.
std::vector<float> Direction(const NeighbourSearch& search, std::string_view axis,
                             std::string_view low, std::string_view high) {
  const std::vector<float> from = search.Unit(FindWord(search, low));
  std::vector<float> direction = search.Unit(FindWord(search, high));
  std::ranges::transform(direction, from, direction.begin(), std::minus<>());
  const double length = LengthOf(direction);
  constexpr double kLeast = 1e-6;  // what is less is rounding
  if (!std::isfinite(length) || length < kLeast) {
    throw Error(ErrorKind::kUsage,
                fmt::format("the axis {} has no direction: both ends have the same vector, or one "
                            "of them is not finite",
                            Quoted(axis)));
  }
  for (float& value : direction) value = static_cast<float>(value / length);
  return direction;
}

Axis AxisBetween(const Explored& model, std::string_view axis) {
  const auto [low, high] = EndsOf(model.search, axis);
  return {fmt::format("{} : {}", low, high), std::string(low), std::string(high),
          [&model, direction = Direction(model.search, axis, low, high)](const AskedWord& word) {
            return Cosine(model.search.Unit(word), direction);
          }};
}

Axis ReadAxis(const Explored& model, std::string_view axis) {
  if (axis == ":frequency") return FrequencyAxis(model);
  if (axis == ":norm") return NormAxis(model);
  if (axis == ":hubs") return HubsAxis(model);
  return AxisBetween(model, axis);
}

// The words that are given, or else the most frequent.
std::vector<Point> PointsOf(const Explored& model, const Parameters& parameters) {
  constexpr std::size_t kUsual = 1000;
  std::vector<Point> points;
  if (parameters.Find("w") || parameters.Find("i")) {
    for (std::string& word : WordsGiven(model.search, parameters, kMostPoints)) {
      const AskedWord found = FindWord(model.search, word);
      points.push_back({std::move(word), found});
    }
    return points;
  }
  const std::size_t top = parameters.Number("top", kUsual, 1, kMostPoints);
  for (std::size_t i = 0; i < std::min(top, model.search.words().size()); ++i) {
    points.push_back({std::string(model.search.words()[ToWordId(i)]), ToWordId(i)});
  }
  return points;
}

Json JsonOf(const Explored& model, const Point& point, double x, double y) {
  Json json = Json::object();
  if (point.word.id()) json["id"] = ToIndex(*point.word.id());
  json["word"] = point.text;
  json["x"] = SixDecimals(static_cast<float>(x));
  json["y"] = SixDecimals(static_cast<float>(y));
  if (point.word.id()) AddCount(model, *point.word.id(), json);
  return json;
}

Json JsonOf(const Axis& axis) {
  return {{"name", axis.name}, {"low", axis.low}, {"high", axis.high}};
}

}  // namespace

Json AxesAnswer(const Explored& model, const Parameters& parameters) {
  const Axis x = ReadAxis(model, parameters.Get("x")), y = ReadAxis(model, parameters.Get("y"));
  Json points = Json::array(), left_out = Json::array();
  for (const Point& point : PointsOf(model, parameters)) {
    const double at_x = x.value(point.word), at_y = y.value(point.word);
    if (std::isfinite(at_x) && std::isfinite(at_y)) {
      points.push_back(JsonOf(model, point, at_x, at_y));
    } else {
      left_out.push_back(point.text);
    }
  }
  return {{"v", 1},
          {"x", JsonOf(x)},
          {"y", JsonOf(y)},
          {"points", std::move(points)},
          {"left_out", std::move(left_out)}};
}

}  // namespace hogvec::explore

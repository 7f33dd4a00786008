#include "layout/map_file.h"

#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/error.h"
#include "hogvec/version.h"
#include "io/file.h"
#include "io/tensor_file.h"
#include "query/fingerprint.h"
#include "query/searched_rows.h"

namespace hogvec {
namespace {

constexpr std::string_view kFormatName = "hogvec-map";
constexpr std::size_t kLookedAt = 512;  // bytes, in which the format's name is

bool IsShare(double figure) { return figure >= 0 && figure <= 1; }

bool IsOnMap(const MapPoint& point) { return std::abs(point.x) <= 1 && std::abs(point.y) <= 1; }

bool IsTrust(std::uint8_t trust) { return trust <= 100 || trust == WordMap::kUnknownTrust; }

// What is wrong with the values of a map; empty if nothing is.
std::string FindFault(const WordMap& map) {
  const auto& quality = map.quality;
  if (!std::ranges::all_of(map.points, IsOnMap)) return "has a point outside of the map";
  if (!std::ranges::all_of(map.trust, IsTrust)) return "has a trust above 100 %";
  if (std::ranges::any_of(map.levels, [](auto each) { return each > WordMap::kLabelLevels; })) {
    return "has a label at a level that there is not";
  }
  if (std::ranges::any_of(map.hubs, [&](auto each) { return each > map.points.size(); })) {
    return "has a word that is near more words than there are";
  }
  if (!IsShare(quality.recall) || !IsShare(quality.trustworthiness) || !IsShare(quality.triplets)) {
    return "has a figure of quality that is not from 0 to 1";
  }
  return {};
}

void RequireLists(const WordMap& map) {
  const std::size_t words = map.points.size();
  for (const std::size_t size :
       {map.levels.size(), map.clusters.size(), map.hubs.size(), map.trust.size()}) {
    if (size == words) continue;
    throw Error(ErrorKind::kUsage,
                fmt::format("a map of {} words has a list of {} entries", words, size));
  }
  const std::string fault = FindFault(map);
  if (!fault.empty()) throw Error(ErrorKind::kUsage, fmt::format("a map {}", fault));
}

// An array of one dimension that has so many values.
template <typename T>
std::vector<T> ReadList(const TensorReader& file, std::string_view name, ElementType type,
                        std::size_t count) {
  const TensorInfo& list = file.Find(name, type, 1);
  if (list.shape[0] != count) {
    throw file.Malformed(
        fmt::format("has {} {}, not {}: one for each word", list.shape[0], name, count));
  }
  return file.ReadArray<T>(list);
}

std::vector<MapPoint> ReadPoints(const TensorReader& file, std::size_t words) {
  const TensorInfo& array = file.Find("points", ElementType::kF32, 2);
  if (array.shape[0] != words || array.shape[1] != 2) {
    throw file.Malformed(fmt::format("has {} x {} values of points, not {} x 2", array.shape[0],
                                     array.shape[1], words));
  }
  std::vector<MapPoint> points(words);
  file.Read(array, 0, {reinterpret_cast<char*>(points.data()), words * sizeof(MapPoint)});
  return points;
}

MapQuality ReadQuality(const TensorReader& file) {
  const auto figures = ReadList<double>(file, "quality", ElementType::kF64, 3);
  return {figures[0], figures[1], figures[2]};
}

}  // namespace

std::uint64_t MapFingerprintOf(const NeighbourSearch& search, std::span<const MapPoint> start) {
  const SearchedRows& rows = *SearchInternals::Rows(search);
  const std::array<std::uint64_t, 2> parts{FingerprintOf(rows, search.threads()),
                                           FingerprintOfWords(rows.words(), search.threads())};
  const std::uint64_t of_vectors = XXH3_64bits(parts.data(), sizeof(parts));
  if (start.empty()) return of_vectors;
  return XXH3_64bits_withSeed(start.data(), start.size_bytes(), of_vectors);
}

void WriteMapOf(std::uint64_t fingerprint, const std::filesystem::path& path, const WordMap& map) {
  static_assert(sizeof(MapPoint) == 2 * sizeof(float));
  RequireLists(map);
  const std::size_t words = map.points.size();
  TensorWriter file(path,
                    {{"format", std::string(kFormatName)},
                     {"version", std::string(kVersion)},
                     {"fingerprint", FingerprintText(fingerprint)}},
                    {{"quality", ElementType::kF64, {3}},
                     {"points", ElementType::kF32, {words, 2}},
                     {"hubs", ElementType::kU32, {words}},
                     {"clusters", ElementType::kU16, {words}},
                     {"levels", ElementType::kU8, {words}},
                     {"trust", ElementType::kU8, {words}}});
  const double figures[] = {map.quality.recall, map.quality.trustworthiness, map.quality.triplets};
  file.WriteArray(std::span<const double>(figures));
  file.WriteArray(std::span(map.points));
  file.WriteArray(std::span(map.hubs));
  file.WriteArray(std::span(map.clusters));
  file.WriteArray(std::span(map.levels));
  file.WriteArray(std::span(map.trust));
  file.Finish();
}

WordMap ReadMapOf(std::uint64_t fingerprint, const std::filesystem::path& path, std::size_t words) {
  const TensorReader file(path);
  if (file.Metadata("format") != kFormatName) throw file.Malformed("is not a map of hogvec");
  if (file.Metadata("fingerprint") != FingerprintText(fingerprint)) {
    throw file.Malformed("is a map of other vectors");
  }
  WordMap map{.points = ReadPoints(file, words),
              .levels = ReadList<std::uint8_t>(file, "levels", ElementType::kU8, words),
              .clusters = ReadList<std::uint16_t>(file, "clusters", ElementType::kU16, words),
              .hubs = ReadList<std::uint32_t>(file, "hubs", ElementType::kU32, words),
              .trust = ReadList<std::uint8_t>(file, "trust", ElementType::kU8, words),
              .quality = ReadQuality(file)};
  if (const std::string fault = FindFault(map); !fault.empty()) throw file.Malformed(fault);
  return map;
}

void WriteMap(const std::filesystem::path& path, const WordMap& map, const NeighbourSearch& of,
              std::span<const MapPoint> start) {
  if (map.points.size() != of.words().size()) {
    throw Error(ErrorKind::kUsage, fmt::format("a map of {} words is not one of {} words",
                                               map.points.size(), of.words().size()));
  }
  WriteMapOf(MapFingerprintOf(of, start), path, map);
}

WordMap ReadMap(const std::filesystem::path& path, const NeighbourSearch& of,
                std::span<const MapPoint> start) {
  // Before the rows are read: the file may not even be there.
  static_cast<void>(File::OpenForReading(path));
  return ReadMapOf(MapFingerprintOf(of, start), path, of.words().size());
}

bool LooksLikeMap(const std::filesystem::path& path) {
  const File file = File::OpenForReading(path);
  if (!file.IsRegular()) return false;
  std::string first(std::min<std::uint64_t>(file.Size(), kLookedAt), '\0');
  file.ReadAt(first, 0);
  return first.find(fmt::format("\"{}\"", kFormatName)) != std::string::npos;
}

}  // namespace hogvec

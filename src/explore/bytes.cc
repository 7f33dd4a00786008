#include "explore/bytes.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "hogvec/error.h"

namespace hogvec::explore {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie");

constexpr std::size_t kLongestWord = 200;  // bytes

template <typename Number>
void Append(std::span<const Number> numbers, std::string& out) {
  out.append(reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes());
}

// Four letters and numbers up to `bytes` bytes, the last of them zeros.
std::string Head(std::string_view name, std::vector<std::uint32_t> numbers, std::size_t bytes) {
  std::string out(name);
  Append<std::uint32_t>(numbers, out);
  out.resize(bytes);
  return out;
}

std::string MapHead(std::size_t words, std::uint32_t version, std::uint32_t clusters,
                    bool finished) {
  return Head("HVM1", {static_cast<std::uint32_t>(words), version, clusters, finished ? 1u : 0u},
              32);
}

std::uint32_t ClustersOf(const WordMap& map) {
  const auto last = std::ranges::max_element(map.clusters);
  return last == map.clusters.end() ? 0 : std::uint32_t{*last} + 1;
}

// Bytes that are not UTF-8 are replaced just as in JSON.
std::string Valid(std::string_view word) {
  using Json = nlohmann::json;
  if (IsUtf8(word)) return std::string(word);
  return Json::parse(Json(word).dump(-1, ' ', false, Json::error_handler_t::replace));
}

// Without the rest of a long word, cut between two characters.
std::string Shown(std::string_view word) {
  // No byte becomes less than one byte, so that more of the word need not be looked at.
  std::string shown = Valid(word.substr(0, kLongestWord + 4));
  if (shown.size() > kLongestWord) {
    shown.resize(Utf8Length(std::string_view(shown).substr(0, kLongestWord)));
  }
  return shown;
}

void RequireRoom(std::size_t text) {
  if (text <= std::numeric_limits<std::uint32_t>::max()) return;
  throw Error(ErrorKind::kResource, "the words are too long to be shown: more than 4 GiB of text");
}

void AppendCounts(std::span<const std::uint64_t> counts, std::size_t words, std::string& out) {
  std::vector<double> numbers(words);
  std::ranges::transform(counts, numbers.begin(),
                         [](std::uint64_t count) { return static_cast<double>(count); });
  Append<double>(numbers, out);
}

}  // namespace

std::string PictureBytes(std::span<const MapPoint> points, std::uint32_t version) {
  std::string out = MapHead(points.size(), version, 0, false);
  out.reserve(32 + points.size() * 16);
  Append<MapPoint>(points, out);
  out.append(points.size() * 7, '\0');
  out.append(points.size(), static_cast<char>(WordMap::kUnknownTrust));
  return out;
}

std::string MapBytes(const WordMap& map, std::uint32_t version) {
  std::string out = MapHead(map.points.size(), version, ClustersOf(map), true);
  out.reserve(32 + map.points.size() * 16);
  Append<MapPoint>(map.points, out);
  Append<std::uint32_t>(map.hubs, out);
  Append<std::uint16_t>(map.clusters, out);
  Append<std::uint8_t>(map.levels, out);
  Append<std::uint8_t>(map.trust, out);
  return out;
}

std::string WordsBytes(WordsView words, std::span<const std::uint64_t> counts) {
  std::vector<std::uint32_t> offsets(words.size() + 1);
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += Shown(words[ToWordId(i)]);
    RequireRoom(text.size());
    offsets[i + 1] = static_cast<std::uint32_t>(text.size());
  }
  std::string out =
      Head("HVW1", {static_cast<std::uint32_t>(words.size()), counts.empty() ? 0u : 1u}, 16);
  out.reserve(out.size() + words.size() * 12 + 4 + text.size());
  AppendCounts(counts, words.size(), out);
  Append<std::uint32_t>(offsets, out);
  return out += text;
}

std::string ColumnBytes(const Column& column) {
  std::string out;
  Append<float>(column.values, out);
  return out;
}

}  // namespace hogvec::explore

// Reads any bytes as the map of four words, as they are and with a right checksum, and takes them
// for the values of a map as well. What is accepted must be a map, and be written and read again as
// it is.
#include <cmath>
#include <cstring>
#include <optional>

#include "fuzz/fuzzing.h"
#include "fuzz/sealed.h"
#include "layout/map_file.h"

namespace hogvec {
namespace {

constexpr std::size_t kWords = 4;
constexpr std::uint64_t kFingerprint = 7;

void RequireMap(const WordMap& map) {
  fuzzing::Require(map.points.size() == kWords && map.levels.size() == kWords &&
                   map.clusters.size() == kWords && map.hubs.size() == kWords &&
                   map.trust.size() == kWords);
  for (std::size_t i = 0; i < kWords; ++i) {
    fuzzing::Require(std::abs(map.points[i].x) <= 1 && std::abs(map.points[i].y) <= 1);
    fuzzing::Require(map.levels[i] <= WordMap::kLabelLevels && map.hubs[i] <= kWords);
  }
  fuzzing::Require(map.quality.recall >= 0 && map.quality.recall <= 1);
}

std::optional<WordMap> ReadUnlessRefused(const std::filesystem::path& path) {
  return fuzzing::UnlessRefused([&] { return ReadMapOf(kFingerprint, path, kWords); });
}

bool IsWritten(const std::filesystem::path& path, const WordMap& map) {
  return fuzzing::UnlessRefused([&] {
           WriteMapOf(kFingerprint, path, map);
           return true;
         })
      .has_value();
}

void WriteAndRead(const std::filesystem::path& path, const WordMap& map) {
  if (!IsWritten(path, map)) return;
  const auto read = ReadUnlessRefused(path);
  fuzzing::Require(read.has_value() && *read == map);
  RequireMap(*read);
}

void Read(const std::filesystem::path& path, const std::filesystem::path& out) {
  const auto map = ReadUnlessRefused(path);
  if (!map) return;
  RequireMap(*map);
  fuzzing::Require(IsWritten(out, *map));
}

// Any four bytes, so that there are NaN and infinity.
float FloatFrom(fuzzing::Bytes& bytes) {
  const std::uint8_t four[] = {bytes.Next(), bytes.Next(), bytes.Next(), bytes.Next()};
  float value = 0;
  std::memcpy(&value, four, sizeof(value));
  return value;
}

WordMap MapFrom(fuzzing::Bytes bytes) {
  WordMap map;
  for (std::size_t i = 0; i < kWords; ++i) {
    const float x = FloatFrom(bytes);
    map.points.push_back({x, FloatFrom(bytes)});
    map.levels.push_back(bytes.Next() % 20);
    map.clusters.push_back(bytes.Next());
    map.hubs.push_back(bytes.Next() % 6);
    map.trust.push_back(bytes.Next());
  }
  map.quality.recall = FloatFrom(bytes);
  return map;
}

}  // namespace
}  // namespace hogvec

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const hogvec::fuzzing::Folder folder;
  const std::string_view bytes = hogvec::fuzzing::TextOf(data, size);
  const auto out = folder.path() / "out";
  hogvec::Read(folder.Write("in", bytes), out);
  hogvec::Read(folder.Write("in", hogvec::fuzzing::WithChecksum(bytes)), out);
  hogvec::WriteAndRead(out, hogvec::MapFrom(hogvec::fuzzing::Bytes(bytes)));
  return 0;
}

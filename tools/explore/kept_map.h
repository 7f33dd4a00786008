#ifndef HOGVEC_EXPLORE_KEPT_MAP_H_
#define HOGVEC_EXPLORE_KEPT_MAP_H_

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>

#include "explore/settings.h"
#include "hogvec/layout.h"

namespace hogvec::explore {

// Where the map of a model is kept: beside its vectors, called vectors.bin.map; with --top 1000,
// which are other vectors, vectors.bin.top1000.map. The map of a further model begins from that of
// the first and so has a name of its own, b.bin.from.a.bin.map. Empty if none is to be kept: with
// --no-cache, and for vectors that come through a pipe.
std::filesystem::path MapPathOf(const Settings& settings, std::size_t model);

// The map that is kept there; nothing if there is none of these vectors that began from `start`.
// What is wrong with a file is said on stderr. An empty path is no file.
std::optional<WordMap> ReadKeptMap(const std::filesystem::path& path, const NeighbourSearch& of,
                                   std::span<const MapPoint> start = {});

// Keeps a map. A file that is no map stays as it is; what else is in the way is said on stderr.
void KeepMap(const std::filesystem::path& path, const WordMap& map, const NeighbourSearch& of,
             std::span<const MapPoint> start = {});

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_KEPT_MAP_H_

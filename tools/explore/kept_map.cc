#include "explore/kept_map.h"

#include <fmt/format.h>

#include <string>
#include <system_error>

#include "cli/terminal.h"
#include "hogvec/error.h"

namespace hogvec::explore {
namespace {

namespace fs = std::filesystem;

void Note(const std::string& message) {
  Say(fmt::format("{}: {}\n", kProgram, Printable(message)));
}

bool IsThere(const fs::path& path) {
  std::error_code unknown;
  return fs::exists(path, unknown);
}

// Whether a file is a map, or was one: what may be written over. A pipe would have to be waited
// for.
bool IsMap(const fs::path& path) {
  std::error_code unknown;
  return fs::is_regular_file(path, unknown) && LooksLikeMap(path);
}

std::optional<WordMap> ReadOrExplain(const fs::path& path, const NeighbourSearch& of,
                                     std::span<const MapPoint> start) {
  if (!IsMap(path)) {
    Note(fmt::format("{}: is no map, so it stays as it is and the new map is not kept",
                     path.string()));
    return std::nullopt;
  }
  try {
    return ReadMap(path, of, start);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::kMalformed) throw;
    Note(fmt::format("{}; it is made again", error.what()));
    return std::nullopt;
  }
}

}  // namespace

fs::path MapPathOf(const Settings& settings, std::size_t model) {
  const fs::path vectors = WithoutSlash(settings.vectors[model]);
  std::error_code unknown;
  const bool stays = fs::is_regular_file(vectors, unknown) || fs::is_directory(vectors, unknown);
  if (settings.no_cache || !stays) return {};
  std::string name = vectors.string();
  if (model > 0) name += ".from." + WithoutSlash(settings.vectors[0]).filename().string();
  if (settings.top > 0) name += fmt::format(".top{}", settings.top);
  return name + ".map";
}

std::optional<WordMap> ReadKeptMap(const fs::path& path, const NeighbourSearch& of,
                                   std::span<const MapPoint> start) {
  if (path.empty() || !IsThere(path)) return std::nullopt;
  try {
    return ReadOrExplain(path, of, start);
  } catch (const Error& error) {
    Note(error.what());
    return std::nullopt;
  }
}

void KeepMap(const fs::path& path, const WordMap& map, const NeighbourSearch& of,
             std::span<const MapPoint> start) {
  if (path.empty()) return;
  try {
    if (!IsThere(path) || IsMap(path)) WriteMap(path, map, of, start);
  } catch (const Error& error) {
    Note(fmt::format("the map is not kept: {}", error.what()));
  }
}

}  // namespace hogvec::explore

#include "explore/place.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "explore/bytes.h"
#include "hogvec/error.h"

namespace hogvec::explore {
namespace {

// Built when it is first asked for if the system has no thread left.
std::shared_future<PrefixIndex> IndexOf(WordsView words) {
  return std::async(std::launch::async | std::launch::deferred,
                    [words] { return PrefixIndex(words); });
}

}  // namespace

Place::Place(Model model)
    : model_(std::move(model)),
      counts_(model_.search.Counts()),
      index_(IndexOf(model_.search.words())) {}

Place::Moment Place::Now() const {
  const std::lock_guard lock(mutex_);
  return now_;
}

std::shared_ptr<const WordMap> Place::map() const { return Now().map; }

Described Place::described() const {
  const Moment now = Now();
  return {{model_.name, model_.search, counts_, now.map}, now.state, now.version};
}

void Place::RequireAsMany(std::size_t entries) const {
  const std::size_t words = model_.search.words().size();
  if (entries == words) return;
  throw Error(ErrorKind::kUsage, fmt::format("the map of {} must have {} words, it has {}",
                                             model_.name, words, entries));
}

void Place::SetState(MapState state) {
  const std::lock_guard lock(mutex_);
  if (now_.map == nullptr) now_.state = std::move(state);
}

void Place::SetPicture(std::vector<MapPoint> points) {
  RequireAsMany(points.size());
  auto picture = std::make_shared<const std::vector<MapPoint>>(std::move(points));
  const std::lock_guard lock(mutex_);
  if (now_.map != nullptr) return;
  now_.picture = std::move(picture);
  ++now_.version;
}

void Place::SetMap(WordMap map) {
  for (const std::size_t entries : {map.points.size(), map.levels.size(), map.clusters.size(),
                                    map.hubs.size(), map.trust.size()}) {
    RequireAsMany(entries);
  }
  auto finished = std::make_shared<const WordMap>(std::move(map));
  const std::lock_guard lock(mutex_);
  now_ = {{.kind = MapState::Kind::kReady}, now_.version + 1, nullptr, std::move(finished)};
}

std::string Place::MapAsBytes() const {
  const Moment now = Now();
  if (now.map != nullptr) return MapBytes(*now.map, now.version);
  if (now.picture != nullptr) return PictureBytes(*now.picture, now.version);
  const bool failed = now.state.kind == MapState::Kind::kFailed;
  throw Error(ErrorKind::kBusy,
              failed ? fmt::format("there is no map: {}", now.state.fault)
                     : "the first picture of the map is being made; ask again in a second");
}

std::string Place::WordsAsBytes() const { return WordsBytes(model_.search.words(), counts_); }

}  // namespace hogvec::explore

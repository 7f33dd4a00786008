#include "explore/map_maker.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <memory>
#include <new>
#include <optional>
#include <string>
#include <utility>

#include "cli/terminal.h"
#include "explore/common_places.h"
#include "explore/kept_map.h"
#include "hogvec/error.h"

namespace hogvec::explore {
namespace {

constexpr int kNice = 10;  // a tenth of the time of threads that answer, while these are busy

// Shows a layout while it is made.
class Relay : public LayoutObserver {
 public:
  Relay(Explorer& explorer, std::size_t model) : explorer_(explorer), model_(model) {}

  void OnProgress(const LayoutProgress& progress) override {
    explorer_.SetState(model_, {.kind = MapState::Kind::kMaking, .progress = progress});
  }

  void OnPicture(std::span<const MapPoint> points) override {
    explorer_.SetPicture(model_, {points.begin(), points.end()});
  }

 private:
  Explorer& explorer_;
  const std::size_t model_;
};

}  // namespace

MapMaker::MapMaker(Explorer& explorer, const Settings& settings)
    : explorer_(explorer), settings_(settings) {}

void MapMaker::MakeAll(const std::stop_token& stop) {
  std::vector<std::size_t> without;
  for (std::size_t model = 0; model < explorer_.size() && !stop.stop_requested(); ++model) {
    bool kept = false;
    if (!Guarded(model, [&] { kept = TakeKept(model); }) || kept) continue;
    if (Guarded(model, [&] { ShowFirst(model); })) without.push_back(model);
  }
  for (const std::size_t model : without) {
    if (!LayOutShown(model, stop)) return;
  }
}

void MapMaker::Make(std::size_t model, const std::stop_token& stop, LayoutObserver& observer) {
  if (!TakeKept(model)) LayOutNew(model, stop, observer);
}

bool MapMaker::TakeKept(std::size_t model) {
  if (model > 0 && explorer_.map(0) == nullptr) return false;  // what it began from is made again
  auto kept = ReadKeptMap(MapPathOf(settings_, model), explorer_.model(model).search,
                          OptionsFor(model).start);
  if (!kept) return false;
  Show(model, *std::move(kept));
  return true;
}

void MapMaker::ShowFirst(std::size_t model) {
  explorer_.SetPicture(model,
                       FirstPicture(explorer_.model(model).search, settings_.layout.threads));
}

// False once a stop was requested.
bool MapMaker::LayOutShown(std::size_t model, const std::stop_token& stop) {
  try {
    Guarded(model, [&] {
      Relay relay(explorer_, model);
      LayOutNew(model, stop, relay);
    });
    return true;
  } catch (const Interrupted&) {
    return false;
  }
}

void MapMaker::LayOutNew(std::size_t model, const std::stop_token& stop, LayoutObserver& observer) {
  const NeighbourSearch& search = explorer_.model(model).search;
  const LayoutOptions options = OptionsFor(model);
  WordMap map = LayOut(search, options, stop, observer);
  KeepMap(MapPathOf(settings_, model), map, search, options.start);
  Show(model, std::move(map));
}

void MapMaker::Show(std::size_t model, WordMap map) {
  explorer_.SetMap(model, std::move(map));
  explorer_.SetState(model, {.kind = MapState::Kind::kReady});
}

LayoutOptions MapMaker::OptionsFor(std::size_t model) const {
  LayoutOptions options = settings_.layout;
  const std::shared_ptr<const WordMap> first = model > 0 ? explorer_.map(0) : nullptr;
  if (first == nullptr) return options;
  options.start = CommonPlaces(first->points, explorer_.model(0).search.words(),
                               explorer_.model(model).search.words());
  return options;
}

// Whether the work was done. Lets Interrupted through.
bool MapMaker::Guarded(std::size_t model, const std::function<void()>& work) {
  try {
    work();
    return true;
  } catch (const Interrupted&) {
    throw;
  } catch (const std::bad_alloc&) {
    Fail(model, "out of memory; --top N takes fewer words");
  } catch (const std::exception& error) {
    Fail(model, error.what());
  }
  return false;
}

void MapMaker::Fail(std::size_t model, const std::string& why) {
  explorer_.SetState(model, {.kind = MapState::Kind::kFailed, .fault = why});
  Say(fmt::format("{}: no map of {}: {}\n", kProgram, Printable(explorer_.model(model).name),
                  Printable(why)));
}

void StandBack() { static_cast<void>(::setpriority(PRIO_PROCESS, 0, kNice)); }

}  // namespace hogvec::explore

#include "hogvec/layout.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/workers.h"
#include "hogvec/error.h"
#include "layout/clusters.h"
#include "layout/descent.h"
#include "layout/label_levels.h"
#include "layout/links.h"
#include "layout/map_neighbours.h"
#include "layout/nearest_words.h"
#include "layout/phase_teller.h"
#include "layout/placing.h"
#include "layout/principal.h"
#include "layout/quality.h"
#include "layout/square.h"
#include "layout/start.h"
#include "layout/surroundings.h"
#include "query/searched_rows.h"

namespace hogvec {
namespace {

using Phase = LayoutProgress::Phase;

void Require(bool holds, const char* option, const char* range) {
  if (!holds) throw Error(ErrorKind::kUsage, std::string(option) + " must be " + range, option);
}

// An entry per word: 1 for those whose rows have a direction.
std::vector<std::uint8_t> DirectionsOf(const SearchedRows& rows, std::size_t threads) {
  std::vector<std::uint8_t> has_direction(rows.size());
  std::ranges::transform(rows.AllScales(threads), has_direction.begin(),
                         [](float scale) { return HasDirection(scale) ? 1 : 0; });
  return has_direction;
}

// One layout. Words are numbered by their ids, but for the descent, which has the landmarks that
// have a direction in an order of its own.
class Layout {
 public:
  Layout(const NeighbourSearch& search, const LayoutOptions& options, const std::stop_token& stop,
         LayoutObserver& observer)
      : search_(search),
        rows_(*SearchInternals::Rows(search)),
        options_(options),
        threads_(ThreadCount(options.threads)),
        landmarks_(std::min(options.landmarks, rows_.size())),
        stop_(stop),
        observer_(observer),
        teller_({rows_.size(), landmarks_, rows_.dim(), options.iterations}, observer),
        has_direction_(DirectionsOf(rows_, threads_)) {}

  WordMap Run() {
    components_ = PrincipalComponents(rows_, threads_);
    observer_.OnPicture(OnSquare(components_, has_direction_));
    const NearestWords nearest = FindNearest();
    const Links links(nearest, landmarks_, options_.neighbours);
    std::vector<MapPoint> places = MoveLandmarks(links, nearest);
    PlaceOthers(nearest, places);
    WordMap map = Described(nearest, OnSquare(places, has_direction_));
    observer_.OnProgress({.phase = Phase::kJudging, .done = 1});
    return map;
  }

 private:
  NearestWords FindNearest() {
    const auto words = static_cast<double>(rows_.size());
    return FindNearestWords(search_, landmarks_, std::max(options_.neighbours, kTrustNeighbours),
                            has_direction_, stop_, [&](std::size_t done) {
                              teller_.Tell(Phase::kNeighbours, static_cast<double>(done) / words);
                            });
  }

  std::vector<std::uint32_t> Landmarks() const {
    std::vector<std::uint32_t> words;
    for (std::uint32_t word = 0; word < landmarks_; ++word) {
      if (has_direction_[word] != 0) words.push_back(word);
    }
    return words;
  }

  // Steps are short: with fewer points for each, starting threads would take longer than they save.
  std::size_t StepThreads() const {
    constexpr std::size_t kPointsPerThread = 5'000;
    return std::clamp<std::size_t>(landmarks_ / kPointsPerThread, 1, threads_);
  }

  std::vector<MapPoint> MoveLandmarks(const Links& links, const NearestWords& nearest) {
    order_ = AlongCurve(components_, Landmarks());
    Descent descent(links.InOrder(order_),
                    options_.start.empty()
                        ? StartOf(components_, order_, options_.seed)
                        : StartOfGiven(options_.start, nearest, order_, options_.seed),
                    StepThreads());
    std::vector<MapPoint> places(rows_.size());
    for (std::size_t step = 0; step < options_.iterations && order_.size() > 1; ++step) {
      if (stop_.stop_requested()) throw Interrupted("the layout was stopped");
      descent.Step();
      teller_.Tell(Phase::kMoving,
                   static_cast<double>(step + 1) / static_cast<double>(options_.iterations));
      if (teller_.IsTimeForPicture()) ShowLandmarks(descent.points(), places);
    }
    PutInto(descent.points(), places);
    return places;
  }

  void PutInto(std::span<const MapPoint> of_landmarks, std::vector<MapPoint>& places) const {
    for (std::size_t i = 0; i < order_.size(); ++i) places[order_[i]] = of_landmarks[i];
  }

  // Other words stay at the middle until they are placed.
  void ShowLandmarks(std::span<const MapPoint> of_landmarks, std::vector<MapPoint>& places) {
    PutInto(of_landmarks, places);
    observer_.OnPicture(OnSquare(places, has_direction_));
  }

  void PlaceOthers(const NearestWords& nearest, std::vector<MapPoint>& places) {
    if (landmarks_ == rows_.size() || order_.empty()) return;
    if (stop_.stop_requested()) throw Interrupted("the layout was stopped");
    teller_.Tell(Phase::kPlacing, 0);
    std::vector<MapPoint> fixed;
    std::vector<std::uint32_t> index(landmarks_);
    for (const std::uint32_t word : order_) {
      index[word] = static_cast<std::uint32_t>(fixed.size());
      fixed.push_back(places[word]);
    }
    const auto near = [&](std::size_t i) {
      std::vector<std::uint32_t> of_word;
      for (const std::uint32_t id : nearest.Of(landmarks_ + i)) {
        if (id != kNoNeighbour) of_word.push_back(index[id]);
      }
      return of_word;
    };
    const auto others = PlaceBetween(fixed, rows_.size() - landmarks_, near, threads_);
    std::ranges::copy(others, places.begin() + static_cast<std::ptrdiff_t>(landmarks_));
  }

  WordMap Described(const NearestWords& nearest, std::vector<MapPoint> points) {
    WordMap map;
    map.points = std::move(points);
    teller_.Tell(Phase::kJudging, 0);
    map.levels = LabelLevels(map.points, LabelColumns(search_.words()));
    map.hubs = HubsOf(nearest, kTrustNeighbours);
    map.clusters = ClustersOf(
        rows_, {.most = options_.clusters, .threads = threads_, .seed = options_.seed}, stop_);
    Judge(nearest, map);
    return map;
  }

  void Judge(const NearestWords& nearest, WordMap& map) {
    const std::span<const MapPoint> points(map.points);
    const std::vector<std::uint32_t> first = FirstOf(nearest, kTrustNeighbours);
    const MapNeighbours of_landmarks(points.first(landmarks_));
    const MapTrust trust =
        TrustOf(of_landmarks, std::span(first).first(landmarks_ * kTrustNeighbours), threads_);
    map.trust = trust.of_words;
    map.trust.resize(map.points.size(), WordMap::kUnknownTrust);
    const JudgeOptions options{.threads = threads_, .seed = options_.seed};
    const bool all = landmarks_ == points.size();
    map.quality =
        JudgeMap(rows_, points, all ? of_landmarks : MapNeighbours(points), options, stop_);
    if (all) map.quality.recall = trust.mean;
  }

  const NeighbourSearch& search_;
  const SearchedRows& rows_;
  const LayoutOptions& options_;
  const std::size_t threads_, landmarks_;
  const std::stop_token& stop_;
  LayoutObserver& observer_;
  PhaseTeller teller_;
  const std::vector<std::uint8_t> has_direction_;
  std::vector<MapPoint> components_;
  std::vector<std::uint32_t> order_;  // of the descent: the landmarks that have a direction
};

}  // namespace

void CheckOptions(const LayoutOptions& options) {
  Require(options.neighbours >= 1 && options.neighbours <= 200, "neighbours", "from 1 to 200");
  Require(options.landmarks >= 1'000, "landmarks", "at least 1,000");
  Require(options.iterations <= 100'000, "iterations", "at most 100,000");
  Require(options.clusters >= 1 && options.clusters <= 65'535, "clusters", "from 1 to 65,535");
}

WordMap LayOut(const NeighbourSearch& search, const LayoutOptions& options,
               const std::stop_token& stop, LayoutObserver& observer) {
  CheckOptions(options);
  if (!options.start.empty() && options.start.size() != search.words().size()) {
    throw Error(ErrorKind::kUsage, "a start needs one point for each word");
  }
  return Layout(search, options, stop, observer).Run();
}

WordMap LayOut(const NeighbourSearch& search, const LayoutOptions& options,
               const std::stop_token& stop) {
  LayoutObserver nobody;
  return LayOut(search, options, stop, nobody);
}

std::vector<MapPoint> FirstPicture(const NeighbourSearch& search, std::size_t threads) {
  const SearchedRows& rows = *SearchInternals::Rows(search);
  const std::size_t count = ThreadCount(threads);
  return OnSquare(PrincipalComponents(rows, count), DirectionsOf(rows, count));
}

}  // namespace hogvec

#include "layout/quality.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "base/parts.h"
#include "base/random.h"
#include "layout/surroundings.h"
#include "query/search_kernel.h"

namespace hogvec {
namespace {

constexpr std::size_t kTriples = 20;  // of each word

// Parts of the random numbers: the words that are judged, and the triples of each.
constexpr std::uint64_t kDrawnWords = 0, kDrawnTriples = 1;

double SquareDistance(const MapPoint& a, const MapPoint& b) {
  const double x = double{a.x} - b.x, y = double{a.y} - b.y;
  return x * x + y * y;
}

double Share(std::size_t part, std::size_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

// The share of the given ids that are among as many nearest on the map; nothing if none are given.
std::optional<double> ShareFound(const MapNeighbours& map, std::uint32_t word,
                                 std::span<const std::uint32_t> nearest) {
  std::array<std::uint32_t, kTrustNeighbours> there;
  const auto given =
      nearest.size() - static_cast<std::size_t>(std::ranges::count(nearest, kNoNeighbour));
  if (given == 0) return std::nullopt;
  const auto near = std::span(there).first(given);
  map.Nearest(word, near);
  const auto found = std::ranges::count_if(near, [&](std::uint32_t id) {
    return id != kNoNeighbour && std::ranges::find(nearest, id) != nearest.end();
  });
  return Share(static_cast<std::size_t>(found), given);
}

std::vector<std::uint32_t> WordsWithDirection(std::span<const float> scales,
                                              std::span<const MapPoint> points) {
  std::vector<std::uint32_t> words;
  for (std::uint32_t id = 0; id < points.size(); ++id) {
    const bool finite = std::isfinite(points[id].x) && std::isfinite(points[id].y);
    if (HasDirection(scales[id]) && finite) words.push_back(id);
  }
  return words;
}

// Some of the words, in their order; all if there are no more.
std::vector<std::uint32_t> Drawn(std::vector<std::uint32_t> words, const JudgeOptions& options) {
  if (words.size() <= options.words) return words;
  Random random(options.seed, RandomPurpose::kMapQuality, kDrawnWords);
  for (std::size_t i = 0; i < options.words; ++i) {
    const auto left = static_cast<std::uint32_t>(words.size() - i);
    std::swap(words[i], words[i + random.Below(left)]);
  }
  words.resize(options.words);
  std::ranges::sort(words);
  return words;
}

// Of N words.
double RecallOf(std::span<const Surroundings> sample, std::size_t words) {
  const std::size_t wanted = std::min(kTrustNeighbours, words - 1);
  std::size_t found = 0;
  for (const Surroundings& around : sample) {
    for (std::size_t i = 0; i < wanted; ++i) {
      if (around.nearest[i] != kNoNeighbour && around.nearer[i] < wanted) ++found;
    }
  }
  return Share(found, wanted * sample.size());
}

// 1 - 2 / (n k (2N - 3k - 1)) times the sum of (rank - k) over those of the k nearest on the map
// that are not among the k nearest in the space, for n of N words. Defined for k below N / 2.
double TrustworthinessOf(std::span<const Surroundings> sample, std::size_t words) {
  const std::size_t k = std::min(Surroundings::kWords, (words - 1) / 2);
  if (k == 0) return 1;
  std::size_t beyond = 0;
  for (const Surroundings& around : sample) {
    for (std::size_t i = 0; i < k; ++i) {
      if (around.nearest[i] == kNoNeighbour || around.nearer[i] < k) continue;
      beyond += around.nearer[i] + 1 - k;
    }
  }
  return 1 - 2 * Share(beyond, sample.size() * k * (2 * words - 3 * k - 1));
}

// Draws triples of words, and finds which are in the right order on the map.
class Triples {
 public:
  Triples(const SearchedRows& rows, std::span<const MapPoint> points,
          std::span<const std::uint32_t> words)
      : rows_(rows), points_(points), words_(words) {}

  void DrawFor(std::uint32_t word, std::uint64_t seed) {
    Random random(seed, RandomPurpose::kMapQuality, kDrawnTriples, word);
    for (std::size_t i = 0; i < kTriples; ++i) {
      const std::uint32_t a = Draw(random);
      const std::uint32_t b = Draw(random);
      if (a != word && b != word) Count(word, a, b);
    }
  }

  double ShareRight() const { return counted_ == 0 ? 1 : right_ / static_cast<double>(counted_); }

 private:
  std::uint32_t Draw(Random& random) const {
    return words_[random.Below(static_cast<std::uint32_t>(words_.size()))];
  }

  // Two words that are equally near in the space have no right order.
  void Count(std::uint32_t word, std::uint32_t a, std::uint32_t b) {
    const float to_a = CosineOf(word, a), to_b = CosineOf(word, b);
    if (to_a == to_b) return;
    if (to_a < to_b) std::swap(a, b);
    const double near = SquareDistance(points_[word], points_[a]);
    const double far = SquareDistance(points_[word], points_[b]);
    ++counted_;
    if (near <= far) right_ += near < far ? 1 : 0.5;
  }

  float CosineOf(std::uint32_t a, std::uint32_t b) const {
    return SearchKernel().dot(rows_.Address(a), rows_.Address(b), rows_.dim()) * rows_.Scale(a) *
           rows_.Scale(b);
  }

  const SearchedRows& rows_;
  std::span<const MapPoint> points_;
  std::span<const std::uint32_t> words_;
  std::size_t counted_ = 0;
  double right_ = 0;
};

}  // namespace

MapTrust TrustOf(const MapNeighbours& map, std::span<const std::uint32_t> nearest,
                 std::size_t threads) {
  std::vector<std::optional<float>> shares(map.size());
  RunParts(threads, map.places(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t place = begin; place < end; ++place) {
      const std::uint32_t id = map.IdAt(place);
      const auto given = nearest.subspan(id * kTrustNeighbours, kTrustNeighbours);
      if (const auto share = ShareFound(map, id, given)) shares[id] = static_cast<float>(*share);
    }
  });
  MapTrust trust{.of_words = std::vector<std::uint8_t>(map.size(), WordMap::kUnknownTrust)};
  double sum = 0;
  std::size_t known = 0;
  for (std::size_t id = 0; id < shares.size(); ++id) {
    if (!shares[id]) continue;
    trust.of_words[id] = static_cast<std::uint8_t>(std::lround(100 * *shares[id]));
    sum += *shares[id];
    ++known;
  }
  if (known > 0) trust.mean = sum / static_cast<double>(known);
  return trust;
}

MapQuality JudgeMap(const SearchedRows& rows, std::span<const MapPoint> points,
                    const MapNeighbours& map, const JudgeOptions& options,
                    const std::stop_token& stop) {
  const auto words = WordsWithDirection(rows.AllScales(options.threads), points);
  const auto drawn = Drawn(words, options);
  if (words.size() < 2 || drawn.empty()) return {1, 1, 1};
  const auto sample = SurroundingsOf(rows, map, drawn, options.threads, stop);
  Triples triples(rows, points, words);
  for (const std::uint32_t word : drawn) triples.DrawFor(word, options.seed);
  return {RecallOf(sample, words.size()), TrustworthinessOf(sample, words.size()),
          triples.ShareRight()};
}

}  // namespace hogvec

#ifndef HOGVEC_LAYOUT_H_
#define HOGVEC_LAYOUT_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "hogvec/neighbours.h"

namespace hogvec {

// A place on a map. Maps lie in the square from -1 to 1.
struct MapPoint {
  float x = 0, y = 0;

  bool operator==(const MapPoint&) const = default;
};

// How much of the vectors' space a map keeps. Each figure is from 0 to 1.
struct MapQuality {
  // The mean share of a word's ten nearest words that are among its ten nearest on the map.
  double recall = 0;
  // Of its 15 nearest on the map, how few are far away in the space (Venna and Kaski 2001).
  double trustworthiness = 0;
  // Of random triples of words, the share in which the nearer of two words is nearer on the map
  // too; 0.5 by chance. What it measures is the large-scale order.
  double triplets = 0;

  bool operator==(const MapQuality&) const = default;
};

// A map of words in the plane, and what was found out in making it. Each list has an entry for each
// word, in the order of their ids.
struct WordMap {
  // The zoom levels from which on a label may be shown: kLabelLevels for one that never has room.
  static constexpr std::uint8_t kLabelLevels = 18;
  // What `trust` says of a word whose neighbours were not looked at.
  static constexpr std::uint8_t kUnknownTrust = 255;

  std::vector<MapPoint> points;
  std::vector<std::uint8_t> levels;     // see LabelLevels in layout/label_levels.h
  std::vector<std::uint16_t> clusters;  // found in the full space, not on the map; largest first
  std::vector<std::uint32_t> hubs;      // how many words have this one among their ten nearest
  std::vector<std::uint8_t> trust;      // the word's own recall in per cent, or kUnknownTrust
  MapQuality quality;

  bool operator==(const WordMap&) const = default;
};

struct LayoutOptions {
  std::size_t neighbours = 15;      // links per word
  std::size_t landmarks = 150'000;  // the most frequent words, which are laid out exactly
  std::size_t iterations = 500;     // of moving all words
  std::size_t clusters = 48;        // at most
  std::size_t threads = 0;          // 0: one per core
  std::uint64_t seed = 1;
  // Where to begin, one point for each word, such as the map of another model of these words; NaN
  // for words without a place. Empty: the first two principal components.
  std::vector<MapPoint> start = {};
};

// How far a layout is.
struct LayoutProgress {
  enum class Phase { kNeighbours, kMoving, kPlacing, kJudging };
  Phase phase = Phase::kNeighbours;
  double done = 0;          // of all phases together, from 0 to 1
  double seconds_left = 0;  // at the speed so far; 0 while that is unknown
};

// What a phase is called in a sentence: "finding neighbours".
const char* NameOf(LayoutProgress::Phase phase);

// Is informed of a layout, about twice a second.
//
// Called on a thread of the library's or on the one that lays out, by one at a time, and never
// after LayOut() has returned. What it throws stops the layout, and comes out of LayOut().
class LayoutObserver {
 public:
  virtual ~LayoutObserver() = default;
  virtual void OnProgress(const LayoutProgress&) {}

  // The map as far as it is: the first picture, within a second or two, then about every second.
  // Valid during the call only.
  virtual void OnPicture(std::span<const MapPoint>) {}
};

// Throws Error{kUsage} for numbers out of range: 1 to 200 neighbours, at least 1,000 landmarks, up
// to 100,000 iterations, 1 to 65,535 clusters. `start` is not looked at.
void CheckOptions(const LayoutOptions& options);

// Lays the words of a search out in the plane, so that near words lie near each other: t-SNE (van
// der Maaten and Hinton 2008) on the graph of exact nearest neighbours, from the principal
// components, with its repulsion computed on a grid by FFT (Linderman et al. 2019). Words after the
// first `landmarks` get their neighbours among these and are placed between them. Rows of zeros and
// values that are not finite have no neighbours, and are set apart at the rim.
//
// Hubs and trust are counted among landmarks; other words are nobody's neighbours then, and their
// trust is unknown. Quality is that of all words.
//
// One thread gives the same map for the same vectors, options and seed each time. Throws
// Error{kUsage} as CheckOptions, and for a `start` of another size; Error{kResource} if memory runs
// out; Interrupted if `stop` was requested; and what the observer throws. No words, one or two have
// a map as well.
WordMap LayOut(const NeighbourSearch& search, const LayoutOptions& options,
               const std::stop_token& stop = {});
WordMap LayOut(const NeighbourSearch& search, const LayoutOptions& options,
               const std::stop_token& stop, LayoutObserver& observer);

// The first two principal components of the unit vectors: a first picture, in a fraction of a
// second.
std::vector<MapPoint> FirstPicture(const NeighbourSearch& search, std::size_t threads = 0);

// Writes a map, whole or not at all, with a fingerprint of the vectors and words that it is of, and
// of the `start` that it began from (LayoutOptions), if it did. Throws Error{kUsage} unless it is
// of as many words; Error{kCannotCreate}, Error{kIo}.
void WriteMap(const std::filesystem::path& path, const WordMap& map, const NeighbourSearch& of,
              std::span<const MapPoint> start = {});

// Reads what WriteMap wrote. Throws Error{kNoInput}, Error{kIo}; Error{kMalformed} for a file that
// is damaged, no map, or the map of other vectors than those of `of` or from another start; all of
// the vectors are read to compare them.
WordMap ReadMap(const std::filesystem::path& path, const NeighbourSearch& of,
                std::span<const MapPoint> start = {});

// Whether a file starts like a map, damaged or not: any other should not be overwritten by one.
// Throws Error{kNoInput}, Error{kIo}.
bool LooksLikeMap(const std::filesystem::path& path);

}  // namespace hogvec

#endif  // HOGVEC_LAYOUT_H_

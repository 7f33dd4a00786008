#ifndef HOGVEC_LAYOUT_START_H_
#define HOGVEC_LAYOUT_START_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hogvec/layout.h"
#include "layout/nearest_words.h"

namespace hogvec {

// Where the descent of these words begins: the principal components with a standard deviation of 3,
// in units of the kernel's width, so that all words still move each other. Wider starts kept more
// of the large-scale order and less of the neighbours: 0.597 and 0.591 of the triplets, and 0.336
// and 0.342 of the neighbours, with deviations of 10 and less than 1, for 20,000 words. Each place
// is moved by some thousandths at random, since words with equal vectors could never part
// otherwise.
std::vector<MapPoint> StartOf(std::span<const MapPoint> components,
                              std::span<const std::uint32_t> words, std::uint64_t seed);

// The same from given places, on a larger scale, since their order is to be kept. Words without a
// place (NaN) begin between those of their nearest words that have one, or at the origin.
std::vector<MapPoint> StartOfGiven(std::span<const MapPoint> given, const NearestWords& nearest,
                                   std::span<const std::uint32_t> words, std::uint64_t seed);

// Words along a curve that keeps those together which are near each other on the plane (Morton
// 1966): in this order, a word's neighbours are near it in memory too.
std::vector<std::uint32_t> AlongCurve(std::span<const MapPoint> points,
                                      std::span<const std::uint32_t> words);

}  // namespace hogvec

#endif  // HOGVEC_LAYOUT_START_H_

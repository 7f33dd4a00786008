#ifndef HOGVEC_EXPLORE_SINGLE_FILE_H_
#define HOGVEC_EXPLORE_SINGLE_FILE_H_

#include <cstddef>
#include <functional>
#include <span>
#include <string>

#include "explore/explorer.h"
#include "page/assets.h"

namespace hogvec::explore {

// More would make a file that browsers take long to open.
inline constexpr std::size_t kMostWordsOfFile = 100'000;

// The nearest words that are kept of each word.
inline constexpr std::size_t kNeighboursOfFile = 30;

// The page and all that it shows as one HTML file, which needs neither a server nor a network:
// `page` are the files of the page (page/inline_page.h says how they become one).
//
// What the page would ask for is in elements <script type="application/octet-stream" id=ID>, each
// the base64 (RFC 4648, without line breaks) of gzip of the bytes below, all little-endian. M is
// the number of a model, C of a column, N the number of the model's words.
//
// hogvec-about: JSON as of `api/about`, with "file":true, and "subwords":false throughout.
//
// hogvec-map-M, hogvec-words-M, hogvec-column-C: as of `api/map?m=M`, `api/words?m=M`, and
// `api/column?c=C`.
//
// hogvec-rows-M: "HVR1"; u32 N, D (dimensions), T (16 bytes in all); f32 lengths[N]; f32 scales[N];
// i8 values[N * D]. The unit vector of word i is scales[i] * values[i * D ...]; `lengths` are those
// of the vectors as they were. A row of zeros has scale 0; one that is not finite has scale and
// length NaN and is never an answer. T is 1 if cosines with words of model 0 mean something: for
// model 0, and for a later one that was turned onto it; 0 for one with other dimensions or without
// common words.
//
// hogvec-near-M: "HVK1"; u32 N, K (at most 30), and a zero (16 bytes in all); then five planes of
// N * K bytes each: ids & 255, ids >> 8 & 255, ids >> 16; drops & 255, drops >> 8. Entry i * K + j
// is the j-th nearest word of word i, found exactly and without i itself; an id of 0xFFFFFF stands
// for none. Its similarity is 1 - (the sum of drops i * K ... i * K + j) / 10000.
//
// Finding all neighbours takes as long as comparing each word with all others. `progress`, if there
// is one, gets how much of it is done, from 0 to 1, a few times a second; what it throws stops
// the work and comes out.
//
// Throws Error{kUsage} if a model has more than kMostWordsOfFile words, and Error{kBusy} if one has
// no finished map.
std::string SingleFile(const Explorer& explorer, std::span<const page::Asset> page,
                       const std::function<void(double)>& progress = {});

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_SINGLE_FILE_H_

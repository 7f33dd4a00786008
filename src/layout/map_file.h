#ifndef HOGVEC_LAYOUT_MAP_FILE_H_
#define HOGVEC_LAYOUT_MAP_FILE_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

#include "hogvec/layout.h"

namespace hogvec {

// The file of a map: a tensor file (io/tensor_file.h) with the arrays `points` (F32, rows x 2),
// `levels` (U8), `clusters` (U16), `hubs` (U32), `trust` (U8) and `quality` (F64: recall,
// trustworthiness, triplets), and as metadata the format's name and the fingerprint of the vectors
// and their words.

// A hash of all words and all values of the rows; and of the places that a map began from, if any
// were given.
std::uint64_t MapFingerprintOf(const NeighbourSearch& search, std::span<const MapPoint> start = {});

// Throws as WriteMap. Each list of the map must be as long as its points.
void WriteMapOf(std::uint64_t fingerprint, const std::filesystem::path& path, const WordMap& map);

// Throws as ReadMap if the file is damaged or the map of other vectors.
WordMap ReadMapOf(std::uint64_t fingerprint, const std::filesystem::path& path, std::size_t words);

}  // namespace hogvec

#endif  // HOGVEC_LAYOUT_MAP_FILE_H_

#ifndef HOGVEC_EXPLORE_BYTES_H_
#define HOGVEC_EXPLORE_BYTES_H_

#include <cstdint>
#include <span>
#include <string>

#include "explore/columns.h"
#include "hogvec/layout.h"
#include "hogvec/words_view.h"

namespace hogvec::explore {

// The bytes of `api/map`, `api/words` and `api/column`, as README.md has them.

// A picture of a map that is not finished, and a finished one.
std::string PictureBytes(std::span<const MapPoint> points, std::uint32_t version);
std::string MapBytes(const WordMap& map, std::uint32_t version);

// `counts` are empty, or of each word. Throws Error{kResource} if the text takes 4 GiB or more.
std::string WordsBytes(WordsView words, std::span<const std::uint64_t> counts);

std::string ColumnBytes(const Column& column);

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_BYTES_H_

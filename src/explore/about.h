#ifndef HOGVEC_EXPLORE_ABOUT_H_
#define HOGVEC_EXPLORE_ABOUT_H_

#include <cstdint>
#include <span>

#include "explore/columns.h"
#include "explore/explored.h"
#include "explore/explorer.h"

namespace hogvec::explore {

// A model, and what its map has come to: `version` counts its pictures.
struct Described {
  Explored model;
  MapState state;
  std::uint32_t version = 0;
};

// The answer to `api/about` (README.md).
Json AboutAnswer(std::span<const Described> models, std::span<const Column> columns);

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_ABOUT_H_

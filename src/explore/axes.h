#ifndef HOGVEC_EXPLORE_AXES_H_
#define HOGVEC_EXPLORE_AXES_H_

#include <cstddef>

#include "explore/explored.h"
#include "explore/parameters.h"

namespace hogvec::explore {

// The most points of a scatter.
inline constexpr std::size_t kMostPoints = 5000;

// The answer to `api/axes` (README.md). Throws Error{kUsage} for what is no axis, UnknownWord, and
// Error{kBusy} for an axis that only a finished map knows.
Json AxesAnswer(const Explored& model, const Parameters& parameters);

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_AXES_H_

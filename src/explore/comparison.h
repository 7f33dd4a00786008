#ifndef HOGVEC_EXPLORE_COMPARISON_H_
#define HOGVEC_EXPLORE_COMPARISON_H_

#include <cstddef>
#include <span>

#include "explore/explored.h"
#include "explore/parameters.h"
#include "explore/turns.h"

namespace hogvec::explore {

// Of how many shared words, the most frequent, `by=neighbours` finds those that changed most.
inline constexpr std::size_t kMostByNeighbours = 5000;

// The answers to `api/compare` and `api/changed` (README.md) about `models`, whose turns are kept
// in `turns`. Throw UnknownWord for a word that no model has, Error{kUsage} for what is no
// question, and Error{kNotFound} for models that have no words in common.
Json CompareAnswer(std::span<const Explored> models, const Parameters& parameters, Turns& turns);
Json ChangedAnswer(std::span<const Explored> models, const Parameters& parameters, Turns& turns);

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_COMPARISON_H_

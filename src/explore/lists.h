#ifndef HOGVEC_EXPLORE_LISTS_H_
#define HOGVEC_EXPLORE_LISTS_H_

#include "explore/explored.h"
#include "explore/parameters.h"

namespace hogvec::explore {

// The answers to `api/list` and `api/clusters` (README.md). Throw Error{kUsage} for an order that
// there is not, and Error{kBusy} for what only a finished map knows.
Json ListAnswer(const Explored& model, const Parameters& parameters);
Json ClustersAnswer(const Explored& model);

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_LISTS_H_

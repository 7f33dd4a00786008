#ifndef HOGVEC_EXPLORE_OPEN_MODELS_H_
#define HOGVEC_EXPLORE_OPEN_MODELS_H_

#include <vector>

#include "explore/explorer.h"
#include "explore/settings.h"

namespace hogvec::explore {

// The vectors of all files, read into memory: a mapped file that is cut short while it is served
// would end the process (SIGBUS). Warnings of a lenient reading go to stderr. Throws as ReadVectors
// does.
std::vector<Model> OpenModels(const Settings& settings);

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_OPEN_MODELS_H_

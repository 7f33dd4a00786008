#ifndef HOGVEC_ATLAS_PAIRS_H_
#define HOGVEC_ATLAS_PAIRS_H_

#include <string>

namespace hogvec::atlas {

// Appends the word pairs whose similarity follows from the facts, as lines
// `word<TAB>word<TAB>score` with a score from 0 (nothing in common) to 10.
void AppendPairs(std::string& out);

}  // namespace hogvec::atlas

#endif  // HOGVEC_ATLAS_PAIRS_H_

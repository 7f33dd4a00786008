#ifndef HOGVEC_SUBWORDS_WITH_OTHERS_H_
#define HOGVEC_SUBWORDS_WITH_OTHERS_H_

#include "hogvec/subwords.h"

namespace hogvec {

// The vectors of `newer`, and those of `older` for all other buckets: what is left when some of a
// model's n-grams were trained further. Both must have the same options and length.
Subwords WithOthers(const Subwords& newer, const Subwords& older);

}  // namespace hogvec

#endif  // HOGVEC_SUBWORDS_WITH_OTHERS_H_

#ifndef HOGVEC_RUN_SAME_BEGINNING_H_
#define HOGVEC_RUN_SAME_BEGINNING_H_

#include "hogvec/replicas.h"
#include "hogvec/vocabulary.h"
#include "model/layers.h"

namespace hogvec {

// Throws Error{kUsage} if ranks begin with different words, counts or rows, as from files of one
// name and other content on another machine. Collective.
void RequireSameBeginning(Replicas& replicas, const Vocabulary& vocabulary, const Layers& model);

}  // namespace hogvec

#endif  // HOGVEC_RUN_SAME_BEGINNING_H_

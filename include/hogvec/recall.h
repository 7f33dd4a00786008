#ifndef HOGVEC_RECALL_H_
#define HOGVEC_RECALL_H_

#include <cstddef>

#include "hogvec/graph_index.h"
#include "hogvec/neighbours.h"

namespace hogvec {

// How many of the true neighbours an index finds, and how fast it is.
struct Recall {
  std::size_t questions = 0;
  double share = 0;          // of the 10 nearest words that the index finds as well: recall@10
  double exact_seconds = 0;  // per question, of a batch
  double index_seconds = 0;
};

// Asks an exact search and the index for the 10 nearest words of up to 1,000 words, evenly spread
// over the vocabulary, on all threads of `search`. These are other words than those by which the
// index chose its breadth, if there are enough. The range of the search and the index that it uses
// have no effect. Throws Error{kUsage} if the index is not one of the rows of `search`
// (GraphIndex::IsOf).
Recall MeasureRecall(const NeighbourSearch& search, const GraphIndex& index, std::size_t breadth);

}  // namespace hogvec

#endif  // HOGVEC_RECALL_H_

#ifndef HOGVEC_RECALL_H_
#define HOGVEC_RECALL_H_

#include <cstddef>

#include "hogvec/graph_index.h"
#include "hogvec/neighbours.h"

namespace hogvec {

// How well an index finds what an exact search finds, and how fast both are.
struct Recall {
  std::size_t questions = 0;
  double share = 0;          // of the 10 nearest words that the index finds, too
  double exact_seconds = 0;  // per question, many asked at once
  double index_seconds = 0;
};

// Asks both for the 10 nearest of up to 1,000 words, evenly spread over all that have a direction,
// on all threads of `search`. They are others than those by which the index chose its breadth, if
// there are as many. What the search is restricted to, and the index that it uses, don't count.
Recall MeasureRecall(const NeighbourSearch& search, const GraphIndex& index, std::size_t breadth);

}  // namespace hogvec

#endif  // HOGVEC_RECALL_H_

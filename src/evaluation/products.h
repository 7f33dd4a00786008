#ifndef HOGVEC_EVALUATION_PRODUCTS_H_
#define HOGVEC_EVALUATION_PRODUCTS_H_

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "hogvec/neighbours.h"

namespace hogvec {

// An analogy: the first word is to the second as the third is to ...
using Analogy = std::array<WordId, 3>;

// The first answer to each of these by 3CosMul, as NeighbourSearch::AnalogyByProduct has it,
// nothing where no word may be an answer. Cosines of all words asked with a block of rows are one
// product of matrices, so that thousands take little longer than dozens one by one.
std::vector<std::optional<WordId>> AnswersByProduct(const NeighbourSearch& search,
                                                    std::span<const Analogy> analogies);

}  // namespace hogvec

#endif  // HOGVEC_EVALUATION_PRODUCTS_H_

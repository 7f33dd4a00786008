#ifndef HOGVEC_EXPLORE_QUESTIONS_H_
#define HOGVEC_EXPLORE_QUESTIONS_H_

#include "explore/explored.h"
#include "explore/parameters.h"

namespace hogvec::explore {

// The answers to `api/near`, `api/ask`, `api/analogy`, `api/between`, `api/odd` and `api/matrix`
// (README.md): what `hogvec-query --json` answers, and what the map knows besides. Throw
// Error{kUsage} for what is no question or too large a one, and UnknownWord.
Json NearAnswer(const Explored& model, const Parameters& parameters);
Json SumAnswer(const Explored& model, const Parameters& parameters);
Json AnalogyAnswer(const Explored& model, const Parameters& parameters);
Json BetweenAnswer(const Explored& model, const Parameters& parameters);
Json OddAnswer(const Explored& model, const Parameters& parameters);
Json MatrixAnswer(const Explored& model, const Parameters& parameters);

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_QUESTIONS_H_

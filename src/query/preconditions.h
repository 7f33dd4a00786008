#ifndef HOGVEC_QUERY_PRECONDITIONS_H_
#define HOGVEC_QUERY_PRECONDITIONS_H_

#include <cstddef>
#include <span>

#include "hogvec/neighbours.h"

namespace hogvec {

// What every question is checked for, once, before rows are read. All throw Error{kUsage}.

// That a query, or the vector of an unseen word, is as long as the vectors.
void RequireLength(const Query& query, std::size_t dim);
void RequireLength(std::span<const float> unseen, std::size_t dim);

// That each id is that of a word.
void RequireWords(std::span<const WordId> ids, std::size_t words);

// That there is a word at all.
void RequireSome(std::size_t words);

}  // namespace hogvec

#endif  // HOGVEC_QUERY_PRECONDITIONS_H_

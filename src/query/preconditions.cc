#include "query/preconditions.h"

#include <fmt/format.h>

#include "hogvec/error.h"

namespace hogvec {

void RequireLength(const Query& query, std::size_t dim) {
  if (query.values.size() == dim) return;
  throw Error(ErrorKind::kUsage, fmt::format("the query has {} values, the vectors have {}",
                                             query.values.size(), dim));
}

void RequireLength(std::span<const float> unseen, std::size_t dim) {
  if (unseen.size() == dim) return;
  throw Error(ErrorKind::kUsage, fmt::format("the unseen word has {} values, the vectors have {}",
                                             unseen.size(), dim));
}

void RequireWords(std::span<const WordId> ids, std::size_t words) {
  for (const WordId id : ids) {
    if (ToIndex(id) < words) continue;
    throw Error(ErrorKind::kUsage,
                fmt::format("no word has the id {}; there are {} words", ToIndex(id), words));
  }
}

void RequireSome(std::size_t words) {
  if (words == 0) throw Error(ErrorKind::kUsage, "expected at least one word, found none");
}

}  // namespace hogvec

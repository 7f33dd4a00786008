#include "base/workers.h"
#include "hogvec/neighbours.h"
#include "query/preconditions.h"
#include "query/scan.h"
#include "query/searched_rows.h"

namespace hogvec {

std::vector<std::vector<Neighbour>> NearestRows(const EmbeddingTable& table,
                                                std::span<const WordId> words, std::size_t count,
                                                std::size_t threads) {
  RequireWords(words, table.rows());
  const SearchedRows rows(table);
  std::vector<Query> queries;
  for (const WordId word : words) queries.push_back({rows.Unit(word), {word}});
  const AnswerRange all;
  return Scan(rows, all, ThreadCount(threads)).NearestOfMany(queries, count);
}

}  // namespace hogvec

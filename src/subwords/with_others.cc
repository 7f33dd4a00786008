#include "subwords/with_others.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace hogvec {

Subwords WithOthers(const Subwords& newer, const Subwords& older) {
  std::vector<std::uint32_t> buckets;
  std::ranges::set_union(newer.buckets(), older.buckets(), std::back_inserter(buckets));
  const SubwordsView first = newer.view(), second = older.view();
  EmbeddingTable table(buckets.size(), first.dim);
  std::vector<std::uint32_t> rows;
  for (const std::uint32_t bucket : buckets) {
    const auto found = first.Find(bucket);
    const auto row = found ? first.Row(*found) : second.Row(*second.Find(bucket));
    std::ranges::copy(row, table.Row(ToRowId(rows.size())).begin());
    rows.push_back(static_cast<std::uint32_t>(rows.size()));
  }
  return {newer.options(), std::move(buckets), std::move(rows), std::move(table), first.only_known};
}

}  // namespace hogvec

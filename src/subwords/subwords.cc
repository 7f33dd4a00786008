#include "hogvec/subwords.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "hogvec/error.h"

namespace hogvec {

std::optional<std::size_t> SubwordsView::Find(std::uint32_t bucket) const {
  const auto found = std::ranges::lower_bound(buckets, bucket);
  if (found == buckets.end() || *found != bucket) return std::nullopt;
  return rows[static_cast<std::size_t>(found - buckets.begin())];
}

std::size_t SubwordsView::Compose(std::string_view word, std::span<float> out) const {
  std::vector<std::uint32_t> wanted;
  AppendBuckets(word, options, wanted);
  std::ranges::fill(out, 0.0f);
  std::size_t known = 0;
  for (const std::uint32_t bucket : wanted) {
    const auto row = Find(bucket);
    if (!row) continue;
    ++known;
    std::ranges::transform(out, Row(*row), out.begin(), std::plus<>());
  }
  if (known == 0) return 0;
  const float scale = 1.0f / static_cast<float>(only_known ? known : wanted.size());
  for (float& value : out) value *= scale;
  return known;
}

Subwords::Subwords(const NgramOptions& options, std::vector<std::uint32_t> buckets,
                   std::vector<std::uint32_t> rows, EmbeddingTable table, bool only_known)
    : options_(options),
      buckets_(std::move(buckets)),
      rows_(std::move(rows)),
      table_(std::move(table)),
      only_known_(only_known) {
  CheckOptions(options);
  const auto require = [](bool holds, const char* what) {
    if (!holds) throw Error(ErrorKind::kUsage, what);
  };
  require(buckets_.size() == rows_.size(), "each bucket of an n-gram must have a row");
  require(std::ranges::adjacent_find(buckets_, std::greater_equal<>()) == buckets_.end(),
          "buckets of n-grams must rise");
  require(buckets_.empty() || buckets_.back() < options.buckets,
          "a bucket of an n-gram is beyond the last");
  require(std::ranges::all_of(rows_, [&](std::uint32_t row) { return row < table_.rows(); }),
          "a row of an n-gram is beyond the last");
}

SubwordsView Subwords::view() const {
  return {.options = options_,
          .buckets = buckets_,
          .rows = rows_,
          .first = table_.Address(RowId{0}),
          .stride = table_.stride(),
          .dim = table_.dim(),
          .only_known = only_known_};
}

std::size_t Subwords::MemoryBytes() const {
  return (buckets_.size() + rows_.size()) * sizeof(std::uint32_t) +
         table_.rows() * table_.stride() * sizeof(float);
}

}  // namespace hogvec

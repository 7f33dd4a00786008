#include "vectors/formats/fasttext_ngrams.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "base/parts.h"
#include "hogvec/error.h"
#include "vectors/lenient.h"

namespace hogvec {
namespace {

enum class RowKind { kZeros, kFinite, kNotFinite };

// By the largest of the bit patterns without their signs, which vector instructions find.
RowKind KindOf(std::span<const float> row) {
  constexpr std::uint32_t kNoSign = 0x7fffffff, kInfinity = 0x7f800000;
  std::uint32_t largest = 0;
  for (const float value : row) {
    largest = std::max(largest, std::bit_cast<std::uint32_t>(value) & kNoSign);
  }
  if (largest == 0) return RowKind::kZeros;
  return largest < kInfinity ? RowKind::kFinite : RowKind::kNotFinite;
}

// Reads the rows of buckets, pieces of them at a time.
class BucketRows {
 public:
  BucketRows(const RandomAccess& bytes, const FastTextLayout& layout)
      : bytes_(bytes),
        input_(layout.input),
        first_(layout.words.ends.size()),
        piece_rows_(std::max<std::uint64_t>(1, kPieceFloats / layout.input.dim())) {}

  // Calls take(bucket, row) for those from `begin` to `end`; some that are zeros may be left out.
  template <typename Take>
  void ForEach(std::uint64_t begin, std::uint64_t end, const Take& take) {
    while ((begin = input_.NextData(bytes_, first_ + begin) - first_) < end) {
      for (const std::uint64_t stop = Fill(begin, end); begin < stop; ++begin) {
        take(static_cast<std::uint32_t>(begin), Row(begin));
      }
    }
  }

  // Calls take(i, row of buckets[i]); the buckets must rise.
  template <typename Take>
  void ForEachOf(std::span<const std::uint32_t> buckets, const Take& take) {
    std::uint64_t stop = 0;
    for (std::size_t i = 0; i < buckets.size(); ++i) {
      if (buckets[i] >= stop) stop = Fill(buckets[i], std::uint64_t{buckets.back()} + 1);
      take(i, Row(buckets[i]));
    }
  }

 private:
  static constexpr std::size_t kPieceFloats = std::size_t{1} << 17;

  // Reads the piece that begins at `begin`; returns where it ends.
  std::uint64_t Fill(std::uint64_t begin, std::uint64_t end) {
    begin_ = begin;
    const std::uint64_t rows = std::min(piece_rows_, end - begin);
    values_.resize(rows * input_.dim());
    input_.Read(bytes_, first_ + begin, values_);
    return begin + rows;
  }

  std::span<const float> Row(std::uint64_t bucket) const {
    return std::span(values_).subspan((bucket - begin_) * input_.dim(), input_.dim());
  }

  const RandomAccess& bytes_;
  const FastTextMatrix& input_;
  const std::uint64_t first_;  // the row of bucket 0
  const std::uint64_t piece_rows_;
  std::uint64_t begin_ = 0;  // the first bucket that was read
  std::vector<float> values_;
};

Error NotFinite(const RandomAccess& bytes, std::uint32_t bucket) {
  return {ErrorKind::kMalformed,
          fmt::format("{}: expected finite values for the n-grams of bucket {}, found NaN or "
                      "infinity; the option 'lenient' takes them as zeros",
                      bytes.path().string(), bucket)};
}

// The buckets from `begin` to `end` that have a vector.
std::vector<std::uint32_t> UsedBuckets(const RandomAccess& bytes, const FastTextLayout& layout,
                                       std::uint64_t begin, std::uint64_t end, bool lenient) {
  std::vector<std::uint32_t> used;
  BucketRows(bytes, layout).ForEach(begin, end, [&](std::uint32_t bucket, auto row) {
    const RowKind kind = KindOf(row);
    if (kind == RowKind::kFinite) used.push_back(bucket);
    if (kind == RowKind::kNotFinite && !lenient) throw NotFinite(bytes, bucket);
  });
  return used;
}

std::vector<std::uint32_t> UpTo(std::size_t count) {
  std::vector<std::uint32_t> numbers(count);
  for (std::size_t i = 0; i < count; ++i) numbers[i] = static_cast<std::uint32_t>(i);
  return numbers;
}

// Twice over the rows: which are used must be known before memory is taken.
Subwords LoadAll(const RandomAccess& bytes, const FastTextLayout& layout, bool lenient) {
  const std::uint64_t buckets = layout.ngrams->buckets;
  const std::size_t dim = layout.input.dim(), workers = ThreadsFor(buckets * dim);
  std::vector<std::vector<std::uint32_t>> shares(workers);
  RunParts(workers, buckets, [&](std::size_t worker, std::uint64_t begin, std::uint64_t end) {
    shares[worker] = UsedBuckets(bytes, layout, begin, end, lenient);
  });
  std::vector<std::uint32_t> used;
  for (const auto& share : shares) used.insert(used.end(), share.begin(), share.end());
  EmbeddingTable table(used.size(), dim);
  RunParts(workers, used.size(), [&](std::size_t, std::uint64_t begin, std::uint64_t end) {
    const auto mine = std::span<const std::uint32_t>(used).subspan(begin, end - begin);
    BucketRows(bytes, layout).ForEachOf(mine, [&](std::size_t i, std::span<const float> row) {
      std::ranges::copy(row, table.Row(ToRowId(begin + i)).begin());
    });
  });
  std::vector<std::uint32_t> rows = UpTo(used.size());
  return {*layout.ngrams, std::move(used), std::move(rows), std::move(table)};
}

std::pair<std::vector<std::uint32_t>, std::vector<std::uint32_t>> SortedKept(
    const RandomAccess& bytes, const FastTextLayout& layout) {
  auto kept = layout.words.kept;
  std::ranges::sort(kept);
  const auto repeated = std::ranges::adjacent_find(
      kept, [](const auto& a, const auto& b) { return a.first == b.first; });
  if (repeated != kept.end()) {
    throw Error(ErrorKind::kMalformed, fmt::format("{}: the bucket {} has two places",
                                                   bytes.path().string(), repeated->first));
  }
  std::pair<std::vector<std::uint32_t>, std::vector<std::uint32_t>> both;
  for (const auto& [bucket, place] : kept) {
    both.first.push_back(static_cast<std::uint32_t>(bucket));
    both.second.push_back(static_cast<std::uint32_t>(place));
  }
  return both;
}

// The kept rows are in the order of their places.
Subwords LoadKept(const RandomAccess& bytes, const FastTextLayout& layout, bool lenient) {
  auto [buckets, places] = SortedKept(bytes, layout);
  EmbeddingTable table(buckets.size(), layout.input.dim());
  const std::vector<std::uint32_t> all = UpTo(buckets.size());
  BucketRows(bytes, layout).ForEachOf(all, [&](std::size_t place, std::span<const float> row) {
    if (KindOf(row) != RowKind::kNotFinite) {
      std::ranges::copy(row, table.Row(ToRowId(place)).begin());
    } else if (!lenient) {
      throw NotFinite(bytes, static_cast<std::uint32_t>(place));
    }
  });
  return {*layout.ngrams, std::move(buckets), std::move(places), std::move(table), true};
}

// With one end to look for, which is what vector instructions need, where std::ranges has two.
void Add(std::span<const float> row, std::span<float> sum) {
  std::transform(sum.begin(), sum.end(), row.begin(), sum.begin(), std::plus<>());
}

// Adds up the rows of words and of their n-grams. Which rows those are is known some words ahead,
// and each is fetched while the ones before it are added: they lie anywhere in gigabytes.
class Composer {
 public:
  explicit Composer(const Subwords& ngrams)
      : ngrams_(ngrams.view()), all_(ngrams_.buckets.size() == ngrams_.options.buckets) {}

  // Composes `count` words whose rows are in `values`; word(i) is the i-th of them.
  void Compose(std::size_t count, const auto& word, std::span<float> values) {
    for (std::size_t i = 0; i < count; ++i) ListRows(word(i));
    for (std::size_t ahead = 0; ahead < kRowsAhead; ++ahead) Fetch(ahead);
    std::size_t row = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::span<float> sum = values.subspan(i * ngrams_.dim, ngrams_.dim);
      for (; row < words_[i].end; ++row) {
        Fetch(row + kRowsAhead);
        Add(ngrams_.Row(rows_[row]), sum);
      }
      for (float& value : sum) value *= words_[i].scale;
    }
    rows_.clear();
    words_.clear();
  }

 private:
  static constexpr std::size_t kRowsAhead = 3;

  struct Word {
    std::size_t end;  // of its rows
    float scale;
  };

  void ListRows(std::string_view word) {
    buckets_.clear();
    AppendBuckets(word, ngrams_.options, buckets_);
    const std::size_t before = rows_.size();
    for (const std::uint32_t bucket : buckets_) {
      const auto found =
          all_ ? std::optional<std::size_t>(ngrams_.rows[bucket]) : ngrams_.Find(bucket);
      if (found) rows_.push_back(*found);
    }
    const std::size_t ngrams = ngrams_.only_known ? rows_.size() - before : buckets_.size();
    words_.push_back({rows_.size(), 1.0f / static_cast<float>(1 + ngrams)});
  }

  void Fetch(std::size_t row) const {
    if (row >= rows_.size()) return;
    constexpr std::size_t kLine = 64 / sizeof(float);
    const std::span<const float> values = ngrams_.Row(rows_[row]);
    for (std::size_t i = 0; i < values.size(); i += kLine) __builtin_prefetch(&values[i]);
  }

  const SubwordsView ngrams_;
  const bool all_;  // whether every bucket has a row, so that none must be looked for
  std::vector<std::uint32_t> buckets_;
  std::vector<std::size_t> rows_;  // of the words to compose
  std::vector<Word> words_;
};

}  // namespace

// More threads than a few gain nothing: they wait for memory.
std::size_t ThreadsFor(std::uint64_t floats) {
  constexpr std::uint64_t kWorthAThread = std::uint64_t{1} << 18, kMost = 8;
  const std::uint64_t worth = std::clamp<std::uint64_t>(floats / kWorthAThread, 1, kMost);
  return worth == 1 ? 1 : std::min<std::size_t>(worth, ThreadCount(0));
}

Subwords LoadNgrams(const RandomAccess& bytes, const FastTextLayout& layout, bool lenient) {
  if (layout.header.pruned >= 0) return LoadKept(bytes, layout, lenient);
  return LoadAll(bytes, layout, lenient);
}

void AddNgrams(const FastTextLayout& layout, const Subwords& ngrams, std::size_t first,
               std::span<float> values) {
  const std::size_t dim = layout.input.dim();
  RunParts(ThreadsFor(values.size()), values.size() / dim,
           [&](std::size_t, std::uint64_t begin, std::uint64_t end) {
             Composer composer(ngrams);
             constexpr std::uint64_t kWords = 64;
             for (; begin < end; begin += kWords) {
               composer.Compose(
                   std::min(kWords, end - begin),
                   [&](std::size_t i) { return layout.words[first + begin + i]; },
                   values.subspan(begin * dim));
             }
           });
}

}  // namespace hogvec

#include "subwords/word_rows.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include "hogvec/error.h"
#include "subwords/bucket_set.h"

namespace hogvec {
namespace {

constexpr std::uint32_t kNoRow = std::numeric_limits<std::uint32_t>::max();

// A number that stands for a word in sums: the finalizer of splitmix64.
std::uint64_t Mixed(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15u;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
  return value ^ (value >> 31);
}

// In which words a row stands, and how often: a sum of 128 bits over its occurrences. Two of a
// million rows that differ have the same one with a probability of 1e-27.
struct Signature {
  std::uint64_t low = 0, high = 0;

  void Add(std::uint64_t word) {
    low += Mixed(2 * word);
    high += Mixed(2 * word + 1);
  }
  bool operator==(const Signature&) const = default;
  bool operator<(const Signature& other) const {
    return low != other.low ? low < other.low : high < other.high;
  }
};

}  // namespace

class WordRows::Builder {
 public:
  Builder(const WordIndex& words, WordRows& rows) : words_(words), rows_(rows) {}

  void Build(Merging merging, std::span<const std::uint8_t> alone) {
    ListBuckets(alone);
    CompactBuckets();
    if (merging == Merging::kMerged) {
      SignBuckets();
      GroupBuckets();
    }
    NumberRows(merging);
    ListShares();
  }

 private:
  std::span<const std::uint32_t> BucketsOf(std::size_t word) const {
    const std::size_t begin = word == 0 ? 0 : ends_[word - 1];
    return std::span(listed_).subspan(begin, ends_[word] - begin);
  }

  void ListBuckets(std::span<const std::uint8_t> alone) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::string_view word = words_[ToWordId(i)];
      const bool has_ngrams = word.size() <= kLongestWord && (alone.empty() || alone[i] == 0);
      if (has_ngrams) AppendBuckets(word, rows_.options_, listed_);
      ends_.push_back(listed_.size());
    }
  }

  // From here on buckets are known by their ranks among those in use.
  void CompactBuckets() {
    BucketSet used(rows_.options_.buckets);
    for (const std::uint32_t bucket : listed_) used.Add(bucket);
    const std::size_t count = used.Count();
    if (count + words_.size() >= kNoRow) {
      throw Error(ErrorKind::kResource,
                  "there are too many words and n-grams to number their rows");
    }
    for (std::uint32_t& bucket : listed_) bucket = used.Rank(bucket);
    rows_.buckets_ = used.Buckets();
    rows_.rows_of_buckets_.assign(count, kNoRow);
  }

  void SignBuckets() {
    signatures_.resize(rows_.buckets_.size());
    for (std::size_t word = 0; word < words_.size(); ++word) {
      for (const std::uint32_t bucket : BucketsOf(word)) signatures_[bucket].Add(word);
    }
  }

  // Buckets of the same words stand together in `alike_`; the first of them stands for all.
  void GroupBuckets() {
    alike_.resize(signatures_.size());
    std::iota(alike_.begin(), alike_.end(), 0u);
    const auto signature = [&](std::uint32_t bucket) { return signatures_[bucket]; };
    std::ranges::sort(alike_, std::less<>(), signature);
    leader_.resize(alike_.size());
    for (std::size_t i = 0; i < alike_.size(); ++i) {
      const bool same = i > 0 && signatures_[alike_[i]] == signatures_[alike_[i - 1]];
      leader_[alike_[i]] = same ? leader_[alike_[i - 1]] : alike_[i];
    }
  }

  // The leader of the buckets that only this word has, each once; nothing if there are none.
  std::optional<std::uint32_t> BucketsOnlyOf(std::size_t word) const {
    Signature only;
    only.Add(word);
    const auto signature = [&](std::uint32_t bucket) { return signatures_[bucket]; };
    const auto found = std::ranges::lower_bound(alike_, only, std::less<>(), signature);
    if (found == alike_.end() || signatures_[*found] != only) return std::nullopt;
    return leader_[*found];
  }

  void NumberRows(Merging merging) {
    std::vector<std::uint32_t>& rows = rows_.rows_of_buckets_;
    if (merging == Merging::kApart) {
      leader_.resize(rows.size());
      std::iota(leader_.begin(), leader_.end(), 0u);
    }
    for (std::size_t word = 0; word < words_.size(); ++word) {
      own_.push_back(NewRow());
      if (const auto leader = BucketsOnlyOf(word)) rows[*leader] = own_.back();
      for (const std::uint32_t bucket : BucketsOf(word)) {
        const std::uint32_t leader = leader_[bucket];
        if (rows[leader] == kNoRow) rows[leader] = NewRow();
      }
    }
    for (std::size_t bucket = 0; bucket < rows.size(); ++bucket) {
      rows[bucket] = rows[leader_[bucket]];
      ++rows_.members_[rows[bucket]];
    }
    for (const std::uint32_t row : own_) ++rows_.members_[row];
  }

  std::uint32_t NewRow() {
    rows_.members_.push_back(0);  // they are counted when all have a row
    return static_cast<std::uint32_t>(rows_.members_.size() - 1);
  }

  void ListShares() {
    for (std::size_t word = 0; word < words_.size(); ++word) {
      const auto buckets = BucketsOf(word);
      rows_.scales_.push_back(1.0f / static_cast<float>(1 + buckets.size()));
      AddShares(own_[word], buckets);
      rows_.ends_.push_back(rows_.shares_.size());
    }
    rows_.shares_.shrink_to_fit();
  }

  // A row of m members that stand mu times each in the word is met m mu times, and is to be there
  // mu times. The word's own is there once, with the n-grams that only this word has, each once.
  void AddShares(std::uint32_t own, std::span<const std::uint32_t> buckets) {
    const auto share = [&](std::uint32_t row) {
      return RowShare{row, static_cast<float>(rows_.members_[row])};
    };
    rows_.shares_.push_back(share(own));
    met_.clear();
    for (const std::uint32_t bucket : buckets) {
      const std::uint32_t row = rows_.rows_of_buckets_[bucket];
      if (row != own) met_.push_back(row);
    }
    std::ranges::sort(met_);
    for (std::size_t i = 0; i < met_.size(); i += rows_.members_[met_[i]]) {
      rows_.shares_.push_back(share(met_[i]));
    }
  }

  const WordIndex& words_;
  WordRows& rows_;
  std::vector<std::uint32_t> listed_;  // buckets of all words, one after the other
  std::vector<std::uint64_t> ends_;
  std::vector<Signature> signatures_;  // of buckets
  std::vector<std::uint32_t> alike_;   // buckets by their signatures
  std::vector<std::uint32_t> leader_;  // of each bucket, the one that stands for it
  std::vector<std::uint32_t> own_;     // the row of each word itself
  std::vector<std::uint32_t> met_;
};

WordRows::WordRows(const WordIndex& words, const NgramOptions& options, Merging merging,
                   std::span<const std::uint8_t> alone)
    : options_(options) {
  CheckOptions(options);
  Builder(words, *this).Build(merging, alone);
}

std::size_t WordRows::MemoryBytes() const {
  return shares_.size() * sizeof(RowShare) + ends_.size() * sizeof(ends_[0]) +
         scales_.size() * sizeof(float) +
         (members_.size() + buckets_.size() + rows_of_buckets_.size()) * sizeof(std::uint32_t);
}

}  // namespace hogvec

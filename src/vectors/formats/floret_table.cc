#include "vectors/formats/floret_table.h"

#include <algorithm>
#include <span>

#include "base/murmur3.h"

namespace hogvec {
namespace {

// Each doubles the time; after these the known words' cosine hardly gains.
constexpr int kSweeps = 5;

class TableMaker {
 public:
  explicit TableMaker(const VectorsToWrite& vectors)
      : vectors_(vectors),
        ngrams_(vectors.subwords->view()),
        rows_(ngrams_.options, kFloretRows, kFloretHashes),
        table_(kFloretRows, ngrams_.dim),
        shares_(kFloretRows),
        sum_(ngrams_.dim) {}

  EmbeddingTable Make() && {
    for (std::size_t i = 0; i < words(); ++i) Share(i);
    for (std::size_t row = 0; row < kFloretRows; ++row) {
      if (shares_[row] == 0) continue;
      for (float& value : table_.Row(ToRowId(row))) value /= static_cast<float>(shares_[row]);
    }
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
      for (std::size_t i = words(); i-- > 0;) Correct(i);
    }
    return std::move(table_);
  }

 private:
  std::size_t words() const { return vectors_.words.get().size(); }
  std::string_view Word(std::size_t i) const { return vectors_.words.get()[ToWordId(i)]; }
  std::span<const float> Vector(std::size_t i) const {
    return vectors_.table.get().Row(ToWordId(i));
  }

  // Gives the rows of a word's n-grams to floret's rows for these, and what the word has beyond
  // them to those of the whole word. n-grams and rows are listed in the same order.
  void Share(std::size_t i) {
    ListRows(i);
    buckets_.clear();
    AppendBuckets(Word(i), ngrams_.options, buckets_);
    const auto count = static_cast<float>(1 + buckets_.size());
    std::ranges::transform(Vector(i), sum_.begin(), [&](float value) { return count * value; });
    for (std::size_t k = 0; k < buckets_.size(); ++k) {
      const auto found = ngrams_.Find(buckets_[k]);
      if (!found) continue;
      const std::span<const float> row = ngrams_.Row(*found);
      for (std::size_t j = 0; j < sum_.size(); ++j) sum_[j] -= row[j];
      GiveTo(1 + k, row);
    }
    GiveTo(0, sum_);
  }

  void GiveTo(std::size_t part, std::span<const float> values) {
    for (std::size_t hash = 0; hash < kFloretHashes; ++hash) {
      const std::uint32_t row = list_[part * kFloretHashes + hash];
      Add(values, 1, table_.Row(ToRowId(row)));
      ++shares_[row];
    }
  }

  // A step of Kaczmarz's method: adds what a word lacks to each of its rows.
  void Correct(std::size_t i) {
    ListRows(i);
    std::ranges::fill(sum_, 0.0f);
    for (const std::uint32_t row : list_) Add(table_.Row(ToRowId(row)), 1, sum_);
    const float scale = 1 / static_cast<float>(list_.size());
    const std::span<const float> wanted = Vector(i);
    for (std::size_t j = 0; j < sum_.size(); ++j) sum_[j] = wanted[j] - scale * sum_[j];
    constexpr float kStep = 0.7f;
    for (const std::uint32_t row : list_) Add(sum_, kStep, table_.Row(ToRowId(row)));
  }

  void ListRows(std::size_t i) {
    list_.clear();
    rows_.Append(Word(i), list_);
  }

  static void Add(std::span<const float> values, float scale, std::span<float> sum) {
    for (std::size_t j = 0; j < sum.size(); ++j) sum[j] += scale * values[j];
  }

  const VectorsToWrite& vectors_;
  const SubwordsView ngrams_;
  FloretRows rows_;
  EmbeddingTable table_;
  std::vector<std::uint32_t> shares_;  // how many came to each row
  std::vector<float> sum_;
  std::vector<std::uint32_t> list_, buckets_;
};

}  // namespace

void FloretRows::Append(std::string_view word, std::vector<std::uint32_t>& out) {
  parts_.clear();
  AppendNgrams(word, ngrams_, bracketed_, parts_);
  AppendOf(bracketed_, out);
  for (const std::string_view part : parts_) AppendOf(part, out);
}

void FloretRows::AppendOf(std::string_view ngram, std::vector<std::uint32_t>& out) const {
  const auto hashes = Murmur3(ngram, kSeed);
  for (std::size_t i = 0; i < hashes_; ++i) out.push_back(hashes[i] % rows_);
}

EmbeddingTable MakeFloretTable(const VectorsToWrite& vectors) { return TableMaker(vectors).Make(); }

}  // namespace hogvec

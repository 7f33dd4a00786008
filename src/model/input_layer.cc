#include "model/input_layer.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "base/aligned_floats.h"
#include "base/workers.h"

namespace hogvec {

InputLayer::InputLayer(EmbeddingTable rows, std::vector<std::uint8_t> frozen)
    : rows_(std::move(rows)), frozen_(std::move(frozen)) {}

InputLayer::InputLayer(WordRows lists, EmbeddingTable rows, std::vector<std::uint8_t> frozen)
    : rows_(std::move(rows)), frozen_(std::move(frozen)), lists_(std::move(lists)) {}

void InputLayer::Compose(const Kernel& kernel, std::size_t threads) {
  if (!lists_) return;
  if (composed_.rows() == 0) composed_ = EmbeddingTable(lists_->words(), rows_.dim());
  constexpr std::size_t kWordsAtOnce = 1024;
  std::atomic<std::size_t> next = 0;
  RunWorkers(threads, [&](std::size_t) {
    AlignedFloats copy(stride());
    for (std::size_t begin = next.fetch_add(kWordsAtOnce); begin < lists_->words();
         begin = next.fetch_add(kWordsAtOnce)) {
      for (std::size_t i = begin; i < std::min(begin + kWordsAtOnce, lists_->words()); ++i) {
        const WordId word = ToWordId(i);
        kernel.mean_of_rows(table(), lists_->Of(word), lists_->Scale(word), composed_.Address(word),
                            copy.data());
      }
    }
  });
}

// Members of a row that was kept as their sum began as equal parts of it and gained the same.
std::optional<Subwords> InputLayer::TakeSubwords() {
  if (!lists_) return std::nullopt;
  for (std::size_t row = 0; row < rows_.rows(); ++row) {
    const std::uint32_t members = lists_->Members(row);
    if (members == 1) continue;
    for (float& value : rows_.Row(ToRowId(row))) value /= static_cast<float>(members);
  }
  return Subwords(lists_->options(), lists_->buckets(), lists_->rows_of_buckets(),
                  std::move(rows_));
}

std::optional<WordId> InputLayer::FirstNonFinite() const {
  const auto row = rows_.FirstNonFinite();
  if (!row) return std::nullopt;
  return FirstWordWith(ToIndex(*row));
}

WordId InputLayer::FirstWordWith(std::size_t row) const {
  if (!lists_) return ToWordId(row);
  for (std::size_t i = 0; i < lists_->words(); ++i) {
    const auto shares = lists_->Of(ToWordId(i));
    if (std::ranges::any_of(shares, [&](const RowShare& share) { return share.row == row; })) {
      return ToWordId(i);
    }
  }
  return WordId{0};  // every row is some word's
}

}  // namespace hogvec

#include "model/input_ring.h"

#include <bit>

namespace hogvec {
namespace {

// A list is read when its rows are to be fetched, so it must have been fetched before.
constexpr std::size_t kListsAhead = 8;
constexpr std::size_t kSharesPerLine = EmbeddingTable::kRowAlignment / sizeof(RowShare);
constexpr std::size_t kFloatsPerLine = EmbeddingTable::kRowAlignment / sizeof(float);

void FetchList(std::span<const RowShare> list) {
  for (std::size_t i = 0; i < list.size(); i += kSharesPerLine) __builtin_prefetch(&list[i]);
}

}  // namespace

InputRing::InputRing(InputLayer& layer, const Kernel& kernel, std::size_t most, Keeping keeping)
    : layer_(layer),
      lists_(*layer.lists()),
      kernel_(kernel),
      keeping_(keeping),
      stride_(layer.stride()),
      mask_(std::bit_ceil(most) - 1),
      copies_((mask_ + 1) * stride_),
      entered_((mask_ + 1) * stride_) {}

void InputRing::Begin(std::span<const WordId> words) {
  words_ = words;
  begin_ = end_ = 0;
}

void InputRing::Reach(std::size_t begin, std::size_t end) {
  if (keeping_ == Keeping::kForOneReach) {
    Finish();
    begin_ = end_ = begin;
  }
  LeaveUntil(begin);
  for (; end_ < end; ++end_) Enter(end_);
}

void InputRing::LeaveUntil(std::size_t end) {
  for (; begin_ < end; ++begin_) Leave(begin_);
}

void InputRing::Fetch(std::size_t position) const {
  const std::size_t later = position + kListsAhead;
  if (later < words_.size()) FetchList(lists_.Of(words_[later]));
  for (const RowShare& share : lists_.Of(words_[position])) FetchRow(RowId{share.row});
}

void InputRing::FetchRow(RowId row) const {
  constexpr int kForReading = 0, kSecondLevel = 2;
  const float* const first = layer_.rows().Address(row);
  for (std::size_t k = 0; k < stride_; k += kFloatsPerLine) {
    __builtin_prefetch(first + k, kForReading, kSecondLevel);
  }
}

void InputRing::Enter(std::size_t position) {
  const WordId word = words_[position];
  const std::size_t at = Slot(position) * stride_;
  kernel_.mean_of_rows(layer_.table(), lists_.Of(word), lists_.Scale(word), copies_.data() + at,
                       entered_.data() + at);
}

void InputRing::Leave(std::size_t position) {
  const WordId word = words_[position];
  if (!layer_.Learns(word)) return;
  const std::size_t at = Slot(position) * stride_;
  kernel_.add_to_rows(layer_.table(), lists_.Of(word), entered_.data() + at, copies_.data() + at);
}

}  // namespace hogvec

#include "model/input_ring.h"

#include <bit>

namespace hogvec {
namespace {

// Rows are numbered by falling frequency of the words that need them first. Half of all uses are of
// the first few thousand, which stay in the second-level cache: to fetch them would only cost.
constexpr std::uint32_t kRowsInCache = 2000;

// A list is read when its rows are to be fetched, so it must have been fetched before.
constexpr std::size_t kListsAhead = 8;
constexpr std::size_t kSharesPerLine = 64 / sizeof(RowShare);

void Fetch(std::span<const RowShare> list) {
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

void InputRing::AddRowsOf(std::size_t position, std::vector<const float*>& rows) const {
  const std::size_t later = position + kListsAhead;
  if (later < words_.size()) Fetch(lists_.Of(words_[later]));
  const std::span<const RowShare> shares = lists_.Of(words_[position]);
  const float* const first = layer_.rows().Address(RowId{0});
  std::size_t count = rows.size();
  rows.resize(count + shares.size());
  // Every row is written down, and kept if it is to be fetched: to branch would be to mispredict.
  for (const RowShare& share : shares) {
    rows[count] = first + share.row * stride_;
    count += share.row >= kRowsInCache ? 1 : 0;
  }
  rows.resize(count);
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

#include "training/row_merger.h"

#include <algorithm>
#include <ctime>
#include <utility>

#include "base/parts.h"
#include "base/stopwatch.h"
#include "model/packed_rows.h"
#include "replicas/agreement.h"
#include "replicas/message.h"

namespace hogvec {
namespace {

// Rows of a merge of all that are sent at once, by the bytes of their gains.
constexpr std::size_t kBytesAtOnce = std::size_t{32} << 20;

// Processor time of the calling thread.
double ThreadSeconds() {
  timespec time = {};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

// Calls body(i) for each of `count` rows, on as many threads as are worth it.
template <typename Body>
void ForEachRow(std::size_t count, std::size_t threads, const Body& body) {
  constexpr std::size_t kRowsPerThread = 512;
  const std::size_t workers = std::clamp<std::size_t>(count / kRowsPerThread, 1, threads);
  RunParts(workers, count, [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) body(i);
  });
}

template <typename Number>
void MakeRoom(std::size_t numbers, std::vector<Number>& buffer) {
  if (buffer.size() < numbers) buffer.resize(numbers);
}

// The row itself is what the other table meets.
void CopyRow(const EmbeddingTable& base, WordId word, std::span<float> out) {
  std::ranges::copy(base.Row(word), out.begin());
}

}  // namespace

RowMerger::RowMerger(Replicas& replicas, RowMergePlan plan, Layers& model, double travelled,
                     std::size_t threads)
    : replicas_(replicas),
      rule_(plan.rule),
      dim_(model.output.dim()),
      threads_(threads),
      tables_{MergedTable(model.input.rows(), std::move(plan.input_terms), plan.words.input,
                          plan.input_of ? plan.input_of : CopyRow, plan.rule, travelled),
              MergedTable(model.output, plan.words.output, plan.words.output, CopyRow, plan.rule,
                          travelled)} {}

void RowMerger::Advance(double tokens, double mean_rate) {
  for (MergedTable& table : tables_) table.schedule().Advance(tokens, mean_rate);
}

void RowMerger::SetSettled(bool settled) {
  for (MergedTable& table : tables_) table.schedule().SetSettled(settled);
}

RowMerge RowMerger::Due() {
  RowMerge merge;
  for (std::size_t side = 0; side < tables_.size(); ++side) {
    MergeSchedule& schedule = tables_[side].schedule();
    merge.due[side] = schedule.DueRows();
    for (const RowId row : merge.due[side]) merge.moved.push_back(schedule.Moved(row));
    schedule.MarkMerged(merge.due[side]);
  }
  return merge;
}

std::vector<RowMerge> RowMerger::All() {
  const std::size_t at_once = std::max<std::size_t>(1, kBytesAtOnce / (2 * dim_));
  std::vector<RowMerge> parts(1);
  for (std::size_t side = 0; side < tables_.size(); ++side) {
    for (std::size_t row = 0; row < tables_[side].rows().rows(); ++row) {
      if (parts.back().rows() == at_once) parts.emplace_back();
      parts.back().due[side].push_back(ToRowId(row));
      parts.back().moved.push_back(tables_[side].schedule().Moved(ToRowId(row)));
    }
  }
  return parts;
}

void RowMerger::Pack(RowMerge& merge) {
  const Stopwatch watch;
  MakeRoom(merge.rows() * dim_, sent_);
  ForEachRow(merge.rows(), threads_, [&](std::size_t i) {
    MergedTable& table = tables_[merge.TableOf(i)];
    PackGain(table.rows().Row(merge.Row(i)), table.base().Row(merge.Row(i)),
             sent_.data() + i * dim_);
  });
  rows_merged_ += merge.rows();
  seconds_ += watch.Seconds() * static_cast<double>(threads_);
}

RowMerger::Slice RowMerger::SliceOf(const RowMerge& merge, std::size_t rank) const {
  return {merge.rows() * rank / replicas_.size(), merge.rows() * (rank + 1) / replicas_.size()};
}

std::span<std::uint16_t> RowMerger::NumbersOf(const Slice& slice,
                                              std::vector<std::uint16_t>& packed) const {
  return std::span(packed).subspan(slice.begin * dim_, slice.size() * dim_);
}

std::span<float> RowMerger::LeftOver(const Slice& own, std::size_t row) {
  return std::span(left_over_).subspan((row - own.begin) * dim_, dim_);
}

// Reads the bases, which nobody writes meanwhile, and no rows.
void RowMerger::Talk(RowMerge& merge, bool renew) {
  const double begin = ThreadSeconds();
  if (renew) RenewDirections();
  std::vector<Replicas::Bytes> to_each;
  for (std::size_t owner = 0; owner < replicas_.size(); ++owner) {
    to_each.push_back(ForOwner(merge, owner));
  }
  MergeOwnSlice(replicas_.Exchange(std::move(to_each)), merge);
  const std::span<const std::uint16_t> merged =
      NumbersOf(SliceOf(merge, replicas_.rank()), merged_);
  Replicas::Bytes message;
  message.reserve(merge.word.size() + merged.size_bytes());
  Append(std::span<const char>(merge.word), message);
  Append(merged, message);
  TakeSlices(replicas_.Gather(std::move(message)), merge);
  seconds_ += ThreadSeconds() - begin;
}

// Only one rank finds them, as others may have another processor, and round otherwise.
void RowMerger::RenewDirections() {
  if (!Leads(replicas_)) return;
  for (MergedTable& table : tables_) table.Take(table.FindCommon());
}

Replicas::Bytes RowMerger::ForOwner(const RowMerge& merge, std::size_t owner) {
  const std::span<const std::uint16_t> gains = NumbersOf(SliceOf(merge, owner), sent_);
  Replicas::Bytes message;
  message.reserve(gains.size_bytes() + 2 * (dim_ * sizeof(float) + 2 * sizeof(double)));
  if (Leads(replicas_)) {
    for (const MergedTable& table : tables_) {
      Append(std::span(&table.common().along, 1), message);
      Append(std::span(&table.common().across, 1), message);
      Append(std::span(table.common().direction), message);
    }
  }
  Append(gains, message);
  return message;
}

void RowMerger::TakeDirections(std::span<const char>& message) {
  for (MergedTable& table : tables_) {
    CommonDirection common;
    common.direction.resize(dim_);
    TakeFront(std::span(&common.along, 1), message);
    TakeFront(std::span(&common.across, 1), message);
    TakeFront(std::span(common.direction), message);
    table.Take(std::move(common));
  }
}

void RowMerger::MergeOwnSlice(const std::vector<Replicas::Bytes>& received, RowMerge& merge) {
  std::vector<std::span<const char>> left(received.begin(), received.end());
  TakeDirections(left[0]);
  const Slice own = SliceOf(merge, replicas_.rank());
  MakeRoom(merge.rows() * dim_, merged_);
  MakeRoom(own.size() * dim_, left_over_);
  std::vector<std::uint16_t> gain(dim_);
  for (std::size_t i = own.begin; i < own.end; ++i) {
    const std::span<float> sum = LeftOver(own, i);
    std::ranges::fill(sum, 0.0f);
    for (std::span<const char>& from : left) {
      TakeFront(std::span(gain), from);
      AddPacked(gain.data(), sum);
    }
    ScaleGain(rule_, tables_[1 - merge.TableOf(i)].common(), merge.moved[i], replicas_.size(), sum);
    std::uint16_t* merged = merged_.data() + i * dim_;
    hogvec::Pack(sum, merged);
    SubtractPacked(merged, sum);
  }
}

void RowMerger::TakeSlices(const std::vector<Replicas::Bytes>& gathered, RowMerge& merge) {
  for (std::size_t rank = 0; rank < gathered.size(); ++rank) {
    std::span<const char> left(gathered[rank]);
    merge.words.emplace_back(merge.word.size());
    TakeFront(std::span(merge.words.back()), left);
    TakeFront(NumbersOf(SliceOf(merge, rank), merged_), left);
  }
}

void RowMerger::TakeOver(const RowMerge& merge) {
  const Stopwatch watch;
  const Slice own = SliceOf(merge, replicas_.rank());
  ForEachRow(merge.rows(), threads_, [&](std::size_t i) {
    MergedTable& table = tables_[merge.TableOf(i)];
    const std::span<float> row = table.rows().Row(merge.Row(i));
    hogvec::TakeOver(merged_.data() + i * dim_, sent_.data() + i * dim_,
                     table.base().Row(merge.Row(i)), row);
    if (i < own.begin || i >= own.end) return;
    const std::span<const float> left_over = LeftOver(own, i);
    for (std::size_t k = 0; k < dim_; ++k) row[k] += left_over[k];
  });
  seconds_ += watch.Seconds() * static_cast<double>(threads_);
}

void RowMerger::SettleAll(double travelled) {
  for (MergedTable& table : tables_) {
    table.rows().CopyFrom(table.base());
    table.schedule().MarkAllMerged(travelled);
  }
}

}  // namespace hogvec

#include "training/replica_merger.h"

#include <span>
#include <utility>

#include "base/stopwatch.h"
#include "replicas/agreement.h"
#include "replicas/message.h"

namespace hogvec {
namespace {

// Directions turn slowly once training is under way: they are found again at the first meetings,
// and then at every eighth.
constexpr std::uint64_t kMeetingsPerDirection = 8;

// What a rank says of itself at a meeting.
struct OwnWord {
  std::uint64_t tokens = 0;  // that it has trained
  Standing standing = {};
};

// The learning rate summed over the tokens of one replica, when all have trained `tokens`: it is
// linear, but for its floor.
double Travelled(const Trainer& trainer, std::size_t replicas) {
  const std::uint64_t tokens = trainer.progress().tokens_done();
  const LearningRate& rate = trainer.learning_rate();
  return (rate.At(0) + rate.At(tokens)) / 2 * static_cast<double>(tokens) /
         static_cast<double>(replicas);
}

void Join(const Standing& other, Standing& all) {
  all.stop = all.stop || other.stop;
  all.pause = all.pause || other.pause;
  all.diverged = all.diverged || other.diverged;
  all.epoch_over = all.epoch_over && other.epoch_over;
}

bool EndsIntervals(const Standing& standing) {
  return standing.stop || standing.pause || standing.diverged || standing.epoch_over;
}

}  // namespace

ReplicaMerger::ReplicaMerger(Replicas& replicas, MergePlan plan, Layers& model, Trainer& trainer)
    : replicas_(replicas),
      trainer_(trainer),
      plan_(plan.intervals),
      rows_(replicas, std::move(plan.rows), model, Travelled(trainer, replicas.size()),
            trainer.threads()),
      tokens_before_(trainer.progress().tokens_done()),
      losses_before_(trainer.progress().OwnLosses()) {}

void ReplicaMerger::BeginEpoch(const EpochLeft& left) {
  own_begin_ = trainer_.progress().own_tokens();
  own_left_ = left.tokens;
  all_begin_ = static_cast<double>(trainer_.progress().tokens_done());
  all_left_ = static_cast<double>(SumOver(replicas_, left.tokens));
  const auto ranks = static_cast<double>(replicas_.size());
  trainer_.progress().SetAllPerOwn(own_left_ > 0 ? all_left_ / static_cast<double>(own_left_)
                                                 : ranks);
  intervals_ = Intervals(plan_, all_begin_ / ranks, all_left_ / ranks);
}

// The last interval of an epoch ends with its text.
std::uint64_t ReplicaMerger::Next() const {
  if (intervals_.IsLast()) return PauseCondition::kAnyTokens;
  return own_begin_ + static_cast<std::uint64_t>(intervals_.End() * static_cast<double>(own_left_));
}

Standing ReplicaMerger::Meet(const Standing& own) {
  const bool waits = intervals_.IsShort();
  Advance();
  Standing told = Finish();
  told.epoch_over = false;
  if (intervals_.AllPassed()) return AfterLastInterval(own, told);
  if (EndsIntervals(told)) return told;  // and all rows are merged
  Start(own);
  if (!waits) return told;
  told = Finish();
  told.epoch_over = false;
  return told;
}

// A rank that was asked to stop, or to pause, may have left its last interval before its end.
Standing ReplicaMerger::AfterLastInterval(const Standing& own, const Standing& told) {
  Standing now = Agree(own);
  now.stop = now.stop || told.stop;
  now.diverged = now.diverged || told.diverged;
  now.pause = now.pause || told.pause || !now.epoch_over;
  return now;
}

// By the plan, which all ranks know, rather than by what each has trained; and at the mean rate.
void ReplicaMerger::Advance() {
  rows_.SetSettled(!intervals_.IsShort());
  const double tokens = all_left_ * (intervals_.End() - intervals_.Begin());
  const double middle = all_begin_ + all_left_ * (intervals_.Begin() + intervals_.End()) / 2;
  rows_.Advance(tokens / static_cast<double>(replicas_.size()),
                trainer_.learning_rate().At(static_cast<std::uint64_t>(middle)));
  intervals_.Pass();
}

void ReplicaMerger::Start(const Standing& own) {
  under_way_ = rows_.Due();
  const OwnWord word{trainer_.progress().own_tokens(), own};
  Append(std::span(&word, 1), under_way_->word);
  rows_.Pack(*under_way_);
  talk_ = std::async(std::launch::async,
                     [this, renew = DirectionsAreDue()] { rows_.Talk(*under_way_, renew); });
  ++meetings_;
}

Standing ReplicaMerger::Finish() {
  if (!under_way_) return {};
  const Stopwatch watch;
  talk_.get();
  seconds_waiting_ += watch.Seconds();
  const RowMerge merge = std::move(*under_way_);
  under_way_.reset();
  rows_.TakeOver(merge);
  Standing all{.epoch_over = true};
  ToldByOthers told{.tokens_of_all = tokens_before_};
  for (std::size_t rank = 0; rank < replicas_.size(); ++rank) {
    OwnWord word;
    std::span<const char> left(merge.words[rank]);
    TakeFront(std::span(&word, 1), left);
    Join(word.standing, all);
    told.tokens_of_all += word.tokens;
    if (rank == replicas_.rank()) told.own_tokens = word.tokens;
  }
  trainer_.progress().Take(told);
  return all;
}

void ReplicaMerger::MergeAll() {
  Finish();
  bool renew = true;
  for (RowMerge& part : rows_.All()) {
    rows_.Pack(part);
    const Stopwatch watch;
    rows_.Talk(part, std::exchange(renew, false));
    seconds_waiting_ += watch.Seconds();
    rows_.TakeOver(part);
    part = {};
  }
  ShareProgress();
  rows_.SettleAll(Travelled(trainer_, replicas_.size()));
  ++meetings_;
}

bool ReplicaMerger::DirectionsAreDue() const {
  return meetings_ < kMeetingsPerDirection || meetings_ % kMeetingsPerDirection == 0;
}

// What each rank has trained in this run, in exact numbers.
void ReplicaMerger::ShareProgress() {
  Progress& progress = trainer_.progress();
  const std::vector<LossSum> losses = progress.OwnLosses();
  std::vector<double> sums;
  std::vector<std::uint64_t> counts{progress.own_tokens(), progress.own_pairs()};
  for (std::size_t epoch = 0; epoch < losses.size(); ++epoch) {
    sums.push_back(losses[epoch].loss - losses_before_[epoch].loss);
    counts.push_back(losses[epoch].pairs - losses_before_[epoch].pairs);
  }
  const std::vector<double> all_sums = SumOver(replicas_, sums);
  const std::vector<std::uint64_t> all_counts = SumOver(replicas_, counts);
  ToldByOthers told{.tokens_of_all = tokens_before_ + all_counts[0],
                    .own_tokens = counts[0],
                    .losses = {},
                    .pairs = all_counts[1] - counts[1]};
  for (std::size_t epoch = 0; epoch < losses.size(); ++epoch) {
    told.losses.push_back(
        {all_sums[epoch] - sums[epoch], all_counts[2 + epoch] - counts[2 + epoch]});
  }
  progress.Take(told);
}

Standing ReplicaMerger::Agree(const Standing& own) {
  Standing all{.epoch_over = true};
  for (const auto& told : GatherValues(replicas_, std::span(&own, 1))) Join(told.at(0), all);
  return all;
}

MeetingFigures ReplicaMerger::figures() const {
  return {meetings_, rows_.RowsMerged(), seconds_waiting_, rows_.Seconds()};
}

}  // namespace hogvec

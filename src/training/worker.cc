#include "training/worker.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace hogvec {
namespace {

// Windows whose negatives are drawn at once: the draws' cache misses overlap, and the rows to come
// are known ahead. The learning rate is renewed as often.
constexpr std::size_t kSliceWindows = 512;

// How far ahead rows are fetched. Output rows: about the 600 cycles that memory takes, at 300 to
// 700 cycles per group of windows. Input rows come with the text, so a few words beyond the widest
// window.
constexpr std::size_t kGroupsAhead = 2;
constexpr std::size_t kWordsAhead = 12;
// Where an input is made of many rows, they are read when its word comes into reach.
constexpr std::size_t kWordsBeforeReach = 5;

// Of every so many groups that have a context, one tells its loss: for all of them, the logarithms
// would cost as much as the steps.
constexpr std::size_t kGroupsPerLoss = 256;

// A step takes its dots before any row moves, so a row gains the sum of as many gradients as there
// are rows on the other side, none of which knows of the others. Over two windows of 50 words, or
// fifty negatives, rows overshoot so far that training diverges at rates which word2vec.c bears. So
// what is larger than two windows at the defaults goes in steps one after the other: inputs in
// equal parts of at most six, which learn more than parts of twelve, and outputs by the kernel's
// tiles. tools/bench/README.md has the losses and speeds of other sizes.
constexpr std::size_t kInputsAtOnce = 12;
constexpr std::size_t kInputsPerPart = 6;

std::size_t PartsOf(std::size_t size, std::size_t most) { return (size + most - 1) / most; }

// Part `part` of `parts` nearly equal ones.
template <typename Element>
std::span<Element> PartOf(std::span<Element> all, std::size_t part, std::size_t parts) {
  const std::size_t begin = all.size() * part / parts;
  return all.subspan(begin, all.size() * (part + 1) / parts - begin);
}

bool SharedByTwo(const TrainOptions& options) {
  return options.sharing == NegativeSharing::kTwoWindows;
}

// Two windows that share their negatives get one more, and each counts for as much less: the
// expectation stays, and more different words are met.
std::size_t NegativesPerDraw(const TrainOptions& options) {
  return options.negative + (SharedByTwo(options) ? 1 : 0);
}

float NegativeWeight(const TrainOptions& options) {
  return static_cast<float>(options.negative) / static_cast<float>(NegativesPerDraw(options));
}

}  // namespace

Worker::Worker(const SharedTraining& shared)
    : shared_(shared),
      per_pair_(shared.options.sharing == NegativeSharing::kNone && !IsCbow(shared.options)),
      windows_per_group_(SharedByTwo(shared.options) ? 2 : 1),
      negatives_per_draw_(NegativesPerDraw(shared.options)),
      targets_{Targets(0, NegativeWeight(shared.options)),
               Targets(1, NegativeWeight(shared.options)),
               Targets(2, NegativeWeight(shared.options))},
      scratch_(kInputsAtOnce),
      context_room_(2 * shared.options.window + windows_per_group_),
      set_room_(context_room_.size()),
      step_inputs_(shared.input, shared.kernel, context_room_.size(),
                   shared.options.compose_afresh ? InputRing::Keeping::kForOneReach
                                                 : InputRing::Keeping::kWhileInReach),
      words_ahead_(shared.input.lists() == nullptr ? kWordsAhead
                                                   : shared.options.window + kWordsBeforeReach) {
  if (IsCbow(shared.options)) means_.emplace(shared.options, shared.kernel, shared.input.stride());
}

void Worker::TrainBlock(std::span<const WordId> ids, std::size_t epoch, Random& random) {
  windows_.Sample(ids, shared_.subsampler, {shared_.options.window, shared_.options.shrink_windows},
                  random);
  step_inputs_.Begin(windows_.words());
  loss_ = {};
  groups_in_block_ = 0;
  const std::size_t tokens = windows_.words_seen();
  std::size_t told = 0;
  for (std::size_t begin = 0; begin < windows_.size(); begin += kSliceWindows) {
    const std::size_t end = std::min(begin + kSliceWindows, windows_.size());
    const double alpha = shared_.learning_rate.At(shared_.progress.tokens_done());
    TrainSlice(begin, end, static_cast<float>(alpha), random);
    const std::size_t done = tokens * end / windows_.size();
    shared_.progress.AddTokens(done - told);
    told = done;
  }
  step_inputs_.Finish();
  shared_.progress.AddTokens(tokens - told);
  shared_.progress.AddPairs(SamplesInBlock());
  shared_.progress.AddLoss(epoch, loss_);
}

void Worker::TrainSlice(std::size_t begin, std::size_t end, float alpha, Random& random) {
  DrawNegatives(begin, end, random);
  std::size_t first_draw = 0;
  for (std::size_t group = 0; group < draw_ends_.size(); ++group) {
    const std::size_t first = begin + group * windows_per_group_;
    const std::size_t last = std::min(first + windows_per_group_, end);
    const auto negatives = std::span(drawn_).subspan(first_draw, draw_ends_[group] - first_draw);
    GatherUpcoming(group, begin, end);
    if (means_) {
      TrainMeans(first, last, negatives, alpha);
    } else if (per_pair_) {
      TrainPairs(first, negatives, alpha);
    } else {
      TrainWindows(first, last, negatives, alpha);
    }
    first_draw = draw_ends_[group];
  }
}

void Worker::DrawNegatives(std::size_t begin, std::size_t end, Random& random) {
  draw_ends_.clear();
  std::size_t draws = 0;
  for (std::size_t first = begin; first < end; first += windows_per_group_) {
    draws += DrawsFor(first, std::min(first + windows_per_group_, end));
    draw_ends_.push_back(draws);
  }
  drawn_.resize(draws);
  Random local = random;
  for (WordId& negative : drawn_) negative = shared_.negatives.Draw(local);
  random = local;
}

std::size_t Worker::DrawsFor(std::size_t first, std::size_t last) const {
  std::size_t pairs = 0;
  for (std::size_t at = first; at < last; ++at) pairs += windows_[at].context_count();
  return negatives_per_draw_ * (per_pair_ ? pairs : std::min<std::size_t>(pairs, 1));
}

// The rows that come into use a few groups ahead.
void Worker::GatherUpcoming(std::size_t group, std::size_t begin, std::size_t end) {
  upcoming_.clear();
  const std::size_t word = begin + group * windows_per_group_ + words_ahead_;
  const std::size_t last_word = std::min(word + windows_per_group_, windows_.size());
  for (std::size_t at = word; at < last_word; ++at) step_inputs_.FetchOrAdd(at, upcoming_);
  const std::size_t next = group + kGroupsAhead;
  if (next >= draw_ends_.size()) return;
  const std::size_t first = begin + next * windows_per_group_;
  for (std::size_t at = first; at < std::min(first + windows_per_group_, end); ++at) {
    upcoming_.push_back(shared_.output.Address(windows_.Word(at)));
  }
  for (std::size_t i = draw_ends_[next - 1]; i < draw_ends_[next]; ++i) {
    upcoming_.push_back(shared_.output.Address(drawn_[i]));
  }
}

void Worker::TrainWindows(std::size_t first, std::size_t last, std::span<const WordId> negatives,
                          float alpha) {
  GatherInputs(first, last);
  if (inputs_.empty()) return;
  GatherOutputs(first, last, negatives);
  const bool with_loss = groups_in_block_++ % kGroupsPerLoss == 0;
  TrainSteps(
      {inputs_, sets_, outputs_, targets_[last - first], shared_.options.dim, alpha, upcoming_},
      with_loss);
}

// CBOW's way: one input for each window. Rows to come are fetched in three parts, since no part of
// the work is long enough to wait for them all.
void Worker::TrainMeans(std::size_t first, std::size_t last, std::span<const WordId> negatives,
                        float alpha) {
  const auto upcoming = std::span(std::as_const(upcoming_));
  ComposeInputs(first, last, PartOf(upcoming, 0, 3));
  if (inputs_.empty()) return;
  GatherOutputs(first, last, negatives);
  const bool with_loss = groups_in_block_++ % kGroupsPerLoss == 0;
  TrainSteps({inputs_, sets_, outputs_, targets_[last - first], shared_.options.dim, alpha,
              PartOf(upcoming, 1, 3)},
             with_loss);
  means_->Scatter(PartOf(upcoming, 2, 3));
}

// word2vec.c's way: every pair of a context word with the centre word for itself.
void Worker::TrainPairs(std::size_t centre, std::span<const WordId> negatives, float alpha) {
  GatherInputs(centre, centre + 1);
  if (inputs_.empty()) return;
  const bool with_loss = groups_in_block_++ % kGroupsPerLoss == 0;
  for (std::size_t pair = 0; pair < inputs_.size(); ++pair) {
    GatherOutputs(centre, centre + 1,
                  negatives.subspan(pair * negatives_per_draw_, negatives_per_draw_));
    TrainSteps({inputs_.subspan(pair, 1), sets_.subspan(pair, 1), outputs_, targets_[1],
                shared_.options.dim, alpha,
                PartOf(std::span(std::as_const(upcoming_)), pair, inputs_.size())},
               with_loss);
  }
}

void Worker::TrainSteps(const StepBatch& all, bool with_loss) {
  if (all.inputs.size() <= kInputsAtOnce && all.outputs.size() <= kTile) {
    TrainStep(all, with_loss);
    return;
  }
  const std::size_t inputs = all.inputs.size();
  const std::size_t input_parts = inputs <= kInputsAtOnce ? 1 : PartsOf(inputs, kInputsPerPart);
  const std::size_t output_parts = PartsOf(all.outputs.size(), kTile);
  const std::size_t parts = input_parts * output_parts;
  for (std::size_t part = 0; part < parts; ++part) {
    const std::size_t of_inputs = part / output_parts, of_outputs = part % output_parts;
    // The centre words are in the first part of the outputs.
    TrainStep(
        {PartOf(all.inputs, of_inputs, input_parts), PartOf(all.windows, of_inputs, input_parts),
         PartOf(all.outputs, of_outputs, output_parts), of_outputs == 0 ? all.targets : targets_[0],
         all.dim, all.alpha, PartOf(all.upcoming, part, parts)},
        with_loss);
  }
}

void Worker::TrainStep(const StepBatch& batch, bool with_loss) {
  if (means_) {
    means_->Train(batch, scratch_);
  } else {
    shared_.kernel.step(batch, scratch_);
  }
  if (with_loss) AddLossOf(batch);
}

// The words around the centre words in [first, last), of which there are one or two.
WindowGroup Worker::ReachFor(std::size_t first, std::size_t last) {
  const std::size_t widest = shared_.options.window;
  step_inputs_.Reach(first - std::min(first, widest), std::min(last + widest, windows_.size()));
  return windows_.Group(first, last);
}

// Every word between the edges is written down, and kept if it belongs to a window: to branch would
// be to mispredict.
void Worker::GatherInputs(std::size_t first, std::size_t last) {
  const WindowGroup group = ReachFor(first, last);
  std::size_t count = 0;
  for (std::size_t at = group.begin; at < group.end; ++at) {
    const WindowSet set = group.WindowsWith(at);
    context_room_[count] = static_cast<Position>(at);
    set_room_[count] = set;
    count += set != 0 ? 1 : 0;
  }
  inputs_ = step_inputs_.Take(std::span(context_room_).first(count));
  sets_ = std::span(set_room_).first(count);
}

// CBOW's, from every word between the edges: a centre word is in neither window, or in the other.
void Worker::ComposeInputs(std::size_t first, std::size_t last,
                           std::span<const float* const> upcoming) {
  const WindowGroup group = ReachFor(first, last);
  const auto sets = std::span(set_room_).first(group.end - group.begin);
  for (std::size_t i = 0; i < sets.size(); ++i) sets[i] = group.WindowsWith(group.begin + i);
  std::tie(inputs_, sets_) = means_->Compose(
      {step_inputs_.TakeAll(group.begin, group.end), sets, shared_.options.dim, upcoming},
      group.counts());
}

// A negative that is itself a centre word says nothing, and is skipped as in word2vec.c.
void Worker::GatherOutputs(std::size_t first, std::size_t last, std::span<const WordId> negatives) {
  const WordId left = windows_.Word(first), right = windows_.Word(last - 1);
  outputs_.clear();
  outputs_.push_back(shared_.output.Address(left));
  if (last - first > 1) outputs_.push_back(shared_.output.Address(right));
  for (const WordId negative : negatives) {
    if (negative == left || negative == right) continue;
    outputs_.push_back(shared_.output.Address(negative));
  }
}

// A pair of a context and a centre word is a sample; for CBOW a window is, if it has a context
// word.
std::size_t Worker::SamplesInBlock() const {
  return means_ ? windows_.with_context() : windows_.pairs();
}

void Worker::AddLossOf(const StepBatch& batch) {
  for (std::size_t i = 0; i < batch.inputs.size(); ++i) {
    for (std::size_t j = 0; j < batch.outputs.size(); ++j) {
      const float dot = scratch_.Dot(i, j);
      const float label = batch.targets.labels[batch.windows[i]][j];
      const float weight = batch.targets.weights[batch.windows[i]][j];
      loss_.loss += label * NegativeLogSigmoid(dot) + (weight - label) * NegativeLogSigmoid(-dot);
      loss_.pairs += label > 0 ? 1 : 0;
    }
  }
}

}  // namespace hogvec

#include "training/worker.h"

#include <algorithm>
#include <cmath>

namespace hogvec {
namespace {

// Windows whose negatives are drawn at once: the draws' cache misses overlap, and the rows to come
// are known ahead. The learning rate is renewed as often.
constexpr std::size_t kSliceWindows = 512;

// How far ahead rows are fetched. Output rows: about the 400 cycles that memory takes, at 150 to
// 250 cycles per window. Input rows come with the text, so a few words beyond the widest window.
constexpr std::size_t kWindowsAhead = 3;
constexpr std::size_t kWordsAhead = 12;

// Of every so many windows that have a context, one tells its loss: for all of them, the logarithms
// would cost as much as the steps.
constexpr std::size_t kWindowsPerLoss = 128;

// Part `part` of `parts` nearly equal ones.
std::span<const float* const> PartOf(const std::vector<const float*>& rows, std::size_t part,
                                     std::size_t parts) {
  const std::size_t begin = rows.size() * part / parts;
  return std::span(rows).subspan(begin, rows.size() * (part + 1) / parts - begin);
}

// -log s(x) = log(1 + e^-x), without overflow.
float NegativeLogSigmoid(float x) {
  return std::log1p(std::exp(-std::abs(x))) + std::max(-x, 0.0f);
}

}  // namespace

Worker::Worker(const SharedTraining& shared)
    : shared_(shared),
      per_window_(shared.options.sharing == NegativeSharing::kWindow),
      scratch_(2 * shared.options.window, shared.options.negative + 1) {}

void Worker::TrainBlock(std::span<const WordId> ids, std::size_t epoch, Random& random) {
  windows_.Sample(ids, shared_.subsampler, shared_.options.window, random);
  loss_ = {};
  trained_in_block_ = 0;
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
  shared_.progress.AddTokens(tokens - told);
  shared_.progress.AddLoss(epoch, loss_);
}

void Worker::TrainSlice(std::size_t begin, std::size_t end, float alpha, Random& random) {
  DrawNegatives(begin, end, random);
  std::size_t first_draw = 0;
  for (std::size_t centre = begin; centre < end; ++centre) {
    GatherUpcoming(centre, begin, end);
    const std::size_t last_draw = draw_ends_[centre - begin];
    const auto negatives = std::span(drawn_).subspan(first_draw, last_draw - first_draw);
    TrainWindow(centre, negatives, alpha);
    first_draw = last_draw;
  }
}

void Worker::DrawNegatives(std::size_t begin, std::size_t end, Random& random) {
  drawn_.clear();
  draw_ends_.clear();
  for (std::size_t centre = begin; centre < end; ++centre) {
    drawn_.resize(drawn_.size() + DrawsFor(windows_[centre]));
    draw_ends_.push_back(drawn_.size());
  }
  for (WordId& negative : drawn_) negative = shared_.negatives.Draw(random);
}

std::size_t Worker::DrawsFor(const Window& window) const {
  const std::size_t draws =
      per_window_ ? std::min<std::size_t>(window.context_count(), 1) : window.context_count();
  return draws * shared_.options.negative;
}

// The rows that come into use a few windows ahead.
void Worker::GatherUpcoming(std::size_t centre, std::size_t begin, std::size_t end) {
  upcoming_.clear();
  if (centre + kWordsAhead < windows_.size()) {
    upcoming_.push_back(shared_.input.Address(windows_.Word(centre + kWordsAhead)));
  }
  const std::size_t next = centre + kWindowsAhead;
  if (next >= end) return;
  upcoming_.push_back(shared_.output.Address(windows_.Word(next)));
  for (std::size_t i = draw_ends_[next - 1 - begin]; i < draw_ends_[next - begin]; ++i) {
    upcoming_.push_back(shared_.output.Address(drawn_[i]));
  }
}

void Worker::TrainWindow(std::size_t centre, std::span<const WordId> negatives, float alpha) {
  GatherContext(centre);
  if (inputs_.empty()) return;
  const bool with_loss = trained_in_block_++ % kWindowsPerLoss == 0;
  const std::size_t steps = per_window_ ? 1 : inputs_.size();
  const std::size_t inputs_per_step = inputs_.size() / steps;
  const std::size_t draws = shared_.options.negative;
  for (std::size_t step = 0; step < steps; ++step) {
    GatherOutputs(windows_.Word(centre), negatives.subspan(step * draws, draws));
    Step(std::span(inputs_).subspan(step * inputs_per_step, inputs_per_step),
         PartOf(upcoming_, step, steps), alpha, with_loss);
  }
}

void Worker::GatherContext(std::size_t centre) {
  inputs_.clear();
  const Window window = windows_[centre];
  for (std::size_t at = window.begin; at < window.end; ++at) {
    if (at != centre) inputs_.push_back(shared_.input.Address(windows_.Word(at)));
  }
}

// A negative that is the centre word itself says nothing, and is skipped as in word2vec.c.
void Worker::GatherOutputs(WordId centre, std::span<const WordId> negatives) {
  outputs_.clear();
  outputs_.push_back(shared_.output.Address(centre));
  for (const WordId negative : negatives) {
    if (negative != centre) outputs_.push_back(shared_.output.Address(negative));
  }
}

void Worker::Step(std::span<float* const> inputs, std::span<const float* const> upcoming,
                  float alpha, bool with_loss) {
  shared_.kernel.step({inputs, outputs_, shared_.options.dim, alpha, upcoming}, scratch_);
  if (with_loss) AddLossOfStep(inputs.size());
}

void Worker::AddLossOfStep(std::size_t inputs) {
  for (std::size_t i = 0; i < inputs; ++i) {
    loss_.loss += NegativeLogSigmoid(scratch_.Dot(i, 0, inputs));
    for (std::size_t j = 1; j < outputs_.size(); ++j) {
      loss_.loss += NegativeLogSigmoid(-scratch_.Dot(i, j, inputs));
    }
  }
  loss_.pairs += inputs;
}

}  // namespace hogvec

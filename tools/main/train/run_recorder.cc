#include "main/train/run_recorder.h"

#include <cmath>
#include <utility>

namespace hogvec {
namespace {

constexpr std::size_t kNeighbours = 8;  // of each word

std::vector<RunRecord::Near> Named(const std::vector<Neighbour>& neighbours,
                                   const Vocabulary& vocabulary) {
  std::vector<RunRecord::Near> named;
  named.reserve(neighbours.size());
  for (const Neighbour& each : neighbours) {
    named.push_back({std::string(vocabulary.Word(each.id)), each.similarity});
  }
  return named;
}

}  // namespace

RunRecorder::RunRecorder(std::vector<std::string> words, std::uint64_t seed, std::size_t threads)
    : words_(std::move(words)), seed_(seed), threads_(threads) {}

void RunRecorder::OnVocabulary(const Vocabulary& vocabulary, const PruneReport&) {
  watched_ = ChooseWords(vocabulary, words_, seed_);
  start_ = std::chrono::steady_clock::now();  // training comes next
}

void RunRecorder::OnProgress(const TrainProgress& progress) {
  if (progress.phase != TrainProgress::Phase::kTraining || progress.tokens_total == 0) return;
  if (std::isnan(progress.loss)) return;  // no pair was trained yet
  const std::chrono::duration<double> since = std::chrono::steady_clock::now() - start_;
  timeline_.Add(
      {.seconds = since.count(),
       .epochs = static_cast<double>(progress.tokens_done) * static_cast<double>(progress.epochs) /
                 static_cast<double>(progress.tokens_total),
       .tokens = progress.tokens_done,
       .loss = progress.loss});
}

void RunRecorder::OnEpoch(const EpochReport& report) {
  RunRecord::Epoch epoch{.number = report.epoch, .seconds = report.seconds, .loss = report.loss};
  if (report.held_out != nullptr) epoch.held_out = *report.held_out;
  epochs_.push_back(std::move(epoch));
  neighbours_.push_back(NearestRows(report.input, watched_.ids, kNeighbours, threads_));
}

RunRecord RunRecorder::Record(const Vocabulary& vocabulary) const {
  RunRecord record;
  record.moments = timeline_.Moments();
  record.epochs = epochs_;
  record.not_found = watched_.not_found;
  for (std::size_t i = 0; i < watched_.ids.size(); ++i) {
    const WordId id = watched_.ids[i];
    RunRecord::Watched word{.word = std::string(vocabulary.Word(id)),
                            .rank = ToIndex(id) + 1,
                            .count = vocabulary.Count(id)};
    for (const auto& epoch : neighbours_) word.neighbours.push_back(Named(epoch[i], vocabulary));
    record.watched.push_back(std::move(word));
  }
  return record;
}

}  // namespace hogvec

#include "training/keeper.h"

#include <fmt/format.h>

#include <utility>

namespace hogvec {
namespace {

Error OfAnEarlierRun(const std::filesystem::path& folder) {
  return {ErrorKind::kUsage,
          fmt::format("{0}: has checkpoints of an earlier run; '--resume {0}' goes on with it, "
                      "another folder starts anew",
                      folder.string())};
}

}  // namespace

Keeper::Keeper(const CheckpointOptions& checkpoints, const TensorMetadata& options,
               TrainObserver& observer)
    : options_(checkpoints) {
  first_.options = options;
  first_.note = options_.note;
  if (options_.folder.empty()) return;
  if (options_.resume) CheckpointsIn(options_.folder);  // a folder to resume from is not created
  folder_.emplace(options_.folder);
  if (!options_.resume) {
    if (!folder_->files().empty()) throw OfAnEarlierRun(options_.folder);
    return;
  }
  kept_.emplace(OpenNewestCheckpoint(options_.folder, folder_->files(),
                                     [&](const std::string& line) { observer.OnWarning(line); }));
  first_ = ReadCheckpoint(*kept_);
  RequireSameOptions(kept_->path(), first_.options, options);
}

Checkpoint Keeper::TakeFirstState(std::size_t epochs) {
  first_.losses.resize(epochs);
  return std::move(first_);
}

void Keeper::RequireCorpus(const Checkpoint& state, const CorpusIdentity& read) const {
  RequireSameCorpus(kept_->path(), state.corpus, read);
}

void Keeper::RequirePosition(const Checkpoint& state, std::size_t blocks) const {
  if (!kept_) return;
  if (state.position.epoch >= state.losses.size() || state.position.dealt > blocks) {
    throw kept_->Malformed("has a position outside of its corpus");
  }
}

void Keeper::FillTables(std::uint64_t seed, EmbeddingTable& input, EmbeddingTable& output,
                        BestRows& best) const {
  if (kept_) {
    ReadTables(*kept_, input, output);
    ReadBestRows(*kept_, input.rows(), input.dim(), best);
  } else {
    input.InitializeUniform(seed);
  }
}

Rest Keeper::NextRest(const std::stop_token& stop, const Progress& progress) const {
  const auto due = folder_ ? Rest::Clock::now() + options_.every : Rest::Clock::time_point::max();
  return {stop, due, progress};
}

void Keeper::Save(Checkpoint& state, const BlockDealer& dealer, const Progress& progress,
                  const EmbeddingTable& input, const EmbeddingTable& output, const BestRows& best) {
  if (!folder_) return;
  state.position = dealer.position();
  state.tokens_done = progress.tokens_done();
  state.losses = progress.Losses();
  folder_->Add([&](const std::filesystem::path& path) {
    WriteCheckpoint(path, state, input, output, best);
  });
}

std::string Keeper::Advice() const {
  if (!folder_) return "; nothing is kept (--checkpoint DIR would keep what was learned)";
  if (CheckpointsIn(folder_->path()).empty()) return "; there was nothing to keep yet";
  return fmt::format("; 'hogvec train --resume {}' goes on", folder_->path().string());
}

std::string CheckpointNote(const std::filesystem::path& folder) {
  auto files = CheckpointsIn(folder);
  const auto silent = [](const std::string&) {};
  return ReadCheckpoint(OpenNewestCheckpoint(folder, files, silent)).note;
}

void RemoveCheckpoints(const std::filesystem::path& folder) { CheckpointFolder(folder).Clear(); }

}  // namespace hogvec

#include "checkpoint/checkpoint_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "replicas/agreement.h"

namespace hogvec {
namespace {

Error OfAnEarlierRun(const std::filesystem::path& folder) {
  return {ErrorKind::kUsage,
          fmt::format("{0}: has checkpoints of an earlier run; '--resume {0}' continues it, "
                      "another folder starts a new one",
                      folder.string())};
}

// What rank 0 says the path is.
std::filesystem::path SharePath(const std::filesystem::path& own, Replicas& replicas) {
  const std::string text = own.string();
  const Replicas::Bytes first = replicas.Gather({text.begin(), text.end()}).front();
  return {first.begin(), first.end()};
}

// Adds what other ranks have dealt. Whatever an earlier run has dealt, they all name.
void GatherDealt(Replicas& replicas, DealPosition& position) {
  if (replicas.size() == 1) return;
  std::vector<std::uint32_t> all;
  for (const auto& dealt : GatherValues(replicas, std::span<const std::uint32_t>(position.dealt))) {
    all.insert(all.end(), dealt.begin(), dealt.end());
  }
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  position.dealt = std::move(all);
}

}  // namespace

void StoredRun::RequireCorpus(const CorpusIdentity& read) const {
  RequireSameCorpus(file.path(), checkpoint.corpus, read);
}

void StoredRun::RequireVocabulary(const Vocabulary& read) const {
  bool same = std::ranges::equal(read.counts(), vocabulary.counts());
  for (std::size_t i = 0; same && i < read.size(); ++i) {
    same = read.Word(ToWordId(i)) == vocabulary.Word(ToWordId(i));
  }
  if (!same) throw file.Malformed("is of a run with other words");
}

void StoredRun::RequirePosition(std::size_t blocks, std::size_t epochs) const {
  const DealPosition& position = checkpoint.state.position;
  const bool inside = position.dealt.empty() || std::ranges::max(position.dealt) < blocks;
  if (position.epoch < epochs && inside) return;
  throw file.Malformed("has a position outside of its corpus");
}

CheckpointStore::CheckpointStore(CheckpointOptions options, Replicas& replicas)
    : options_(std::move(options)), replicas_(replicas) {
  if (!keeps()) return;
  RunTogether(replicas_, [&] {
    if (Leads(replicas_)) OpenFolder();
  });
}

void CheckpointStore::OpenFolder() {
  if (options_.resume) CheckpointsIn(options_.folder);  // a folder to resume from is not created
  folder_.emplace(options_.folder);
  if (!options_.resume && !folder_->files().empty()) throw OfAnEarlierRun(options_.folder);
}

std::optional<StoredRun> CheckpointStore::OpenNewest(const TensorMetadata& options,
                                                     const Warn& warn) {
  if (!keeps() || !options_.resume) return std::nullopt;
  std::optional<TensorReader> newest;
  RunTogether(replicas_, [&] {
    if (Leads(replicas_)) {
      newest.emplace(OpenNewestCheckpoint(options_.folder, folder_->files(), warn));
    }
  });
  std::optional<StoredRun> stored;
  const std::filesystem::path path = SharePath(newest ? newest->path() : "", replicas_);
  RunTogether(replicas_,
              [&] { stored = Read(newest ? std::move(*newest) : TensorReader(path), options); });
  return stored;
}

StoredRun CheckpointStore::Read(TensorReader file, const TensorMetadata& options) {
  Checkpoint checkpoint = ReadCheckpoint(file);
  RequireSameOptions(file.path(), checkpoint.options, options);
  Vocabulary vocabulary = ReadVocabulary(file);
  return {std::move(file), std::move(checkpoint), std::move(vocabulary)};
}

void CheckpointStore::Add(Checkpoint& checkpoint, const Vocabulary& vocabulary, const Layers& model,
                          const SavedRows& best) {
  GatherDealt(replicas_, checkpoint.state.position);
  RunTogether(replicas_, [&] {
    if (!Leads(replicas_)) return;
    folder_->Add([&](const std::filesystem::path& path) {
      WriteCheckpoint(path, checkpoint, vocabulary, model.input.rows(), model.output, best);
    });
  });
}

bool HasCheckpoints(const std::filesystem::path& folder) {
  return is_directory(folder) && !CheckpointsIn(folder).empty();
}

std::string CheckpointNote(const std::filesystem::path& folder) {
  auto files = CheckpointsIn(folder);
  const auto silent = [](const std::string&) {};
  return ReadCheckpoint(OpenNewestCheckpoint(folder, files, silent)).note;
}

void RemoveCheckpoints(const std::filesystem::path& folder) { CheckpointFolder(folder).Clear(); }

}  // namespace hogvec

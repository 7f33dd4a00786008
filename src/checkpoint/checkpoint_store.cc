#include "checkpoint/checkpoint_store.h"

#include <fmt/format.h>

#include <utility>

namespace hogvec {
namespace {

Error OfAnEarlierRun(const std::filesystem::path& folder) {
  return {ErrorKind::kUsage,
          fmt::format("{0}: has checkpoints of an earlier run; '--resume {0}' continues it, "
                      "another folder starts a new one",
                      folder.string())};
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
  if (position.epoch < epochs && position.dealt <= blocks) return;
  throw file.Malformed("has a position outside of its corpus");
}

CheckpointStore::CheckpointStore(CheckpointOptions options) : options_(std::move(options)) {
  if (options_.folder.empty()) return;
  if (options_.resume) CheckpointsIn(options_.folder);  // a folder to resume from is not created
  folder_.emplace(options_.folder);
  if (!options_.resume && !folder_->files().empty()) throw OfAnEarlierRun(options_.folder);
}

std::optional<StoredRun> CheckpointStore::OpenNewest(const TensorMetadata& options,
                                                     const Warn& warn) {
  if (!folder_ || !options_.resume) return std::nullopt;
  TensorReader file = OpenNewestCheckpoint(options_.folder, folder_->files(), warn);
  Checkpoint checkpoint = ReadCheckpoint(file);
  RequireSameOptions(file.path(), checkpoint.options, options);
  Vocabulary vocabulary = ReadVocabulary(file);
  return StoredRun{std::move(file), std::move(checkpoint), std::move(vocabulary)};
}

void CheckpointStore::Add(const Checkpoint& checkpoint, const Vocabulary& vocabulary,
                          const Layers& model, const SavedRows& best) {
  folder_->Add([&](const std::filesystem::path& path) {
    WriteCheckpoint(path, checkpoint, vocabulary, model.input.rows(), model.output, best);
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

#ifndef HOGVEC_CHECKPOINT_CHECKPOINT_FOLDER_H_
#define HOGVEC_CHECKPOINT_CHECKPOINT_FOLDER_H_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "io/file.h"
#include "io/tensor_file.h"

namespace hogvec {

// The folder of one run's checkpoints: `checkpoint-N.safetensors`, N rising, of which the last two
// are kept. It is locked while it is in use, so that two runs never mix; the system gives the lock
// back however the program ends.
//
// For one thread at a time.
class CheckpointFolder {
 public:
  static constexpr std::size_t kKept = 2;

  // Makes the folder if it is missing, locks it, and removes what an interrupted write left in it.
  // Throws Error{kCannotCreate}; Error{kBusy} if another run uses it.
  explicit CheckpointFolder(std::filesystem::path folder);

  const std::filesystem::path& path() const { return folder_; }

  // The checkpoints, newest first.
  std::vector<std::filesystem::path>& files() { return files_; }

  // Calls write(path) for the next checkpoint and, when that is on disk, removes the oldest beyond
  // those that are kept.
  void Add(const std::function<void(const std::filesystem::path&)>& write);

  // Removes every checkpoint, and the folder if nothing else is in it.
  void Clear();

 private:
  void Lock();
  void RemoveLeftovers() const;

  const std::filesystem::path folder_;
  File lock_;
  std::vector<std::filesystem::path> files_;
  std::uint64_t next_ = 1;
};

// Opens the newest checkpoint that is whole. Those that are not are named to `warn`, one line each,
// and moved to the end of `files`, where they are the first to go. Throws Error{kNoInput} if there
// is none, Error{kMalformed} if none is whole.
TensorReader OpenNewestCheckpoint(const std::filesystem::path& folder,
                                  std::vector<std::filesystem::path>& files,
                                  const std::function<void(const std::string&)>& warn);

// The checkpoints in a folder, newest first. Throws Error{kNoInput} if it can't be listed.
std::vector<std::filesystem::path> CheckpointsIn(const std::filesystem::path& folder);

}  // namespace hogvec

#endif  // HOGVEC_CHECKPOINT_CHECKPOINT_FOLDER_H_

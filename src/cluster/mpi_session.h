#ifndef HOGVEC_CLUSTER_MPI_SESSION_H_
#define HOGVEC_CLUSTER_MPI_SESSION_H_

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "hogvec/replicas.h"

namespace hogvec {

// A program's part in a run of mpirun, from its beginning to its end. MPI can be initialised once
// in a process, so there may be one session only. A program that was started by itself is rank 0
// of 1.
//
// All calls of MPI are made by a thread of the session, which sleeps while it waits. That thread,
// and those that MPI starts, inherit the signals that the caller blocks: make the session after
// what watches for signals.
class MpiSession {
 public:
  // How a rank ended.
  struct Outcome {
    int exit_code = 0;  // 0: it succeeded
    std::string line = {};
  };

  // Returns when all ranks have made theirs. Throws Error{kIo} or Error{kResource}.
  MpiSession();

  // A session that was not left, or left in vain, ends all ranks by Abort(70).
  ~MpiSession();
  MpiSession(const MpiSession&) = delete;
  MpiSession& operator=(const MpiSession&) = delete;

  std::size_t rank() const { return rank_; }
  std::size_t size() const { return size_; }

  // Says goodbye, once and as the last thing: to be called by a rank that has succeeded as well as
  // by one that has failed, and by the latter at once. When all ranks are there, rank 0 calls
  // `tell(outcomes)`, so that it can print a line once that several have; the others wait for it,
  // since mpirun ends all ranks when one exits with a code other than 0. Then MPI is finalised, and
  // all ranks return the outcomes, by rank. `tell` must not throw.
  //
  // A rank that succeeded waits for ever. One that failed may have left others waiting for what it
  // does not send, so after `patience` it gives up and returns nothing: it has to print its line by
  // itself, and to call Abort() with its exit code. Throws Error{kIo} if MPI fails: Abort(), too.
  std::optional<std::vector<Outcome>> Leave(
      const Outcome& own, const std::function<void(const std::vector<Outcome>&)>& tell,
      std::chrono::milliseconds patience = std::chrono::seconds(3));

  // Ends all ranks, and mpirun with this exit code, whatever they do. Nothing is flushed.
  [[noreturn]] void Abort(int code);

 private:
  friend class MpiReplicas;
  struct Parts;

  // Sends a part to each rank, or a single one to all; what each has sent, by rank.
  std::vector<Replicas::Bytes> Swap(std::vector<Replicas::Bytes> parts);
  std::vector<Replicas::Bytes> Spread(Replicas::Bytes own);
  std::uint64_t bytes_sent() const { return bytes_sent_; }

  const std::unique_ptr<Parts> parts_;
  std::size_t rank_ = 0, size_ = 1;
  std::atomic<std::uint64_t> bytes_sent_ = 0;
};

}  // namespace hogvec

#endif  // HOGVEC_CLUSTER_MPI_SESSION_H_

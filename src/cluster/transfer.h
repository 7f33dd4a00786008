#ifndef HOGVEC_CLUSTER_TRANSFER_H_
#define HOGVEC_CLUSTER_TRANSFER_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cluster/mpi_thread.h"
#include "hogvec/replicas.h"

namespace hogvec {

// What each rank of a communicator sends to each: first the sizes, then the bytes, in messages of
// at most kLongestMessage. Owns what MPI reads and writes, so one that was begun and not completed
// has to be kept until the process ends.
class Transfer {
 public:
  using Bytes = Replicas::Bytes;
  static constexpr std::size_t kLongestMessage = std::size_t{64} << 20;  // counts are ints

  // A part for each rank; or a single one, which goes to all.
  Transfer(MPI_Comm ranks, std::vector<Bytes> parts);
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  // On the thread of MPI. False if it was not completed before the deadline.
  bool Run(MpiThread& thread, MpiThread::Clock::time_point deadline = MpiThread::kNever);

  // When completed: by rank.
  std::vector<Bytes> TakeReceived();

  // To other ranks.
  std::uint64_t bytes_sent() const;

 private:
  Bytes& PartFor(std::size_t rank) { return parts_[parts_.size() == 1 ? 0 : rank]; }
  bool ExchangeSizes(MpiThread& thread, MpiThread::Clock::time_point deadline);
  void Begin(std::size_t to, std::size_t from);

  MPI_Comm comm_;
  std::size_t rank_ = 0, size_ = 0;
  std::vector<Bytes> parts_, received_;
  std::vector<std::uint64_t> sizes_, coming_;  // by rank
  std::vector<MPI_Request> requests_;
};

}  // namespace hogvec

#endif  // HOGVEC_CLUSTER_TRANSFER_H_

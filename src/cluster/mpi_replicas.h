#ifndef HOGVEC_CLUSTER_MPI_REPLICAS_H_
#define HOGVEC_CLUSTER_MPI_REPLICAS_H_

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "cluster/mpi_session.h"
#include "hogvec/replicas.h"

namespace hogvec {

// The ranks of an MPI session. After an error the session can only be left.
class MpiReplicas final : public Replicas {
 public:
  explicit MpiReplicas(MpiSession& session) : session_(session) {}

  std::size_t rank() const override { return session_.rank(); }
  std::size_t size() const override { return session_.size(); }
  std::vector<Bytes> Exchange(std::vector<Bytes> to_each) override {
    return session_.Swap(std::move(to_each));
  }
  std::vector<Bytes> Gather(Bytes own) override { return session_.Spread(std::move(own)); }
  std::uint64_t bytes_sent() const override { return session_.bytes_sent(); }

 private:
  MpiSession& session_;
};

}  // namespace hogvec

#endif  // HOGVEC_CLUSTER_MPI_REPLICAS_H_

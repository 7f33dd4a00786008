#include "cluster/mpi_replicas.h"

namespace hogvec {

std::vector<Replicas::Bytes> MpiReplicas::Gather(Bytes own) {
  std::vector<Bytes> single;
  single.push_back(std::move(own));
  return session_.Swap(std::move(single));
}

}  // namespace hogvec

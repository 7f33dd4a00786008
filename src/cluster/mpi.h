#ifndef HOGVEC_CLUSTER_MPI_H_
#define HOGVEC_CLUSTER_MPI_H_

// MPI without its C++ bindings, which were deleted from the standard. To be included instead of
// <mpi.h>, and by the sources of this folder only.
#ifndef OMPI_SKIP_MPICXX
#define OMPI_SKIP_MPICXX 1
#endif
#ifndef MPICH_SKIP_MPICXX
#define MPICH_SKIP_MPICXX 1
#endif
#include <mpi.h>

namespace hogvec {

// Throws Error{kIo}, with what MPI says, unless a call returned MPI_SUCCESS.
void CheckMpi(int status);

}  // namespace hogvec

#endif  // HOGVEC_CLUSTER_MPI_H_

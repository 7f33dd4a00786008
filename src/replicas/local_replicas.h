#ifndef HOGVEC_REPLICAS_LOCAL_REPLICAS_H_
#define HOGVEC_REPLICAS_LOCAL_REPLICAS_H_

#include <cstddef>
#include <functional>

#include "hogvec/replicas.h"

namespace hogvec {

// Replicas in one process, for tests and benches: calls body(replicas) once for each of `size`
// ranks, all side by side on threads, and returns when all have ended. A rank that waits for one
// that has ended without sending what it waits for throws Error{kIo}. Rethrows what a rank threw:
// the lowest of those that failed by themselves, or else of those that waited in vain. Throws
// Error{kResource} before any of them begins if the system has too few threads.
void RunLocalReplicas(std::size_t size, const std::function<void(Replicas&)>& body);

}  // namespace hogvec

#endif  // HOGVEC_REPLICAS_LOCAL_REPLICAS_H_

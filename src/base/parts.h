#ifndef HOGVEC_BASE_PARTS_H_
#define HOGVEC_BASE_PARTS_H_

#include <cstddef>

#include "base/workers.h"

namespace hogvec {

// Runs body(part, begin, end) for consecutive parts of the numbers from 0 to before `count`, each
// on a worker of its own (RunWorkers). Parts are as long as one another, to within one.
template <typename Body>
void RunParts(std::size_t parts, std::size_t count, const Body& body) {
  RunWorkers(parts, [&](std::size_t part) {
    body(part, count * part / parts, count * (part + 1) / parts);
  });
}

}  // namespace hogvec

#endif  // HOGVEC_BASE_PARTS_H_

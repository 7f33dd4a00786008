#include "python/forks.h"

#include <fmt/format.h>

#include <stdexcept>

namespace hogvec::python {
namespace {

bool forked = false;  // set in the child, by its only thread

}  // namespace

bool IsForked() { return forked; }

void RequireNotForked(const char* what) {
  if (!forked) return;
  throw std::runtime_error(
      fmt::format("a process that was forked can't {}, since its threads were not forked with it; "
                  "start processes by multiprocessing.get_context('spawn')",
                  what));
}

void MarkForked() { forked = true; }

}  // namespace hogvec::python

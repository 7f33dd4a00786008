#include "python/shutdown.h"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

#include "hogvec/error.h"
#include "python/gil.h"

namespace hogvec::python {
namespace {

struct Walks {
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t count = 0;
  bool closing = false;
};

// Never destroyed: a thread may outlive the rest.
Walks& TheWalks() {
  static auto* const kWalks = new Walks;
  return *kWalks;
}

}  // namespace

Walking::Walking() {
  const std::lock_guard lock(TheWalks().mutex);
  ++TheWalks().count;
}

Walking::~Walking() {
  const std::lock_guard lock(TheWalks().mutex);
  --TheWalks().count;
  TheWalks().changed.notify_all();
}

void RequireNoShutdown() {
  const std::lock_guard lock(TheWalks().mutex);
  if (TheWalks().closing) throw Interrupted("stopped, since the interpreter shuts down");
}

void EndWalks() {
  const ReleasedGil released;
  std::unique_lock lock(TheWalks().mutex);
  TheWalks().closing = true;
  TheWalks().changed.wait_for(lock, std::chrono::seconds(2), [] { return TheWalks().count == 0; });
}

}  // namespace hogvec::python

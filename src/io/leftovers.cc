#include "io/leftovers.h"

#include <new>
#include <set>
#include <system_error>

namespace hogvec {
namespace {

namespace fs = std::filesystem;

struct List {
  std::mutex mutex;
  std::set<fs::path> paths;
};

List& TheList() {
  static List list;
  return list;
}

}  // namespace

Leftovers::Leftovers() : lock_(TheList().mutex) {}

void Leftovers::Add(const fs::path& path) noexcept {
  try {
    TheList().paths.insert(path);
  } catch (const std::bad_alloc&) {
  }
}

void Leftovers::Drop(const fs::path& path) { TheList().paths.erase(path); }

void RemoveLeftovers() {
  TheList().mutex.lock();
  std::error_code ignored;
  for (const fs::path& path : TheList().paths) fs::remove_all(path, ignored);
}

}  // namespace hogvec

// Preloaded: every read and write takes only half of what it was given, as a system may at any
// time.
#include <dlfcn.h>
#include <sys/types.h>

#include <cstddef>

namespace {

std::size_t HalfOf(std::size_t count) { return count > 1 ? count / 2 : count; }

// The function of this name that would have been called without this library.
template <typename Function>
Function* Next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

ssize_t write(int descriptor, const void* bytes, std::size_t count) {
  static const auto next = Next<ssize_t(int, const void*, std::size_t)>("write");
  return next(descriptor, bytes, HalfOf(count));
}

ssize_t read(int descriptor, void* bytes, std::size_t count) {
  static const auto next = Next<ssize_t(int, void*, std::size_t)>("read");
  return next(descriptor, bytes, HalfOf(count));
}

ssize_t pwrite(int descriptor, const void* bytes, std::size_t count, off_t offset) {
  static const auto next = Next<ssize_t(int, const void*, std::size_t, off_t)>("pwrite");
  return next(descriptor, bytes, HalfOf(count), offset);
}

ssize_t pread(int descriptor, void* bytes, std::size_t count, off_t offset) {
  static const auto next = Next<ssize_t(int, void*, std::size_t, off_t)>("pread");
  return next(descriptor, bytes, HalfOf(count), offset);
}
}

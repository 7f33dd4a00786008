#ifndef HOGVEC_IO_LEFTOVERS_H_
#define HOGVEC_IO_LEFTOVERS_H_

#include <filesystem>
#include <mutex>

namespace hogvec {

// The list of temporary files and folders that are there now. Who makes one removes it; the list is
// for a process that a signal ends before.
//
// Nothing on it is removed by others while an object of this class lives, so that a file is made
// and listed, or put in place and dropped, at one go. For one thread at a time each; not within one
// another.
class Leftovers {
 public:
  Leftovers();

  // What there is no memory for is not listed.
  void Add(const std::filesystem::path& path) noexcept;
  void Drop(const std::filesystem::path& path);

 private:
  const std::lock_guard<std::mutex> lock_;
};

// Removes all that is listed, with what is in it. The process must end then: whoever makes or drops
// a temporary file waits from here on.
void RemoveLeftovers();

}  // namespace hogvec

#endif  // HOGVEC_IO_LEFTOVERS_H_

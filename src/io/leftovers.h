#ifndef HOGVEC_IO_LEFTOVERS_H_
#define HOGVEC_IO_LEFTOVERS_H_

#include <filesystem>
#include <mutex>

namespace hogvec {

// The list of temporary files and folders that exist now. Their creators remove them; the list is
// for a process that a signal ends first.
//
// While an object of this class lives, no other thread removes anything on the list, so that
// creating and listing a file, or renaming and dropping it, is atomic. Each object is for one
// thread; a thread must not hold two.
class Leftovers {
 public:
  Leftovers();

  // If memory runs out, the file is not listed.
  void Add(const std::filesystem::path& path) noexcept;
  void Drop(const std::filesystem::path& path);

 private:
  const std::lock_guard<std::mutex> lock_;
};

// Removes everything on the list, with its contents. The process must then end: any thread that
// creates or drops a temporary file waits forever from here on.
void RemoveLeftovers();

}  // namespace hogvec

#endif  // HOGVEC_IO_LEFTOVERS_H_

#ifndef HOGVEC_EXPLORE_BROWSER_H_
#define HOGVEC_EXPLORE_BROWSER_H_

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace hogvec::explore {

// A page that sends a browser on to an address, in a file that only its owner can read: on the
// command line of a browser everybody on the machine would see the address, with its token.
//
// Gone with the object, and when a signal ends the process.
class RedirectFile {
 public:
  // Throws Error{kCannotCreate}, Error{kIo}.
  explicit RedirectFile(std::string_view address);
  ~RedirectFile();
  RedirectFile(const RedirectFile&) = delete;
  RedirectFile& operator=(const RedirectFile&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path folder_, path_;
};

// The program that opens a file in the browser of the desktop (xdg-open), started by itself: what
// it prints is dropped, and Ctrl-C does not reach it.
class BrowserStart {
 public:
  // Throws Error{kResource} if the program can't be started.
  explicit BrowserStart(const std::filesystem::path& file);

  // Why it could not open the file, once that is known; nothing before, or if it did.
  std::optional<std::string> Failure();

 private:
  pid_t process_ = 0;  // 0 once it has ended
};

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_BROWSER_H_

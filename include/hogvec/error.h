#ifndef HOGVEC_ERROR_H_
#define HOGVEC_ERROR_H_

#include <stdexcept>
#include <string>
#include <utility>

namespace hogvec {

// What went wrong, in the classes that a caller can act on. Programs map them to exit codes.
enum class ErrorKind {
  kNotFound,      // the question has no answer, such as an unknown word
  kUsage,         // an option or an argument is wrong
  kMalformed,     // a file was read and its content is not what it must be
  kNoInput,       // an input is missing or can't be read
  kInternal,      // a defect in hogvec, or training that diverged
  kResource,      // memory or another resource of the system ran out
  kCannotCreate,  // an output can't be created
  kIo,            // reading or writing failed on the way: full disk, bad medium
  kBusy,          // another run uses what this one needs; try again later
};

// What hogvec throws when something fails. The message is a single line that says what happened,
// to which file, and what to do; it needs no text around it. Options stand in it by their names.
//
// Thrown at boundaries only (options, files, formats). Kernels and samplers are noexcept.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& message, std::string option = {})
      : std::runtime_error(message), kind_(kind), option_(std::move(option)) {}

  ErrorKind kind() const { return kind_; }

  // The option that is wrong, as "dim"; empty if it is none. A message about its value begins with
  // the name, so that a program can put its own dashes in front.
  const std::string& option() const { return option_; }

 private:
  ErrorKind kind_;
  std::string option_;
};

// Thrown by a run that was asked to stop, and did. Not an Error: nothing failed, and a caller that
// catches Error to report failures must not report this. The message is a single line that says
// what was kept and how to continue.
class Interrupted : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace hogvec

#endif  // HOGVEC_ERROR_H_

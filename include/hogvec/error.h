#ifndef HOGVEC_ERROR_H_
#define HOGVEC_ERROR_H_

#include <stdexcept>
#include <string>

namespace hogvec {

// What went wrong, in the classes that a caller can act on. The programs end with the number as
// their exit code (the values from 65 up are those of sysexits.h).
enum class ErrorKind {
  kNotFound = 1,       // the question has no answer, such as an unknown word
  kUsage = 2,          // the command or an option is wrong
  kMalformed = 65,     // a file was read and its content is not what it must be
  kNoInput = 66,       // an input is missing or can't be read
  kInternal = 70,      // a defect in hogvec, or training that diverged
  kResource = 71,      // memory or another resource of the system ran out
  kCannotCreate = 73,  // an output can't be created
  kIo = 74,            // reading or writing failed on the way: full disk, bad medium
  kBusy = 75,          // another run uses what this one needs; try again later
};

// The one exception that hogvec throws on purpose. Its message is a single line that says what
// happened, to which file, and what to do; it needs no text around it.
//
// Thrown at boundaries only (options, files, formats). Kernels and samplers are noexcept.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}

  ErrorKind kind() const { return kind_; }

 private:
  ErrorKind kind_;
};

// Thrown by a run that was asked to stop, and did. The message is a single line that says what was
// kept and how to go on.
class Interrupted : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace hogvec

#endif  // HOGVEC_ERROR_H_

#ifndef HOGVEC_CLI_ERRORS_H_
#define HOGVEC_CLI_ERRORS_H_

#include <string>

#include "cli/typed_options.h"
#include "hogvec/error.h"

namespace hogvec {

// The exit code of a program that ends with such an error: those from 65 up are of sysexits.h.
constexpr int ExitCodeOf(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kNotFound:
      return 1;
    case ErrorKind::kUsage:
      return 2;
    case ErrorKind::kMalformed:
      return 65;
    case ErrorKind::kNoInput:
      return 66;
    case ErrorKind::kInternal:
      return 70;
    case ErrorKind::kResource:
      return 71;
    case ErrorKind::kCannotCreate:
      return 73;
    case ErrorKind::kIo:
      return 74;
    case ErrorKind::kBusy:
      return 75;
  }
  return 70;
}

// An error's message as a command line spells it: the option that it opens with has its dashes, and
// so have those that it names.
inline std::string MessageOf(const Error& error) {
  const std::string message = error.what();
  const bool opens = !error.option().empty() && message.starts_with(error.option());
  return WithTypedOptions(opens ? "--" + message : message);
}

}  // namespace hogvec

#endif  // HOGVEC_CLI_ERRORS_H_

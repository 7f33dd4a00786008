#ifndef HOGVEC_CLI_TYPED_OPTIONS_H_
#define HOGVEC_CLI_TYPED_OPTIONS_H_

#include <string>
#include <string_view>

namespace hogvec {

// A message of the library with its options as they are typed: "the option 'lenient' skips such
// rows" becomes "--lenient skips such rows". Pure.
std::string WithTypedOptions(std::string_view message);

}  // namespace hogvec

#endif  // HOGVEC_CLI_TYPED_OPTIONS_H_

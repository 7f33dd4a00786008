#ifndef HOGVEC_CLI_RUN_MAIN_H_
#define HOGVEC_CLI_RUN_MAIN_H_

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace hogvec {

// Runs the body of a program on its arguments (without the program's name) and returns the exit
// code: what the body returns, or the number of the kind of Error that it threw, whose message goes
// to stderr as one line. Also checks that all of stdout has been taken: a full disk there is no
// success.
int RunMain(std::string_view program, int argc, char** argv,
            const std::function<int(std::span<const std::string>)>& body);

}  // namespace hogvec

#endif  // HOGVEC_CLI_RUN_MAIN_H_

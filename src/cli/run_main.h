#ifndef HOGVEC_CLI_RUN_MAIN_H_
#define HOGVEC_CLI_RUN_MAIN_H_

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace hogvec {

// How a program ended.
struct ProgramEnd {
  int exit_code = 0;
  std::string line = {};  // to be said on stderr; empty if there is nothing to say
};

// Runs the body of a program, as RunMain() does, and returns what is left to say. Standard output
// has been taken, or the code is not 0.
ProgramEnd RunProgram(std::string_view program, std::span<const std::string> arguments,
                      const std::function<int(std::span<const std::string>)>& body);

// Opens those of the standard streams on nothing that the program was started without.
void FillStandardStreams();

// Runs the body of a program on its arguments (without the program's name) and returns the exit
// code: what the body returns, or the number of the kind of Error that it threw, whose message goes
// to stderr as one line. Also checks that all of stdout has been taken: a full disk there is no
// success.
int RunMain(std::string_view program, int argc, char** argv,
            const std::function<int(std::span<const std::string>)>& body);

}  // namespace hogvec

#endif  // HOGVEC_CLI_RUN_MAIN_H_

#ifndef HOGVEC_CLI_COMPLETION_H_
#define HOGVEC_CLI_COMPLETION_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/option_table.h"

namespace hogvec {

// A command of a program, as a shell completes it.
struct CompletedCommand {
  std::string name;  // empty for a program without commands
  std::string purpose;
  std::vector<OptionTable::Description> options;
};

// A script that completes the commands of `program`, their options and the values of these, for
// "bash", "zsh" or "fish". Throws Error{kUsage} for any other shell.
std::string CompletionScript(std::string_view shell, std::string_view program,
                             std::span<const CompletedCommand> commands);

}  // namespace hogvec

#endif  // HOGVEC_CLI_COMPLETION_H_

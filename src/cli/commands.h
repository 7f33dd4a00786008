#ifndef HOGVEC_CLI_COMMANDS_H_
#define HOGVEC_CLI_COMMANDS_H_

#include <span>
#include <string>

namespace hogvec {

// The commands of `hogvec`: each takes the arguments behind its name, returns the exit code and
// throws Error.
int TrainCommand(std::span<const std::string> arguments);
int VocabCommand(std::span<const std::string> arguments);
int PhrasesCommand(std::span<const std::string> arguments);
int ExportCommand(std::span<const std::string> arguments);
int InspectCommand(std::span<const std::string> arguments);

}  // namespace hogvec

#endif  // HOGVEC_CLI_COMMANDS_H_
